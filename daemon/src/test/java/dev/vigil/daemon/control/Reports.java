package dev.vigil.daemon.control;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.intent.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Status reports as a daemon would make them. */
public final class Reports {
    static final long TAKEN_EPOCH_MS = 1_793_524_717_278L;
    static final long TAKEN_NS = 500_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private static final RouterSettings.Announcements ANNOUNCEMENTS =
            new RouterSettings.Announcements(5, 5 * SECOND_NS, 60 * SECOND_NS, 1, 2, 3 * SECOND_NS);

    private Reports() {}

    /** A node on which nothing is configured. */
    public static StatusReport empty() {
        return new StatusReport(
                TAKEN_EPOCH_MS,
                TAKEN_NS,
                new StatusReport.Daemon(
                        1234,
                        "0.1.0",
                        TAKEN_EPOCH_MS - 3_900_000,
                        "/etc/keepalived/keepalived.conf",
                        Optional.empty(),
                        Optional.empty(),
                        StatusReport.Without.NOTHING,
                        Optional.empty(),
                        0,
                        StatusReport.Health.SOUND),
                List.of(),
                List.of(),
                List.of());
    }

    /** Two instances, one of them in FAULT for a script that fails. */
    public static StatusReport twoInstances() {
        StatusReport.Daemon daemon = new StatusReport.Daemon(
                1234,
                "0.1.0",
                TAKEN_EPOCH_MS - 3_900_000,
                "/etc/keepalived/keepalived.conf",
                Optional.of("/etc/vigil/vigil.conf"),
                Optional.of(new StatusReport.Reload(TAKEN_EPOCH_MS - 60_000, false, "k.conf:3:5: unknown keyword")),
                new StatusReport.Without(
                        List.of("virtual_routes", "smtp_alert"), List.of("k.conf:9:1: error: no such keyword")),
                Optional.of(new StatusReport.Pause(TAKEN_EPOCH_MS - 30_000, TAKEN_NS - 30 * SECOND_NS, 5_300_000_000L)),
                2 * SECOND_NS,
                new StatusReport.Health(
                        List.of(new StatusReport.Defects("VI_2", 3)),
                        new StatusReport.Bridged(2, 17, 1_700_000_000L),
                        Map.of("ttl", 2L),
                        Optional.of(new StatusReport.Mail(4, 1, 2, Optional.of("connection refused")))));
        return new StatusReport(
                TAKEN_EPOCH_MS,
                TAKEN_NS,
                daemon,
                List.of(master(), fault()),
                List.of(new StatusReport.Group(
                        "G",
                        State.FAULT,
                        List.of("VI_1", "VI_2"),
                        List.of(new StatusReport.Part("interface", "eth1", Condition.UP, 10, false, "")))),
                List.of(script()),
                List.of(
                        new StatusReport.Strays("eth0", Map.of("unknown_vrid", 7L, "ip_header", 1L)),
                        new StatusReport.Strays("eth1", Map.of())));
    }

    private static StatusReport.Instance master() {
        return new StatusReport.Instance(
                "VI_1",
                "eth0",
                51,
                Family.IPV4,
                2,
                State.MASTER,
                TAKEN_EPOCH_MS - 185_000,
                TAKEN_NS - 185 * SECOND_NS,
                new StatusReport.Reasons(
                        "nobody with a higher priority than ours of 110 is heard",
                        "would be backup if a stronger one advertised",
                        List.of("no advertisement from 10.0.0.2 (priority 150) for 3.600 s"),
                        Optional.of(State.BACKUP)),
                new StatusReport.Rules(SECOND_NS, SECOND_NS, 3_600_000_000L, true, 0, State.MASTER, ANNOUNCEMENTS),
                new StatusReport.Priority(
                        100, 110, List.of(new StatusReport.Part("interface", "eth1", Condition.UP, 10, false, ""))),
                Optional.empty(),
                List.of(
                        new StatusReport.Address("10.0.0.9/24", "eth0", true),
                        new StatusReport.Address("10.0.0.10/24", "eth0", false)),
                new StatusReport.Counters(185, 12, 1, 0, 0, 1, 2, Map.of("ttl", 3L, "checksum", 1L)),
                new StatusReport.Notify(2, 1, 0, 0, Optional.of(run("/etc/notify.sh (MASTER)", 2, "cannot mount"))),
                List.of(rival("master_too", "is master, too").withMac("02:00:00:00:00:02")),
                List.of("10.0.0.10/24 on eth0: the kernel refused it: EPERM"),
                Optional.empty());
    }

    private static StatusReport.Instance fault() {
        return new StatusReport.Instance(
                "VI_2",
                "eth1",
                52,
                Family.IPV6,
                3,
                State.FAULT,
                TAKEN_EPOCH_MS - 4_000,
                TAKEN_NS - 4 * SECOND_NS,
                new StatusReport.Reasons(
                        "script chk is down: exited with status 1: refused",
                        "",
                        List.of("script chk is down: exited with status 1: refused", "the daemon started"),
                        Optional.empty()),
                new StatusReport.Rules(
                        SECOND_NS, 2 * SECOND_NS, 7_000_000_000L, false, 5 * SECOND_NS, State.BACKUP, ANNOUNCEMENTS),
                new StatusReport.Priority(
                        100,
                        100,
                        List.of(new StatusReport.Part(
                                "script", "chk", Condition.DOWN, 0, true, "exited with status 1: refused"))),
                Optional.of(new StatusReport.Master(IpAddress.of("fe80::2"), 150, TAKEN_NS - SECOND_NS / 2)),
                List.of(new StatusReport.Address("fe80::9/128", "eth1", false)),
                new StatusReport.Counters(0, 9, 0, 0, 0, 0, 0, Map.of()),
                StatusReport.Notify.NONE,
                List.of(rival("addresses", "has other virtual addresses")),
                List.of(),
                Optional.empty());
    }

    private static StatusReport.Rival rival(String dispute, String text) {
        return new StatusReport.Rival(
                IpAddress.of("10.0.0.2"),
                Optional.empty(),
                List.of(dispute),
                text,
                90,
                TAKEN_NS - 12 * SECOND_NS,
                TAKEN_NS - SECOND_NS / 2);
    }

    private static StatusReport.Script script() {
        return new StatusReport.Script(
                "chk",
                Condition.DOWN,
                TAKEN_EPOCH_MS - 4_000,
                false,
                List.of("/usr/bin/chk", "--port", "80"),
                "nobody",
                2 * SECOND_NS,
                Optional.of(run("/usr/bin/chk", 1, "refused")));
    }

    private static StatusReport.Run run(String program, int status, String output) {
        return new StatusReport.Run(
                program, "exited with status " + status, output, 20_000_000, TAKEN_EPOCH_MS - 1_000);
    }

    /** A node that only balances: of three servers one fails, one is taken out, and one drains. */
    public static StatusReport services() {
        StatusReport empty = empty();
        ServiceView web = new ServiceView(
                "[192.0.2.80]:tcp:80",
                "TCP",
                List.of("192.0.2.80:80"),
                "wrr",
                false,
                OptionalLong.of(TAKEN_NS - 4 * SECOND_NS),
                new ServiceView.Quorum(2, 1, 0),
                Optional.of(new ServiceView.Sorry("[10.0.0.99]:tcp:80", true)),
                false,
                List.of(
                        server(11, true, 0, Optional.of(new Steering.Drain()), passing()),
                        server(12, false, 1, Optional.empty(), failing()),
                        server(13, false, 1, Optional.of(new Steering.Out()), passing())));
        ServiceView mark = new ServiceView(
                "FWM 5",
                "",
                List.of("mark 5"),
                "rr",
                true,
                OptionalLong.empty(),
                new ServiceView.Quorum(1, 0, 1),
                Optional.empty(),
                false,
                List.of(new ServiceView.Server(
                        "[2001:db8::1]:none:0",
                        "2001:db8::1",
                        0,
                        true,
                        1,
                        1,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.of("Operation not supported"),
                        List.of())));
        return new StatusReport(
                TAKEN_EPOCH_MS,
                TAKEN_NS,
                empty.daemon(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ServiceReport("IPVS", List.of(web, mark)),
                List.of(
                        intent(Intent.Kind.SERVER_DRAIN, 11, true, ""),
                        intent(Intent.Kind.SERVER_DISABLE, 13, false, "disk")));
    }

    private static Intent intent(Intent.Kind kind, int host, boolean keep, String reason) {
        return new Intent(
                kind,
                "[192.0.2.80]:tcp:80 [10.0.0." + host + "]:tcp:8080",
                OptionalLong.empty(),
                "user root",
                TAKEN_EPOCH_MS - 65_000,
                reason,
                keep,
                OptionalLong.empty());
    }

    private static ServiceView.Server server(
            int host, boolean alive, long weight, Optional<Steering> steering, ServiceView.OneCheck check) {
        return new ServiceView.Server(
                "[10.0.0." + host + "]:tcp:8080",
                "10.0.0." + host,
                8080,
                alive,
                weight,
                1,
                OptionalLong.of(TAKEN_NS - 65 * SECOND_NS),
                steering,
                Optional.empty(),
                List.of(check));
    }

    private static ServiceView.OneCheck passing() {
        return new ServiceView.OneCheck(
                "HTTP_GET",
                "10.0.0.11:8080/health",
                ServiceView.Belief.PASSES,
                false,
                "passed",
                OptionalLong.of(TAKEN_NS - 2 * SECOND_NS),
                OptionalLong.of(12_000_000),
                OptionalLong.of(TAKEN_NS + SECOND_NS),
                OptionalLong.of(TAKEN_NS - 600 * SECOND_NS),
                0,
                1,
                200,
                3,
                0);
    }

    private static ServiceView.OneCheck failing() {
        return new ServiceView.OneCheck(
                "TCP_CHECK",
                "10.0.0.12:8080",
                ServiceView.Belief.FAILS,
                false,
                "Connection refused",
                OptionalLong.of(TAKEN_NS - SECOND_NS / 2),
                OptionalLong.of(1_000_000),
                OptionalLong.of(TAKEN_NS + 3 * SECOND_NS),
                OptionalLong.of(TAKEN_NS - 65 * SECOND_NS),
                4,
                1,
                204,
                4,
                0);
    }
}
