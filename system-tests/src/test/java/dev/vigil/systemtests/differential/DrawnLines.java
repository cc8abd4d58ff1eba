package dev.vigil.systemtests.differential;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lines with keywords, shapes of arguments and ranges from the keyword table. A keyword that Vigil supports and Debian's
 * keepalived knows is drawn unless it is listed here with the reason; a new one is drawn by itself.
 */
final class DrawnLines {
    private static final String MAKES_SENSE = "Its value must fit the rest; the generator writes it.";
    private static final String MACHINE = "It would change how the machine runs that the test runs on.";
    private static final String NOT_SHOWN = "keepalived's dump does not show what it does.";
    private static final String REFUSES_ZERO = "keepalived refuses 0, its own default; the generator writes others.";
    private static final String STRICT = "It forbids most of what is generated.";
    private static final String MAILED = "What it does is seen by a mail server (MailSystemTest).";
    private static final String BALANCED = "What it does is seen in a kernel with IPVS (VirtualServerSystemTest).";
    private static final String FIFO = "What it does is seen by a reader (FifoSystemTest).";
    private static final String DUMPED = "It is about where dumps go (DumpSystemTest).";
    private static final String MAKES_LINKS =
            "It makes interfaces, which the kernel shows (VmacSystemTest, IpvlanSystemTest).";
    private static final String STATIC = "What it does is seen in the kernel (StaticObjectsSystemTest).";
    private static final String AROUND = "It runs programs that are seen elsewhere (AroundScriptsSystemTest).";
    private static final String RELOADED = "It is about files that a reload leaves (ReloadFilesSystemTest).";

    private static final String QUEUED = "What it does is seen of sockets and in the log (QueueSystemTest).";
    private static final String SET = "What it does is seen in the kernel's settings (MembershipSystemTest).";
    private static final String FILTERED = "What it does is seen in nftables (PacketFilterSystemTest).";
    private static final String OLD_WHOLE = "2.2.7 takes whole seconds only; the generator writes those.";

    /** Why the lines of a keyword are not drawn, by its path. */
    static final Map<String, String> NOT_DRAWN = Map.ofEntries(
            Map.entry("global_defs/router_id", MAKES_SENSE),
            Map.entry("global_defs/notification_email", MAILED),
            Map.entry("global_defs/notification_email_from", MAILED),
            Map.entry("global_defs/smtp_server", MAILED),
            Map.entry("global_defs/smtp_helo_name", MAILED),
            Map.entry("global_defs/data_use_instance", DUMPED),
            Map.entry("global_defs/json_version", DUMPED),
            Map.entry("global_defs/state_dump_file", DUMPED),
            Map.entry("global_defs/stats_dump_file", DUMPED),
            Map.entry("global_defs/json_dump_file", DUMPED),
            Map.entry("global_defs/vmac_prefix", MAKES_LINKS),
            Map.entry("global_defs/vmac_addr_prefix", MAKES_LINKS),
            Map.entry("global_defs/vrrp_garp_extra_if", MAKES_LINKS),
            Map.entry("global_defs/vrrp_vmac_garp_intvl", MAKES_LINKS),
            Map.entry("vrrp_instance/use_vmac_addr", MAKES_LINKS),
            Map.entry("vrrp_instance/garp_extra_if", MAKES_LINKS),
            Map.entry("vrrp_instance/vmac_garp_intvl", MAKES_LINKS),
            Map.entry("vrrp_instance/use_vmac", MAKES_LINKS),
            Map.entry("vrrp_instance/vmac_xmit_base", MAKES_LINKS),
            Map.entry("vrrp_instance/use_ipvlan", MAKES_LINKS),
            Map.entry("global_defs/startup_script", AROUND),
            Map.entry("global_defs/startup_script_timeout", AROUND),
            Map.entry("global_defs/shutdown_script", AROUND),
            Map.entry("global_defs/shutdown_script_timeout", AROUND),
            Map.entry("vrrp_instance/notify_deleted", AROUND),
            Map.entry("global_defs/nftables", FILTERED),
            Map.entry("global_defs/nftables_priority", FILTERED),
            Map.entry("global_defs/nftables_counters", FILTERED),
            Map.entry("vrrp_instance/no_accept", FILTERED),
            Map.entry("global_defs/disable_local_igmp", SET),
            Map.entry("vrrp_instance/promote_secondaries", SET),
            Map.entry("global_defs/log_unknown_vrids", QUEUED),
            Map.entry("global_defs/vrrp_rx_bufs_policy", QUEUED),
            Map.entry("global_defs/vrrp_rx_bufs_multiplier", QUEUED),
            Map.entry("global_defs/vrrp_netlink_cmd_rcv_bufs", QUEUED),
            Map.entry("global_defs/vrrp_netlink_cmd_rcv_bufs_force", QUEUED),
            Map.entry("global_defs/vrrp_netlink_monitor_rcv_bufs", QUEUED),
            Map.entry("global_defs/vrrp_netlink_monitor_rcv_bufs_force", QUEUED),
            Map.entry("vrrp_instance/kernel_rx_buf_size", QUEUED),
            Map.entry("global_defs/notify_fifo", FIFO),
            Map.entry("global_defs/notify_fifo_script", FIFO),
            Map.entry("global_defs/vrrp_notify_fifo", FIFO),
            Map.entry("global_defs/vrrp_notify_fifo_script", FIFO),
            Map.entry("global_defs/lvs_timeouts", BALANCED),
            Map.entry("global_defs/lvs_flush", BALANCED),
            Map.entry("global_defs/lvs_flush_on_stop", BALANCED),
            Map.entry("global_defs/lvs_flush_onstop", BALANCED),
            Map.entry("global_defs/lvs_sync_daemon", BALANCED),
            Map.entry("vrrp_instance/lvs_sync_daemon_interface", BALANCED),
            Map.entry("global_defs/lvs_netlink_cmd_rcv_bufs", BALANCED),
            Map.entry("global_defs/lvs_netlink_cmd_rcv_bufs_force", BALANCED),
            Map.entry("global_defs/lvs_netlink_monitor_rcv_bufs", BALANCED),
            Map.entry("global_defs/lvs_netlink_monitor_rcv_bufs_force", BALANCED),
            Map.entry("global_defs/lvs_notify_fifo", FIFO),
            Map.entry("global_defs/lvs_notify_fifo_script", FIFO),
            Map.entry("global_defs/fifo_write_vrrp_states_on_reload", FIFO),
            Map.entry("global_defs/reload_check_config", RELOADED),
            Map.entry("global_defs/reload_time_file", RELOADED),
            Map.entry("global_defs/reload_repeat", RELOADED),
            Map.entry("global_defs/reload_file", RELOADED),
            Map.entry("global_defs/config_save_dir", RELOADED),
            Map.entry("global_defs/dynamic_interfaces", "Its interfaces all exist (DynamicInterfaceSystemTest)."),
            Map.entry("vrrp_instance/linkbeat_use_polling", "The links of the machine differ (LinkbeatSystemTest)."),
            Map.entry("global_defs/script_user", MAKES_SENSE),
            Map.entry("global_defs/enable_script_security", MAKES_SENSE),
            Map.entry("global_defs/vrrp_mcast_group4", MAKES_SENSE),
            Map.entry("global_defs/vrrp_mcast_group6", MAKES_SENSE),
            Map.entry("global_defs/include_check", "The generated file includes nothing."),
            Map.entry("global_defs/vrrp_priority", MACHINE),
            Map.entry("global_defs/vrrp_no_swap", MACHINE),
            Map.entry("global_defs/vrrp_rt_priority", MACHINE),
            Map.entry("global_defs/vrrp_cpu_affinity", MACHINE),
            Map.entry("global_defs/checker_priority", MACHINE),
            Map.entry("global_defs/checker_no_swap", MACHINE),
            Map.entry("global_defs/checker_rt_priority", MACHINE),
            Map.entry("global_defs/checker_cpu_affinity", MACHINE),
            Map.entry("global_defs/max_auto_priority", MACHINE),
            Map.entry("global_defs/min_auto_priority_delay", MACHINE),
            Map.entry("global_defs/process_names", NOT_SHOWN),
            Map.entry("global_defs/process_name", NOT_SHOWN),
            Map.entry("global_defs/vrrp_process_name", NOT_SHOWN),
            Map.entry("global_defs/checker_process_name", NOT_SHOWN),
            Map.entry("global_defs/lvs_process_name", NOT_SHOWN),
            Map.entry("global_defs/process_monitor_rcv_bufs", NOT_SHOWN),
            Map.entry("global_defs/process_monitor_rcv_bufs_force", NOT_SHOWN),
            Map.entry("global_defs/checker_log_all_failures", NOT_SHOWN),
            Map.entry("global_defs/vrrp_delay_after_boot", "2.2.7 does not know it."),
            Map.entry("global_defs/vrrp_strict", STRICT),
            Map.entry("global_defs/vrrp_check_unicast_src", NOT_SHOWN),
            Map.entry("global_defs/vrrp_startup_delay", NOT_SHOWN),
            Map.entry("global_defs/vrrp_garp_interval", REFUSES_ZERO),
            Map.entry("global_defs/vrrp_gna_interval", REFUSES_ZERO),
            Map.entry(
                    "global_defs/vrrp_min_garp",
                    "keepalived lets it overrule default values that stand before it (docs/use/compatibility.md);"
                            + " the generator writes it first."),
            Map.entry("global_defs/umask", MAKES_SENSE),
            Map.entry("global_defs/default_interface", STATIC),
            Map.entry("vrrp_script/script", MAKES_SENSE),
            Map.entry("vrrp_script/user", MAKES_SENSE),
            Map.entry("vrrp_script/interval", OLD_WHOLE),
            Map.entry("vrrp_script/timeout", OLD_WHOLE),
            Map.entry("vrrp_instance/virtual_router_id", MAKES_SENSE),
            Map.entry("vrrp_instance/interface", MAKES_SENSE),
            Map.entry("vrrp_instance/strict_mode", STRICT),
            Map.entry("vrrp_instance/native_ipv6", "All generated addresses are of IPv4."),
            Map.entry("vrrp_instance/mcast_src_ip", MAKES_SENSE),
            Map.entry("vrrp_instance/unicast_src_ip", MAKES_SENSE),
            Map.entry("vrrp_instance/mcast_dst_ip", MAKES_SENSE),
            Map.entry("vrrp_instance/unicast_peer", MAKES_SENSE),
            Map.entry("vrrp_instance/unicast_ttl", MAKES_SENSE),
            Map.entry("vrrp_instance/check_unicast_src", MAKES_SENSE),
            Map.entry("vrrp_instance/old_unicast_checksum", MAKES_SENSE),
            Map.entry("vrrp_instance/authentication", MAKES_SENSE),
            Map.entry("vrrp_instance/virtual_ipaddress", MAKES_SENSE),
            Map.entry("vrrp_instance/virtual_ipaddress_excluded", MAKES_SENSE),
            Map.entry("vrrp_instance/track_interface", MAKES_SENSE),
            Map.entry(
                    "vrrp_instance/dont_track_primary",
                    "Beside it Vigil tracks the own interface if it is listed, and keepalived does not"
                            + " (docs/use/compatibility.md)."),
            Map.entry("vrrp_instance/track_script", MAKES_SENSE),
            Map.entry("vrrp_instance/track_file", "What it does is seen on the wire (TrackFileSystemTest)."),
            Map.entry("vrrp_instance/track_process", "What it does is seen on the wire (TrackProcessSystemTest)."),
            Map.entry("vrrp_instance/track_bfd", "What it does is seen on the wire (BfdSystemTest)."),
            Map.entry("vrrp_instance/virtual_routes", "What the kernel has of them is compared (RoutingSystemTest)."),
            Map.entry("vrrp_instance/virtual_rules", "What the kernel has of them is compared (RoutingSystemTest)."),
            Map.entry("vrrp_instance/auth_hmac", "2.2.7 does not know it."),
            Map.entry("vrrp_instance/timer_expired_backup", "2.2.7 does not know it."),
            Map.entry("vrrp_instance/thread_timer_expired", "2.2.7 does not know it."),
            Map.entry("vrrp_instance/unicast_fault_no_peer", NOT_SHOWN),
            Map.entry("vrrp_instance/notify_master", MAKES_SENSE),
            Map.entry("vrrp_instance/notify_backup", MAKES_SENSE),
            Map.entry("vrrp_instance/notify_fault", MAKES_SENSE),
            Map.entry("vrrp_instance/notify_stop", MAKES_SENSE),
            Map.entry("vrrp_instance/notify", MAKES_SENSE),
            Map.entry("vrrp_instance/notify_master_rx_lower_pri", MAKES_SENSE));

    /** Keywords whose wrong arguments are read in another way on purpose, by path; the generated files have right ones only. */
    static final Set<String> NEVER_WRONG = Set.of();

    private static final long LARGEST = 0xffff_ffffL;

    /** As large as numbers get whose range ends far beyond what anybody writes. */
    private static final long LARGE = 1_000;

    private final Dice dice;

    DrawnLines(Dice dice) {
        this.dice = dice;
    }

    /** Each keyword of a block in {@code percent} of all cases, in the order of the table, some of them twice. */
    List<String> of(Block block, int percent) {
        List<String> lines = new ArrayList<>();
        drawn(block).filter(_ -> dice.in(percent)).forEach(keyword -> {
            lines.add(line(keyword));
            if (dice.in(10)) {
                lines.add(line(keyword));
            }
        });
        return lines;
    }

    /** The keywords of a block that are drawn. */
    static Stream<Keyword> drawn(Block block) {
        return KeywordTable.keywords(block).stream()
                .filter(keyword -> keyword.status() == Status.SUPPORTED && !keyword.deprecated())
                .filter(keyword -> keyword.since().equals("2.2.7"))
                .filter(keyword -> !NOT_DRAWN.containsKey(keyword.path()));
    }

    private String line(Keyword keyword) {
        boolean wrong = dice.in(10) && !NEVER_WRONG.contains(keyword.path());
        String arguments = wrong ? wrong(keyword) : arguments(keyword);
        return keyword.name() + (dice.in(10) ? quoted(arguments) : arguments);
    }

    /** The same words in quotes. */
    private String quoted(String arguments) {
        return arguments.isEmpty()
                ? ""
                : " \"" + String.join("\" \"", arguments.strip().split(" ")) + "\"";
    }

    /** Arguments just outside of the range of a keyword, or of another kind. */
    private String wrong(Keyword keyword) {
        return switch (keyword.grammar()) {
            case Grammar.Toggle _ -> " " + dice.of("maybe", "ON", "1");
            case Grammar.Whole whole ->
                " " + (whole.max() >= LARGEST ? "abc" : dice.of("abc", "7x", whole.min() - 1, whole.max() + 1));
            case Grammar.Time time -> " " + dice.of("abc", beyond(time), "-1");
            case Grammar.Choice _ -> " nothing";
            // A weight out of its range is refused by keepalived, and counts all the same.
            case Grammar.TrackWeight _ -> " " + dice.of("abc", "12x");
            default -> arguments(keyword);
        };
    }

    /** The least whole number above the range of a time. */
    private static String beyond(Grammar.Time time) {
        return String.valueOf(time.maxNs() / time.unitNs() + 1);
    }

    private String arguments(Keyword keyword) {
        return switch (keyword.grammar()) {
            case Grammar.Flag _ -> "";
            case Grammar.Toggle _ -> dice.toggle();
            case Grammar.Whole whole -> " " + number(whole.min(), whole.max());
            case Grammar.Time time -> " " + time(time);
            case Grammar.Choice choice -> " " + dice.of(choice.words());
            case Grammar.TrackWeight weight ->
                " " + number(weight.min(), weight.max()) + dice.of("", "", " reverse", " noreverse");
            case Grammar.Name _,
                    Grammar.OptionalName _,
                    Grammar.Address _,
                    Grammar.Script _,
                    Grammar.OptionalScript _,
                    Grammar.User _,
                    Grammar.Words _,
                    Grammar.Body _,
                    Grammar.WordList _,
                    Grammar.EntryList _ ->
                throw new IllegalStateException(keyword.path() + " cannot be drawn: write it by hand, and say so here");
        };
    }

    /** The ends of the range now and then, else something between; Vigil counts repetitions up to 2^31 - 1 only. */
    private long number(long min, long max) {
        return switch (dice.between(1, 8)) {
            case 1 -> min;
            case 2 -> Math.min(max, Integer.MAX_VALUE);
            default -> dice.between((int) min, (int) Math.min(max, LARGE));
        };
    }

    private String time(Grammar.Time time) {
        long wholeMax = Math.min(time.maxNs() / time.unitNs(), LARGE);
        int decimals = Math.min(time.decimals(), dice.between(0, 3));
        BigDecimal min = BigDecimal.valueOf(time.minNs()).divide(BigDecimal.valueOf(time.unitNs()));
        if (dice.in(10)) {
            return min.toPlainString();
        }
        int scale = (int) Math.pow(10, decimals);
        BigDecimal drawn = BigDecimal.valueOf(dice.between(0, (int) wholeMax * scale), decimals);
        return drawn.max(min).toPlainString();
    }
}
