package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.kernel.Arrival;
import dev.vigil.daemon.reload.Answered;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadMode;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The real loop on a fake machine, with time as a parameter. */
final class LoopRig {
    static final IpAddress PEER = IpAddress.of("192.0.2.201");
    static final long SECOND_NS = 1_000_000_000L;

    /** Longer than any virtual router here waits for a master. */
    static final long TAKEOVER_NS = 5 * SECOND_NS;

    final FakeMachine machine = new FakeMachine();
    final Told told = new Told();
    final FakeArchive archive = new FakeArchive();
    final VrrpLoop loop;
    Config config;
    long nowNs = 1_000 * SECOND_NS;

    LoopRig(String text) {
        this(ConfigText.read(text));
    }

    LoopRig(Config config) {
        this.config = config;
        loop = new VrrpLoop(config, machine, told, archive);
    }

    /** A loop that serves, with every virtual router as BACKUP. */
    static LoopRig serving(String text) {
        LoopRig rig = new LoopRig(text);
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.turn();
        return rig;
    }

    /** A loop whose virtual routers have all become MASTER, for nobody else is there. */
    static LoopRig master(String text) {
        LoopRig rig = serving(text);
        rig.pass(TAKEOVER_NS);
        rig.machine.done.clear();
        return rig;
    }

    void turn() {
        loop.turn(nowNs);
    }

    /** Lets time pass, with a turn whenever the loop has asked for one; bounded, so that no busy loop is endless. */
    void pass(long spanNs) {
        long untilNs = nowNs + spanNs;
        int turns = 0;
        while (loop.isRunning() && loop.nearestNs() <= untilNs) {
            nowNs = Math.max(nowNs, loop.nearestNs());
            turn();
            turns++;
            assertThat(turns).as("turns in %d ns", spanNs).isLessThan(1000);
        }
        nowNs = untilNs;
        if (loop.isRunning()) {
            turn();
        }
    }

    <T> T ask(Function<LoopView, T> question) {
        CompletableFuture<T> answer = loop.ask(question);
        turn();
        return answer.getNow(null);
    }

    LoopView.InstanceView instance(LoopView view, String name) {
        return view.instances().stream()
                .filter(each -> each.config().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    State state(String name) {
        return ask(view -> instance(view, name).router().state());
    }

    void see(String script, Condition condition) {
        loop.see(new LoopInput.ScriptSeen(script, condition, "exit"));
    }

    // Reload

    Proposal propose(String text, ReloadMode mode) {
        Proposal proposal = new Proposal(config, ConfigText.read(text), mode);
        assertThat(loop.submit(new LoopInput.Reconfigure(proposal))).isTrue();
        return proposal;
    }

    Proposal.Answer reload(String text) {
        return reload(text, ReloadMode.USUAL);
    }

    Proposal.Answer reload(String text, ReloadMode mode) {
        Proposal proposal = propose(text, mode);
        turn();
        Proposal.Answer answer = Answered.of(proposal);
        if (answer instanceof Proposal.Answer.Planned && !mode.dryRun()) {
            config = proposal.config();
        }
        return answer;
    }

    // Packets

    /** An advertisement of the peer with the VRID of an instance arrives; false if nobody serves that VRID. */
    boolean hear(VrrpInstance as, int priority) {
        Arrival arrival = machine.served.get(as.vrid());
        if (arrival == null) {
            return false;
        }
        arrival.arrive(datagram(arrival, as, priority, nowNs));
        return true;
    }

    static Datagram datagram(Arrival arrival, VrrpInstance as, int priority, long atNs) {
        Advertisement message = Assemble.advertisement(as);
        ByteBuffer packet = ByteBuffer.allocateDirect(OutgoingAdvertisement.lengthBytes(message, Family.IPV4));
        int length = new OutgoingAdvertisement(
                        packet,
                        message,
                        PEER,
                        Advertisement.GROUP_IPV4,
                        Advertisement.GROUP_IPV4,
                        Advertisement.TTL,
                        ChecksumForm.PSEUDO_HEADER)
                .stamp(priority);
        int at = Ipv4Header.headerLength(packet);
        return new Datagram()
                .message(packet, at, length - at)
                .from(arrival.source(Ipv4Header.source(packet)), Advertisement.TTL)
                .to(Advertisement.GROUP_IPV4)
                .arrivedAt(atNs);
    }
}
