package dev.vigil.daemon.options;

import static dev.vigil.daemon.options.Flag.Value.NONE;
import static dev.vigil.daemon.options.Flag.Value.OPTIONAL;
import static dev.vigil.daemon.options.Flag.Value.REQUIRED;

/** Every option of the daemon, once: its letter, its long name, whether it takes a value, and what it means. */
enum Flag {
    USE_FILE('f', "use-file", REQUIRED, "FILE", "read this configuration (a pattern may name several files)"),
    VRRP('P', "vrrp", NONE, "", "run virtual routers only"),
    CHECK('C', "check", NONE, "", "run health checks and virtual servers only"),
    NO_BFD('B', "no_bfd", NONE, "", "run without BFD"),
    ALL(Flag.NO_LETTER, "all", NONE, "", "run every part even if nothing is configured for it"),
    LOG_CONSOLE('l', "log-console", NONE, "", "log to standard error as well"),
    LOG_DETAIL('D', "log-detail", NONE, "", "log in detail"),
    LOG_FACILITY('S', "log-facility", REQUIRED, "FACILITY", "syslog facility: 0-7, local0-local7, user or daemon"),
    NO_SYSLOG('G', "no-syslog", NONE, "", "do not log to syslog"),
    LOG_FILE('g', "log-file", OPTIONAL, "FILE", "log to a file, /run/vigil/keepalived.log if none is named"),
    FLUSH_LOG_FILE(Flag.NO_LETTER, "flush-log-file", NONE, "", "write each line of the log file at once"),
    UMASK('u', "umask", REQUIRED, "MASK", "umask for the files that the daemon creates, octal with a leading 0"),
    RELEASE_VIPS('X', "release-vips", NONE, "", "remove virtual addresses when a signal changes the state"),
    KEEP_VRRP('V', "dont-release-vrrp", NONE, "", "leave virtual addresses, routes and rules in place at exit"),
    KEEP_IPVS('I', "dont-release-ipvs", NONE, "", "leave the virtual servers in place at exit"),
    DONT_RESPAWN('R', "dont-respawn", NONE, "", "end instead of restarting a part that failed"),
    DONT_FORK('n', "dont-fork", NONE, "", "stay in the foreground"),
    DUMP_CONF('d', "dump-conf", NONE, "", "log the configuration as it was understood"),
    PID('p', "pid", REQUIRED, "FILE", "pid file of the daemon"),
    VRRP_PID('r', "vrrp_pid", REQUIRED, "FILE", "pid file of the VRRP part"),
    CHECKERS_PID('c', "checkers_pid", REQUIRED, "FILE", "pid file of the health-check part"),
    BFD_PID('b', "bfd_pid", REQUIRED, "FILE", "pid file of the BFD part"),
    GENHASH('T', "genhash", NONE, "", "be genhash; must come first"),
    ADDRESS_MONITORING('a', "address-monitoring", NONE, "", "log every address that appears or disappears"),
    SNMP('x', "snmp", NONE, "", "answer SNMP through the master agent"),
    SNMP_SOCKET('A', "snmp-agent-socket", REQUIRED, "ADDRESS", "where the SNMP master agent listens"),
    NAMESPACE('s', "namespace", REQUIRED, "NAME", "run in this network namespace"),
    CORE_DUMP('m', "core-dump", NONE, "", "no effect: no end leaves a memory image, for secrets would be in it"),
    CORE_PATTERN('M', "core-dump-pattern", OPTIONAL, "PATTERN", "no effect, as -m"),
    ALL_CONFIG('e', "all-config", NONE, "", "treat a missing included file as an error"),
    CONFIG_ID('i', "config-id", REQUIRED, "ID", "the name that lines beginning with @ are compared with"),
    SIGNUM(
            Flag.NO_LETTER,
            "signum",
            REQUIRED,
            "WORD",
            "print the signal for STOP, RELOAD, DATA, STATS, STATS_CLEAR, JSON"),
    CONFIG_TEST(
            't',
            "config-test",
            OPTIONAL,
            "FILE",
            "check the configuration and end; findings go to FILE or standard error"),
    IGNORE_SIGINT(Flag.NO_LETTER, "ignore-sigint", NONE, "", "ignore SIGINT, for use under a debugger"),
    DEBUG(Flag.NO_LETTER, "debug", OPTIONAL, "WHAT", "accepted without effect"),
    PERF(Flag.NO_LETTER, "perf", OPTIONAL, "WHAT", "accepted without effect"),
    NO_MEM_CHECK(Flag.NO_LETTER, "no-mem-check", NONE, "", "accepted without effect"),
    VERSION('v', "version", NONE, "", "print the version"),
    HELP('h', "help", NONE, "", "print this text"),
    VIGIL_CONFIG(
            Flag.NO_LETTER,
            "vigil-config",
            REQUIRED,
            "FILE",
            "read Vigil's own settings from this file (Vigil's own; the default need not exist)"),
    SOCKET(Flag.NO_LETTER, "socket", REQUIRED, "PATH", "the control socket (Vigil's own)"),
    RECORD_TRANSITIONS(
            Flag.NO_LETTER,
            "record-transitions",
            REQUIRED,
            "DIR",
            "keep a recording of each transition in this directory (Vigil's own)"),
    READ_GROUP(Flag.NO_LETTER, "read-group", REQUIRED, "GROUP", "members may ask the control socket (Vigil's own)"),
    WRITE_GROUP(
            Flag.NO_LETTER,
            "write-group",
            REQUIRED,
            "GROUP",
            "members may also change the daemon through the control socket (Vigil's own)"),
    LENIENT(
            Flag.NO_LETTER,
            "lenient",
            NONE,
            "",
            "start in spite of errors in the configuration, without what is wrong (Vigil's own)"),
    REHEARSE(Flag.NO_LETTER, "rehearse", NONE, "", "");

    /** Whether an option takes a value. An optional one is attached: {@code -tFILE}, {@code --config-test=FILE}. */
    enum Value {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    /** Stands for the letter of an option that has only a long name. */
    static final char NO_LETTER = 0;

    final char letter;
    final String longName;
    final Value value;
    final String valueName;
    final String meaning;

    Flag(char letter, String longName, Value value, String valueName, String meaning) {
        this.letter = letter;
        this.longName = longName;
        this.value = value;
        this.valueName = valueName;
        this.meaning = meaning;
    }

    /** How the option is shown in the help text, for example {@code -t, --config-test[=FILE]}. */
    String synopsis() {
        String name = (letter == NO_LETTER ? "    " : "-" + letter + ", ") + "--" + longName;
        return switch (value) {
            case NONE -> name;
            case REQUIRED -> name + "=" + valueName;
            case OPTIONAL -> name + "[=" + valueName + "]";
        };
    }
}
