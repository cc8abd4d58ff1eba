package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import java.util.List;

/** One virtual router with a clock and recorded effects. The invariants are checked after every input. */
final class Rig {
    static final IpAddress OWN = IpAddress.of("10.77.0.2");
    static final IpAddress LOWER = IpAddress.of("10.77.0.1");
    static final IpAddress HIGHER = IpAddress.of("10.77.0.3");
    static final IpAddress VIRTUAL = IpAddress.of("10.77.0.100");
    static final long MS = 1_000_000;

    private final VirtualRouter router;
    private final RecordingEffects effects = new RecordingEffects();
    private long nowNs = 1_000_000 * MS;

    Rig(RouterSettings settings, Tracks tracks) {
        router = new VirtualRouter(settings, tracks);
    }

    VirtualRouter router() {
        return router;
    }

    long nowNs() {
        return nowNs;
    }

    /** What was done since the last call. */
    List<String> done() {
        return effects.take();
    }

    Transition lastTransition() {
        return effects.lastTransition();
    }

    /** The causes of the present state as texts, the nearest first. */
    List<String> why() {
        return router.why().stream().map(Cause::text).toList();
    }

    void expect(State state) {
        assertThat(router.state()).isEqualTo(state);
    }

    /** Nanoseconds until the next deadline. */
    long dueInNs() {
        return router.deadlineNs() - nowNs;
    }

    // Inputs

    void start() {
        router.start(new Cause.Started(), nowNs, effects);
        check();
    }

    void start(Cause cause) {
        router.start(cause, nowNs, effects);
        check();
    }

    /** Hears an advertisement with an interval of one second. */
    void hear(int priority, IpAddress source) {
        hear(priority, 1000, source);
    }

    void hear(int priority, long intervalMs, IpAddress source) {
        router.onAdvertisement(priority, intervalMs * MS, source, nowNs, effects);
        check();
    }

    void track(Track.Kind kind, String name, Condition condition, String detail) {
        router.onTrack(kind, name, condition, detail, nowNs, effects);
        check();
    }

    void script(String name, Condition condition, String detail) {
        track(Track.Kind.SCRIPT, name, condition, detail);
    }

    void link(String name, Condition condition) {
        track(Track.Kind.INTERFACE, name, condition, "");
    }

    void loseAddress(IpAddress address) {
        router.onAddressLost(address, nowNs, effects);
        check();
    }

    void refuse(String operation) {
        router.onRefusal(operation, nowNs, effects);
        check();
    }

    void refuseRemoval() {
        router.onRemovalRefused(nowNs);
        check();
    }

    /** An advertisement left so many milliseconds ago, without a call of the effects. */
    void advertised(long agoMs) {
        router.onAdvertised(nowNs - agoMs * MS);
        check();
    }

    void defect(String invariant) {
        router.onDefect(invariant, nowNs, effects);
        check();
    }

    void reconfigure(Given given) {
        router.reconfigure(given.settings(), given.tracks(), nowNs, effects);
        check();
    }

    void steer(SteeringOrder order, String reason) {
        router.onSteering(order, new Cause.Steered(order, "user root", reason, 0), nowNs, effects);
        check();
    }

    void stop(Transition.Kind kind, Cause cause) {
        router.stop(kind, cause, nowNs, effects);
        check();
    }

    // Time

    /** Lets time pass; every deadline on the way is served at its very time. */
    void pass(long ms) {
        passNs(ms * MS);
    }

    void passNs(long ns) {
        long until = nowNs + ns;
        while (router.deadlineNs() <= until) {
            serve(router.deadlineNs());
        }
        nowNs = until;
    }

    /** Lets time pass without serving anything, as if this process had slept. */
    void sleep(long ms) {
        sleepNs(ms * MS);
    }

    void sleepNs(long ns) {
        nowNs += ns;
    }

    /** Serves what is due now. */
    void wake() {
        router.onDeadline(nowNs, effects);
        check();
        assertThat(router.deadlineNs()).as("the deadline after it was served").isGreaterThan(nowNs);
    }

    /** Goes to the next deadline and serves it. */
    void fireTimer() {
        assertThat(router.deadlineNs()).as("something is due").isNotEqualTo(VirtualRouter.NEVER);
        serve(router.deadlineNs());
    }

    private void serve(long atNs) {
        nowNs = Math.max(nowNs, atNs);
        wake();
    }

    private void check() {
        assertThat(Invariants.violated(router, nowNs)).isNull();
    }
}
