package dev.vigil.lint;

import dev.vigil.config.Severity;

/**
 * Every kind of finding that goes beyond the language: what a configuration says is understood, but will not do what
 * its author wants. Its number is permanent: it is never reused and never changes its meaning.
 *
 * <p>An error means that a failover will not work, or that two nodes will be master; a warning, that something is other
 * than it seems; an information, that something is worth a thought.
 */
public enum LintCode {
    // What the nodes of a virtual router must agree on.
    VRID_DIFFERS(3001, Severity.ERROR, "Nodes share addresses but not the VRID."),
    ADDRESSES_DIFFER(3002, Severity.ERROR, "Nodes of a VRID list different addresses."),
    ADDRESSES_SWAPPED(3003, Severity.ERROR, "Nodes have the addresses of two VRIDs the other way round."),
    AUTHENTICATION_DIFFERS(3004, Severity.ERROR, "Nodes of a VRID authenticate in different ways."),
    SECRET_DIFFERS(3005, Severity.ERROR, "Nodes of a VRID have different secrets."),
    VERSION_DIFFERS(3006, Severity.ERROR, "Nodes of a VRID speak different versions of VRRP."),
    INTERVAL_DIFFERS(3007, Severity.ERROR, "Nodes of a VRRPv2 router advertise at different intervals."),
    INTERVAL_DIFFERS_V3(3008, Severity.WARNING, "Nodes of a VRRPv3 router advertise at different intervals."),
    UNICAST_AGAINST_MULTICAST(3009, Severity.ERROR, "Some nodes of a VRID send unicast, others multicast."),
    PEER_ONE_WAY(3010, Severity.ERROR, "A node sends to another that does not send back."),
    PEER_UNKNOWN(3011, Severity.WARNING, "A unicast peer is none of the nodes."),
    PEER_IS_SELF(3012, Severity.WARNING, "A node lists itself as its peer."),
    GROUP_DIFFERS(3013, Severity.ERROR, "Nodes of a VRID use different multicast groups."),
    CHECKSUM_DIFFERS(3014, Severity.ERROR, "Nodes of a VRRPv3 router compute checksums in different ways."),
    LONELY_ROUTER(3015, Severity.WARNING, "Only one node has a virtual router."),
    SOURCE_EQUAL(3016, Severity.ERROR, "Two nodes send from the same address."),
    SOURCE_UNKNOWN(3017, Severity.INFO, "It is unclear which peer is which node."),
    EXCLUDED_DIFFER(3018, Severity.WARNING, "Nodes of a VRID have different excluded addresses."),
    ADDRESS_SETTINGS_DIFFER(3019, Severity.WARNING, "Nodes configure the same address in different ways."),
    ROUTER_ID_EQUAL(3020, Severity.INFO, "Nodes have the same router_id."),
    STRICT_DIFFERS(3021, Severity.WARNING, "Some nodes of a VRID are strict, others are not."),
    HMAC_DIFFERS(3022, Severity.ERROR, "Nodes of a VRID do not accept each other's signatures."),

    // Who becomes master.
    PRIORITIES_EQUAL(3101, Severity.WARNING, "Nodes have the same priority."),
    SEVERAL_MASTERS(3102, Severity.WARNING, "Several nodes start as MASTER."),
    MASTER_HAS_LOWER_PRIORITY(3103, Severity.WARNING, "The node with state MASTER has not the highest priority."),
    NOPREEMPT_ON_LOWER(3104, Severity.WARNING, "Only a node that never preempts has nopreempt."),
    WEIGHT_TOO_SMALL(3105, Severity.ERROR, "A failing check moves the priority too little to move the addresses."),
    WEIGHT_TIES(3106, Severity.ERROR, "A failing check makes priorities equal, which moves nothing."),
    NOPREEMPT_BLOCKS(3107, Severity.ERROR, "A failing check moves nothing, as the standby has nopreempt."),
    SICKER_NODE_WINS(3108, Severity.WARNING, "A combination of failures leaves the addresses on the worse node."),
    CLAMPING_DECIDES(3109, Severity.WARNING, "The limits of priorities decide who is master."),
    PRIORITY_CLAMPED(3110, Severity.INFO, "Weights move a priority past its limits."),
    TRACKERS_DIFFER(3112, Severity.WARNING, "Nodes track different things."),
    TRACKER_SETTINGS_DIFFER(3113, Severity.WARNING, "Nodes track the same thing in different ways."),
    SLOW_FAILOVER(3114, Severity.WARNING, "A dead master is noticed late."),
    SYNC_GROUP_TORN(3115, Severity.ERROR, "Instances of a sync group prefer different nodes."),
    SYNC_GROUP_DIFFERS(3116, Severity.WARNING, "Nodes have different sync groups."),
    WEIGHTS_ONLY_TOGETHER(3117, Severity.WARNING, "Only several failing checks together move the addresses."),

    // Scripts and what is tracked.
    SCRIPT_NEVER_TRACKED(3201, Severity.WARNING, "A script is defined and nothing tracks it."),
    NOTHING_TRACKED(3202, Severity.INFO, "Nothing is tracked but the network interface."),
    PROCESS_ONLY(3204, Severity.WARNING, "A check only looks for a process."),
    SHELL_SYNTAX(3205, Severity.WARNING, "A command has shell syntax and no shell."),
    SCRIPTS_AS_ROOT(3206, Severity.INFO, "Scripts run as root without a look at who may change them."),
    SCRIPT_MISSING(3207, Severity.ERROR, "The file of a script does not exist."),
    SCRIPT_NOT_EXECUTABLE(3208, Severity.ERROR, "A check script has no run bit."),
    NOTIFY_NOT_EXECUTABLE(3209, Severity.ERROR, "A notify script has no run bit."),
    SCRIPT_UNSAFE(3210, Severity.ERROR, "Others than root may change a script."),
    COMPARISON_REDIRECTS(3211, Severity.ERROR, "A comparison in a script writes a file instead."),
    ASSIGNMENT_WITH_BLANKS(3212, Severity.ERROR, "An assignment in a script runs a program instead."),
    SCRIPT_STOPS_DAEMON(3213, Severity.WARNING, "A check stops the daemon that runs it."),
    SCRIPT_OUTLIVES_TIMEOUT(3214, Severity.ERROR, "A check sleeps longer than it may run."),
    SCRIPT_NEVER_FAILS(3215, Severity.ERROR, "A check never reports a failure."),
    SCRIPT_REPAIRS(3216, Severity.WARNING, "A check restarts what it looks at."),
    SCRIPT_LINE_ENDS(3217, Severity.ERROR, "A script has line ends of Windows."),
    SCRIPT_WITHOUT_INTERPRETER(3218, Severity.WARNING, "A script does not say what runs it."),
    SCRIPT_SETS_HOST_NAME(3219, Severity.ERROR, "A script sets the host name by mistake."),
    SCRIPT_MISPRINT(3220, Severity.ERROR, "A script holds a misprint."),
    INTERFACE_MISSING(3221, Severity.ERROR, "An interface does not exist on this machine."),
    USER_MISSING(3222, Severity.ERROR, "A user or group does not exist on this machine."),
    PATH_RELATIVE(3223, Severity.WARNING, "A script is named without its directory."),
    SCRIPT_OUTLIVES_INTERVAL(3224, Severity.WARNING, "A check sleeps longer than its interval."),
    SCRIPT_COUNTS_ITSELF(3225, Severity.ERROR, "A check finds itself among the processes."),
    TRACK_FILE_MISSING(3226, Severity.INFO, "A tracked file does not exist on this machine."),
    TRACK_FILE_DIRECTORY_MISSING(
            3227, Severity.WARNING, "The directory of a tracked file does not exist on this machine."),

    // Secrets and samples.
    SAMPLE_PASSWORD(3301, Severity.INFO, "A password is that of a published sample."),
    PASSWORD_CUT_BY_COMMENT(3302, Severity.WARNING, "A password ends where a comment begins."),
    SAMPLE_VRID(3303, Severity.INFO, "A VRID is that of the samples."),
    SAMPLE_MAIL(3304, Severity.WARNING, "Mail goes to the addresses of a sample."),
    SAMPLE_ROUTER_ID(3305, Severity.INFO, "A router_id is that of the samples."),
    SAMPLE_ADDRESS(3306, Severity.INFO, "A virtual address is that of the samples."),
    STRICT_REFUSES_TRAFFIC(3307, Severity.WARNING, "Strict mode refuses traffic to the addresses."),
    WORD_CUT_BY_COMMENT(3308, Severity.WARNING, "A word ends where a comment begins."),

    // Virtual servers.
    SERVER_ADDRESS_NOT_VIRTUAL(3401, Severity.WARNING, "No instance has the address of a virtual server."),
    SERVERS_DIFFER(3402, Severity.WARNING, "Nodes have different virtual servers."),
    BACKEND_LIMIT(3403, Severity.ERROR, "Virtual servers need what nftables cannot do."),

    // Files.
    BLANK_MISSING(3501, Severity.ERROR, "A keyword and its name are written as one word."),
    NOTHING_CONFIGURED(3502, Severity.ERROR, "A file configures nothing."),
    REPEATED_KEYWORD(3503, Severity.WARNING, "A keyword is given twice; the later one counts.");

    private final int number;
    private final Severity severity;
    private final String summary;

    LintCode(int number, Severity severity, String summary) {
        this.number = number;
        this.severity = severity;
        this.summary = summary;
    }

    /** The permanent code, for example {@code VGL3001}. */
    public String code() {
        return "VGL" + number;
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence on what findings of this kind have in common. */
    public String summary() {
        return summary;
    }
}
