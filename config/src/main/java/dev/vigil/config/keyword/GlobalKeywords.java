package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import java.util.List;

/** The keywords of {@code global_defs} about the daemon itself: processes, scripts, files, reloading. */
final class GlobalKeywords {
    private static final long SCRIPT_TIMEOUT_MAX_S = 1000;

    private GlobalKeywords() {}

    static List<Keyword> list() {
        Declarations block = new Declarations(Block.GLOBAL_DEFS);
        names(block);
        scripts(block);
        for (String area : List.of("vrrp", "checker", "bfd")) {
            process(block, area);
        }
        autoPriority(block);
        reloading(block);
        files(block);
        GlobalVrrpKeywords.declare(block);
        GlobalServiceKeywords.declare(block);
        return block.list();
    }

    private static void names(Declarations block) {
        block.add("router_id", name("STRING"))
                .fallback("the host name")
                .means("What this node calls itself in mails and recordings.")
                .example("router_id lb-north");
        block.add("process_names", flag())
                .fallback("off")
                .means("Gives the VRRP thread the name keepalived_vrrp, and that of health checks keepalived_lvs.");
        block.add("process_name", name("NAME", PROCESS_NAME_MAX))
                .fallback("the name of the program")
                .means("The name of the daemon in lists of processes.")
                .example("process_name ha");
        block.add("vrrp_process_name", name("NAME", PROCESS_NAME_MAX))
                .fallback("the name of the program")
                .means("The name of the VRRP thread.")
                .example("vrrp_process_name ha_vrrp");
        block.add("checker_process_name", name("NAME", PROCESS_NAME_MAX))
                .fallback("the name of the program")
                .means("The name of the thread of health checks.")
                .example("checker_process_name ha_check");
        block.add("lvs_process_name", name("NAME", PROCESS_NAME_MAX))
                .oldSpellingOf("checker_process_name")
                .example("lvs_process_name ha_check");
        block.add("bfd_process_name", name("NAME", PROCESS_NAME_MAX))
                .noEffect()
                .fallback("the name of the program")
                .means("The name of the BFD process. BFD runs on the VRRP thread, so vrrp_process_name counts.")
                .example("bfd_process_name ha_bfd");
    }

    private static void scripts(Declarations block) {
        block.add("script_user", user())
                .fallback("keepalived_script if that user exists, else root")
                .means("Who runs scripts that name no user of their own.")
                .example("script_user nobody");
        block.add("enable_script_security", flag())
                .fallback("off")
                .means("Refuses to run a script as root if somebody else may write to a part of its path.");
        block.add("use_symlink_paths", toggle())
                .noEffect()
                .fallback("off")
                .since("2.3.0")
                .means(
                        "Runs scripts by the path that is configured, also where that is a symbolic link, as Vigil always does.");
        block.add("set_supplementary_groups", toggle())
                .noEffect()
                .fallback("off")
                .since("after 2.4.3")
                .means("Scripts also get the further groups of their user, as they always do with Vigil.");
        block.add("startup_script", script())
                .fallback("none")
                .means("Run before anything is configured; the start goes on if it fails.")
                .example("startup_script \"/usr/local/bin/prepare all\"");
        block.add("startup_script_timeout", wholeSeconds(1, SCRIPT_TIMEOUT_MAX_S))
                .fallback("10")
                .means("How long startup_script may take.")
                .example("startup_script_timeout 30");
        block.add("shutdown_script", script())
                .fallback("none")
                .means("Run at the very end of the daemon.")
                .example("shutdown_script \"/usr/local/bin/clean-up all\"");
        block.add("shutdown_script_timeout", wholeSeconds(1, SCRIPT_TIMEOUT_MAX_S))
                .fallback("10")
                .means("How long shutdown_script may take.")
                .example("shutdown_script_timeout 30");
    }

    /** VRRP, health checks and BFD have the same keywords about their scheduling. */
    private static void process(Declarations block, String area) {
        boolean vrrp = area.equals("vrrp");
        boolean bfd = area.equals("bfd");
        String what = vrrp ? "the daemon" : bfd ? "BFD" : "the thread of health checks";
        String instead = bfd ? " BFD runs on the VRRP thread, so the keyword of VRRP counts." : "";
        statusOf(block.add(area + "_priority", whole(-20, 19)), area)
                .fallback("0")
                .means("The nice value of " + what + "." + instead)
                .example(area + "_priority -10");
        statusOf(block.add(area + "_no_swap", flag()), area)
                .fallback("off")
                .means("Locks the memory of " + (bfd ? what : "the daemon") + "." + instead);
        statusOf(block.add(area + "_rt_priority", whole(1, 99)), area)
                .fallback("off")
                .means("The real-time priority of " + what + "." + instead)
                .example(area + "_rt_priority 50");
        statusOf(block.add(area + "_cpu_affinity", words("CPU...", 1)), area)
                .fallback("any")
                .means("The processors that " + what + " may use, counted from 0." + instead)
                .example(area + "_cpu_affinity 0 1");
        block.add(area + "_rlimit_rttime", whole(1, Limits.UINT32_MAX))
                .noEffect()
                .fallback("10000")
                .means("The microseconds that " + what + " may compute in a row at real-time priority."
                        + (vrrp
                                ? " The kernel would end a JVM that reaches it; the watch over the VRRP loop sees to that."
                                : bfd ? instead : " The kernel would end the whole daemon, and with it VRRP."))
                .example(area + "_rlimit_rttime 20000");
        block.add(area + "_rlimit_rtime", whole(1, Limits.UINT32_MAX))
                .noEffect()
                .oldSpellingOf(area + "_rlimit_rttime")
                .example(area + "_rlimit_rtime 20000");
    }

    private static Declaration statusOf(Declaration declaration, String area) {
        return area.equals("bfd") ? declaration.noEffect() : declaration;
    }

    private static void autoPriority(Declarations block) {
        block.add("max_auto_priority", wholeOr(99, -1, 99))
                .fallback("0")
                .means(
                        "Raises the real-time priority of the VRRP thread by one when it was late, up to this; alone it means 99.")
                .example("max_auto_priority 20");
        block.add("min_auto_priority_delay", whole(1, 10_000_000))
                .fallback("1000000")
                .means("The lateness in microseconds that raises the priority; less than 0.25 s is not looked at.")
                .example("min_auto_priority_delay 5000");
        block.add("random_seed", whole(0, Limits.UINT32_MAX))
                .noEffect()
                .fallback("from the time")
                .means("Where random numbers begin, for tests; nothing that Vigil does depends on any.")
                .example("random_seed 17");
    }

    private static void reloading(Declarations block) {
        block.add("reload_check_config", optionalName("LOGFILE"))
                .fallback("off")
                .means(
                        "A reload does not take a configuration that has errors, as is so with Vigil in any case; the findings may go to a file.")
                .example("reload_check_config /var/log/config-check");
        block.add("reload_time_file", name("PATH"))
                .fallback("none")
                .means("A file with the time at which to reload: [YY]YY-MM-DD HH:MM:SS[Z] or HH:MM:SS[Z].")
                .example("reload_time_file /etc/keepalived/reload-at");
        block.add("reload_repeat", flag()).fallback("off").means("Reloads at that time every day.");
        block.add("reload_file", optionalName("PATH"))
                .fallback("none")
                .means("A file that exists while a reload goes on; one in the run directory if it has no name.")
                .example("reload_file /run/reloading");
        block.add("include_check", words("[[+|-]read|match|wildcard_match|brace_match...]", 0))
                .fallback("none")
                .means("The failures of include lines that are errors; all of them without a word.")
                .example("include_check read match");
        block.add("config_save_dir", name("DIRECTORY"))
                .fallback("none")
                .means("Keeps a numbered copy of each configuration that comes into force, with its secrets.")
                .example("config_save_dir /var/lib/ha/configs");
        block.add("tmp_config_directory", name("DIRECTORY"))
                .noEffect()
                .fallback("memory")
                .means("Where the copy of the configuration is that helpers read; Vigil has no helpers that read it.")
                .example("tmp_config_directory /var/lib/ha");
    }

    private static void files(Declarations block) {
        block.add("umask", words("OCTAL|BIT[|BIT...]", 1))
                .fallback("0177")
                .means(
                        "The permissions that files of the programs it starts do not get: a number, or IRUSR|IWUSR and so on.")
                .example("umask 0077");
        block.add("data_use_instance", toggle())
                .fallback("off")
                .means("The names of dump files hold those of the instance and the namespace.");
        block.add("json_version", whole(1, 2))
                .fallback("1")
                .since("2.2.8")
                .means("The layout of the JSON dump.")
                .example("json_version 2");
        block.add("state_dump_file", name("PATH"))
                .fallback("keepalived.data in the directory for temporary files")
                .since("2.3.3")
                .means("Where the dump on SIGUSR1 goes.")
                .example("state_dump_file /run/ha/state");
        block.add("stats_dump_file", name("PATH"))
                .fallback("keepalived.stats in the directory for temporary files")
                .since("2.3.3")
                .means("Where the dump on SIGUSR2 goes; keepalived itself reads the keyword and does not use it.")
                .example("stats_dump_file /run/ha/stats");
        block.add("json_dump_file", name("PATH"))
                .fallback("keepalived.json in the directory for temporary files")
                .since("2.3.3")
                .means("Where the JSON dump goes; keepalived itself reads the keyword and does not use it.")
                .example("json_dump_file /run/ha/state.json");
        block.add("iproute_usr_dir", name("DIRECTORY"))
                .planned()
                .fallback("/usr/share/iproute2")
                .since("2.3.2")
                .means("Where the distribution keeps the names of routing tables and so on.")
                .example("iproute_usr_dir /usr/lib/iproute2");
        block.add("iproute_etc_dir", name("DIRECTORY"))
                .planned()
                .fallback("/etc/iproute2")
                .since("2.3.2")
                .means("Where the names of routing tables and so on are.")
                .example("iproute_etc_dir /opt/iproute2");
    }
}
