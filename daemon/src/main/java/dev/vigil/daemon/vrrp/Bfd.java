package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.bfd.BfdSessions;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.bfd.BfdState;
import dev.vigil.core.bfd.BfdStory;
import dev.vigil.core.bfd.Diagnostic;
import dev.vigil.core.track.Condition;
import dev.vigil.daemon.kernel.Machine;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The BFD sessions on the loop; there is nothing of them before a configuration has one. */
final class Bfd implements BfdStory {
    private final Machine machine;
    private final Teller teller;
    private final LoopMemory memory;
    private final Consumer<LoopInput.BfdSeen> listener;
    private @Nullable BfdSessions sessions;

    /** After a defect nothing is due for a while, so that one that repeats is no busy loop. */
    private long notBeforeNs;

    private long nowNs;

    /** Whether no session runs, whatever is configured. */
    private boolean off;

    Bfd(Machine machine, Teller teller, LoopMemory memory, Consumer<LoopInput.BfdSeen> listener) {
        this.machine = machine;
        this.teller = teller;
        this.memory = memory;
        this.listener = listener;
    }

    /** From now on no session runs, and each counts as down. */
    void turnOff() {
        off = true;
    }

    /** The sessions of this configuration and no others run from now on. */
    void follow(Config config, long atNs) {
        List<BfdSettings> wanted = Assemble.bfdSessions(config);
        if (off) {
            wanted.forEach(session -> listener.accept(
                    new LoopInput.BfdSeen(session.name(), Condition.DOWN, "this daemon runs without BFD (-B)")));
            return;
        }
        if (sessions == null && wanted.isEmpty()) {
            return;
        }
        if (sessions == null) {
            Random random = new Random();
            sessions = new BfdSessions(machine.bfd(this::arrive, random), this, random);
        }
        BfdSessions all = sessions;
        contained(() -> all.follow(wanted, atNs), atNs);
    }

    long deadlineNs() {
        return sessions == null ? BfdSession.NEVER : Math.max(sessions.deadlineNs(), notBeforeNs);
    }

    void onDeadline(long atNs) {
        BfdSessions all = sessions;
        if (all != null && deadlineNs() <= atNs) {
            contained(() -> all.onDeadline(atNs), atNs);
        }
    }

    /** A turn begins. */
    void at(long turnNs) {
        nowNs = turnNs;
    }

    private void arrive(ByteBuffer bytes, BfdSessions.Origin origin) {
        BfdSessions all = sessions;
        if (all != null) {
            contained(() -> all.onDatagram(bytes, 0, bytes.limit(), origin, nowNs), nowNs);
        }
    }

    private void contained(Runnable input, long atNs) {
        Throwable defect = Contained.run(input);
        if (defect != null) {
            memory.defect("", defect);
            notBeforeNs = atNs + Instances.AFTER_DEFECT_NS;
        }
    }

    /** Closes everything; nothing is sent. */
    void close() {
        if (sessions != null) {
            sessions.follow(List.of(), nowNs);
        }
    }

    /** How many packets were refused; no count of 0. */
    Map<BfdDrop, Long> drops() {
        return sessions == null ? Map.of() : sessions.drops();
    }

    List<BfdSession> all() {
        return sessions == null ? List.of() : sessions.all();
    }

    // What sessions tell

    @Override
    public void became(BfdSession session) {
        if (session.state() == BfdState.INIT) {
            return;
        }
        String reason = reason(session);
        teller.bfd(session, reason);
        Condition condition = session.isUp() ? Condition.UP : Condition.DOWN;
        listener.accept(new LoopInput.BfdSeen(session.name(), condition, reason));
    }

    @Override
    public void refused(String session, String reason) {
        teller.bfdRefused(session, reason);
    }

    @Override
    public void dropped(BfdDrop reason, IpAddress source, long total) {
        teller.bfdDropped(reason, source, total);
    }

    /** Why a session is not up, for people; empty if it is. */
    private static String reason(BfdSession session) {
        String neighbor = session.settings().path().neighbor().toString();
        if (session.isUp()) {
            return "";
        }
        if (session.state() == BfdState.ADMIN_DOWN) {
            return "its socket cannot be opened";
        }
        return switch (session.diagnostic()) {
            case Diagnostic.NONE -> neighbor + " was not heard yet";
            case Diagnostic.DETECTION_TIME_EXPIRED -> neighbor + " was not heard for the detection time";
            default ->
                neighbor + " says that it is " + session.remoteState().word() + ": "
                        + Diagnostic.text(session.remoteDiagnostic());
        };
    }
}
