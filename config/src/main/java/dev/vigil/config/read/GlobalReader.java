package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.Dumps;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.GlobalDefs.AutoPriority;
import dev.vigil.config.model.GlobalDefs.Checking;
import dev.vigil.config.model.ProcessSettings;
import dev.vigil.config.model.Reloading;
import dev.vigil.config.model.Startup;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code global_defs} and the settings of the outermost level. */
final class GlobalReader {
    private static final Map<String, Integer> PERMISSIONS = Map.of(
            "IRUSR", 0400, "IWUSR", 0200, "IXUSR", 0100, "IRGRP", 040, "IWGRP", 020, "IXGRP", 010, "IROTH", 04, "IWOTH",
            02, "IXOTH", 01);

    /** Keywords whose value an instance takes only if they stand before it. */
    private static final Set<String> COPIED_BY_INSTANCES = Set.of(
            "vrrp_version",
            "vrrp_mcast_group4",
            "vrrp_mcast_group6",
            "v3_checksum_as_v2",
            "vrrp_check_unicast_src",
            "vrrp_skip_check_adv_addr",
            "vrrp_strict",
            "vrrp_down_timer_adverts",
            "vrrp_lower_prio_no_advert",
            "vrrp_higher_prio_send_advert",
            "vrrp_owner_ignore_adverts",
            "vrrp_notify_priority_changes",
            "vrrp_min_garp",
            "vrrp_garp_master_delay",
            "vrrp_garp_master_repeat",
            "vrrp_garp_master_refresh",
            "vrrp_garp_master_refresh_repeat",
            "vrrp_garp_lower_prio_delay",
            "vrrp_garp_lower_prio_repeat");

    private static final long CHILD_WAIT_NS = 5 * Nanos.PER_S;
    private static final long SCRIPT_TIMEOUT_NS = 10 * Nanos.PER_S;
    private static final int AUTO_PRIORITY_DELAY_US = 1_000_000;
    private static final int UMASK = 0177;

    private final Section root;
    private final Section global;
    private final Problems problems;

    /**
     * @param root the statements of the outermost level
     * @param global every {@code global_defs} as one
     */
    GlobalReader(Section root, Section global, Problems problems) {
        this.root = root;
        this.global = global;
        this.problems = problems;
    }

    GlobalDefs read() {
        GlobalVrrpReader vrrp = new GlobalVrrpReader(global, problems);
        GlobalServiceReader services = new GlobalServiceReader(global, problems);
        return new GlobalDefs(
                global.text("router_id"),
                global.user("script_user"),
                global.flag("enable_script_security"),
                global.toggle("use_symlink_paths", false),
                global.toggle("set_supplementary_groups", false),
                global.nanos("vrrp_startup_delay", 0),
                global.nanos("vrrp_delay_after_boot", 0),
                global.nanos("vrrp_garp_interval", 0),
                global.nanos("vrrp_gna_interval", 0),
                process("vrrp"),
                process("checker"),
                process("bfd"),
                new AutoPriority(
                        global.integer("max_auto_priority", 0),
                        global.integer("min_auto_priority_delay", AUTO_PRIORITY_DELAY_US)),
                startup(),
                services.mail(),
                vrrp.interfaces(),
                vrrp.firewall(),
                services.ipvs(),
                services.fifos(),
                services.snmp(),
                services.dbus(),
                vrrp.buffers(),
                reloading(),
                dumps(),
                new Checking(
                        global.toggle("checker_log_all_failures", false), global.toggle("rs_init_notifies", false)));
    }

    private ProcessSettings process(String area) {
        return new ProcessSettings(
                global.text(area + "_process_name"),
                global.integer(area + "_priority", 0),
                global.integer(area + "_rt_priority", 0),
                global.flag(area + "_no_swap"),
                processors(area + "_cpu_affinity"),
                global.number(area + "_rlimit_rttime", ProcessSettings.REALTIME_LIMIT_US));
    }

    private List<Integer> processors(String keyword) {
        List<Integer> processors = new ArrayList<>();
        for (Word word : global.words(keyword)) {
            OptionalLong number = Digits.decimal(word.text());
            if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= Short.MAX_VALUE) {
                processors.add((int) number.getAsLong());
            } else {
                problems.add(
                        ProblemCode.NOT_A_NUMBER,
                        false,
                        global.last(keyword).orElseThrow().node().place(word),
                        "\"" + word.text() + "\" is not the number of a processor and is ignored",
                        "Count processors from 0.");
            }
        }
        return List.copyOf(processors);
    }

    private Startup startup() {
        Optional<Statement> ipvsNamespace = root.last("net_namespace_ipvs");
        Optional<String> namespace = root.text("net_namespace");
        return new Startup(
                root.text("instance"),
                namespace,
                ipvsNamespace.isPresent() ? root.text("net_namespace_ipvs").or(() -> Optional.of("")) : namespace,
                root.flag("namespace_with_ipsets"),
                root.flag("use_pid_dir") || root.has("instance") || namespace.isPresent(),
                root.nanos("child_wait_time", CHILD_WAIT_NS),
                global.flag("process_names"),
                global.text("process_name"),
                global.command("startup_script"),
                global.nanos("startup_script_timeout", SCRIPT_TIMEOUT_NS),
                global.command("shutdown_script"),
                global.nanos("shutdown_script_timeout", SCRIPT_TIMEOUT_NS),
                global.has("random_seed") ? Optional.of(global.number("random_seed", 0)) : Optional.empty());
    }

    private Reloading reloading() {
        return new Reloading(
                global.has("reload_check_config"),
                global.text("reload_check_config"),
                global.text("reload_time_file"),
                global.flag("reload_repeat"),
                global.has("reload_file"),
                global.text("reload_file"),
                global.text("config_save_dir"),
                global.text("tmp_config_directory"));
    }

    private Dumps dumps() {
        return new Dumps(
                umask(),
                global.toggle("data_use_instance", false),
                global.integer("json_version", 1),
                global.text("state_dump_file"),
                global.text("stats_dump_file"),
                global.text("json_dump_file"));
    }

    /** A number, octal after a zero, or names of permissions with bars between them. */
    private int umask() {
        if (!global.has("umask")) {
            return UMASK;
        }
        Word word = global.words("umask").getFirst();
        OptionalLong number = Digits.anyBase(word.text());
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 0777) {
            return (int) number.getAsLong();
        }
        int mask = 0;
        for (String name : word.text().split("\\|", -1)) {
            Integer bits = PERMISSIONS.get(name);
            if (bits == null) {
                problems.add(
                        ProblemCode.NOT_A_CHOICE,
                        false,
                        global.last("umask").orElseThrow().node().place(word),
                        "\"" + name + "\" is no permission; the default holds: 0177",
                        "Write an octal number such as 0177, or IRUSR|IWUSR and so on.");
                return UMASK;
            }
            mask |= bits;
        }
        return mask;
    }

    /** Reports defaults that come too late for the instances before them. */
    static void reportLate(Section global, Problems problems) {
        for (Statement statement : global.statements()) {
            if (COPIED_BY_INSTANCES.contains(statement.keyword().name())) {
                problems.add(
                        ProblemCode.GLOBAL_DEFS_LATE,
                        statement.place(),
                        statement.keyword().name() + " does not reach the instances that stand before it",
                        "Put global_defs before the instances.");
            }
        }
    }
}
