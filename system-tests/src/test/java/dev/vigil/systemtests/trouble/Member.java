package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One node of the group under trouble: its daemon, its configuration, and when it could not do what. */
final class Member {
    static final String FIRST_VIP = "10.77.0.100";
    static final String SECOND_VIP = "10.77.0.200";
    static final String OPTIONAL_VIP = "10.77.0.101";
    private static final long FIRST_INTERVAL_NS = 300_000_000;
    private static final long SECOND_INTERVAL_NS = 1_000_000_000;
    private static final int SCRIPT_WEIGHT = 50;

    /** How long a JVM may take to start on a machine that runs everything else at the same time. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** Why a node does not count. */
    enum State {
        /** From just before the daemon's end until a new one takes part. */
        ENDING_OR_DEAD,
        /** From its end on. */
        DEAD,
        UNPLUGGED,
        FROZEN,
        LOSSY,
        SCRIPT_FAILS,
        /** What Vigil must stand without a pause, and keepalived does not: a reload, an address deleted by hand. */
        UPSET
    }

    final Node node;
    final AddressWatch watch;
    final Lock oneFaultAtATime = new ReentrantLock();
    final Program program;
    private final Lab lab;
    private final int number;
    private final Map<State, Spans> past = new EnumMap<>(State.class);
    private final Map<State, Long> since = new EnumMap<>(State.class);
    private boolean optional = true;
    private @Nullable Daemon daemon;

    Member(Lab lab, Program program, String name, int number) {
        this.lab = lab;
        this.program = program;
        this.number = number;
        node = lab.node(name);
        node.script("check.sh", "[ ! -e /run/lab/bad ]\n");
        watch = AddressWatch.start(node);
        begin(State.ENDING_OR_DEAD);
        begin(State.DEAD);
    }

    Lab lab() {
        return lab;
    }

    Daemon daemon() {
        if (daemon == null) {
            throw new IllegalStateException("not started: " + node.name());
        }
        return daemon;
    }

    synchronized void begin(State state) {
        since.put(state, Stalls.nowNs());
    }

    synchronized void end(State state) {
        Long began = since.remove(state);
        if (began != null) {
            past.merge(state, Spans.of(began, Stalls.nowNs()), Spans::or);
        }
    }

    /** When it was in this state until now. */
    synchronized Spans spans(State state) {
        Spans ended = past.getOrDefault(state, Spans.NONE);
        Long began = since.get(state);
        return began == null ? ended : ended.or(Spans.of(began, Stalls.nowNs()));
    }

    /** Does what is a fault for keepalived only. */
    void upset(Runnable action) {
        if (program == Program.KEEPALIVED) {
            begin(State.UPSET);
        }
        action.run();
        end(State.UPSET);
    }

    /** RFC 9568 6.1: three intervals and the skew time. */
    private static long downNs(long intervalNs, int priority) {
        return 3 * intervalNs + (256 - priority) * intervalNs / 256;
    }

    Referee.Seen first() {
        return seen(FIRST_VIP, downNs(FIRST_INTERVAL_NS, firstPriority() - SCRIPT_WEIGHT));
    }

    Referee.Seen second() {
        return seen(SECOND_VIP, downNs(SECOND_INTERVAL_NS, secondPriority()));
    }

    private int firstPriority() {
        return 100 + 10 * number;
    }

    private int secondPriority() {
        return 100 - 10 * number;
    }

    /** What was seen of this node and one address until now. */
    private Referee.Seen seen(String address, long downNs) {
        Map<State, Spans> states = new EnumMap<>(State.class);
        for (State state : State.values()) {
            states.put(state, spans(state));
        }
        return new Referee.Seen(node.name(), downNs, watch.held(address), states);
    }

    /** Starts the daemon and waits until it takes part in both groups. */
    void start() {
        Daemon started = node.start(program, config());
        daemon = started;
        started.awaitLog("\\(first\\) Entering BACKUP STATE", START_LIMIT);
        if (!node.exists("/run/lab/bad")) {
            started.awaitLog("\\(second\\) Entering BACKUP STATE", START_LIMIT);
        }
        end(State.DEAD);
        end(State.ENDING_OR_DEAD);
    }

    void kill() {
        begin(State.ENDING_OR_DEAD);
        daemon().kill();
        begin(State.DEAD);
    }

    Daemon.Exit terminate() {
        begin(State.ENDING_OR_DEAD);
        Daemon.Exit exit = daemon().terminate();
        begin(State.DEAD);
        return exit;
    }

    void toggleOptionalAddress() {
        optional = !optional;
    }

    boolean holdsAny() {
        return node.holds(FIRST_VIP) || node.holds(SECOND_VIP) || node.holds(OPTIONAL_VIP);
    }

    String config() {
        return """
                vrrp_script check {
                    script "/run/lab/check.sh"
                    interval 1
                    timeout 10
                    user root
                }
                vrrp_instance first {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.3
                    track_script {
                        check weight -%d
                    }
                    virtual_ipaddress {
                        %s/24
                %s    }
                }
                vrrp_instance second {
                    interface eth0
                    virtual_router_id 52
                    version 3
                    priority %d
                    advert_int 1
                    nopreempt
                    track_script {
                        check
                    }
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(
                        firstPriority(),
                        SCRIPT_WEIGHT,
                        FIRST_VIP,
                        optional ? "        " + OPTIONAL_VIP + "/24\n" : "",
                        secondPriority(),
                        SECOND_VIP);
    }
}
