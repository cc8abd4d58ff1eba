package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.RouterSnapshot;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RecordedRouter;
import dev.vigil.recording.Recorder;
import dev.vigil.recording.RouterInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual router that gets the inputs of one in a simulation through a recorder, with two others that took its place at
 * some moment: one restored from a snapshot, one made by copying. All three must do the same.
 */
final class Mirror {
    private final List<String> did = new ArrayList<>();
    private final RecordedRouter recorded;
    private final VirtualRouter copied;
    private VirtualRouter restored;

    Mirror(RouterInput.Created created, Recorder recorder, long nowNs) {
        recorded = new RecordedRouter(router(created), new Diary(did), recorder, nowNs);
        copied = router(created);
        restored = router(created);
    }

    private static VirtualRouter router(RouterInput.Created created) {
        return new VirtualRouter(created.settings(), new Tracks(created.tracks()));
    }

    RouterSettings settings() {
        return recorded.router().settings();
    }

    /** Lets the others take its place now. */
    void cut() {
        restored = RouterSnapshot.of(recorded.router()).restore();
        RouterSnapshot.copy(recorded.router(), copied);
    }

    void take(RouterInput input, long nowNs) {
        did.clear();
        hand(input, nowNs);
        for (VirtualRouter other : List.of(restored, copied)) {
            List<String> otherDid = new ArrayList<>();
            input.apply(other, nowNs, new Diary(otherDid));
            assertThat(otherDid).as("%s at %d", input, nowNs).isEqualTo(did);
            assertThat(RouterSnapshot.of(other)).isEqualTo(RouterSnapshot.of(recorded.router()));
        }
    }

    private void hand(RouterInput input, long nowNs) {
        switch (input) {
            case RouterInput.Created _, RouterInput.Restored _ -> throw new IllegalStateException();
            case RouterInput.Started started -> recorded.start(started.cause(), nowNs);
            case RouterInput.Heard heard ->
                recorded.onAdvertisement(heard.priority(), heard.intervalNs(), heard.source(), nowNs);
            case RouterInput.DeadlineReached _ -> recorded.onDeadline(nowNs);
            case RouterInput.Seen seen ->
                recorded.onTrack(seen.kind(), seen.name(), seen.condition(), seen.detail(), nowNs);
            case RouterInput.FileSeen seen -> recorded.onFile(seen.name(), seen.value(), seen.detail(), nowNs);
            case RouterInput.SourceChanged changed -> recorded.onSource(changed.source(), nowNs);
            case RouterInput.AddressLost lost -> recorded.onAddressLost(lost.address(), nowNs);
            case RouterInput.Refused refused -> recorded.onRefusal(refused.operation(), nowNs);
            case RouterInput.Advertised advertised -> recorded.onAdvertised(advertised.sentNs(), nowNs);
            case RouterInput.Unheard unheard -> recorded.onUnheard(unheard.operation(), unheard.holdNs(), nowNs);
            case RouterInput.RemovalRefused _ -> recorded.onRemovalRefused(nowNs);
            case RouterInput.Steered steered -> recorded.onSteering(steered.order(), steered.why(), nowNs);
            case RouterInput.Ordered ordered -> recorded.onGroup(ordered.order(), ordered.why(), nowNs);
            case RouterInput.DefectFound defect -> recorded.onDefect(defect.invariant(), nowNs);
            case RouterInput.Reconfigured changed ->
                recorded.reconfigure(changed.settings(), new Tracks(changed.tracks()), nowNs);
            case RouterInput.Stopped stopped -> recorded.stop(stopped.kind(), stopped.cause(), nowNs);
        }
    }

    /** Writes effects down. */
    private record Diary(List<String> lines) implements Effects {
        @Override
        public void sendAdvertisement(int priority) {
            lines.add("send " + priority);
        }

        @Override
        public void addAddresses() {
            lines.add("add");
        }

        @Override
        public void removeAddresses() {
            lines.add("remove");
        }

        @Override
        public void announceAddresses(int rounds) {
            lines.add("announce " + rounds);
        }

        @Override
        public void reportTransition(Transition transition) {
            lines.add(transition.toString());
        }

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {
            lines.add("priority " + from + " " + to + " " + state + " " + why);
        }

        @Override
        public void reportContest() {
            lines.add("contest");
        }

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
            lines.add("lower " + other + " " + theirPriority + " " + ourPriority);
        }
    }
}
