package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.core.time.Nanos;
import java.util.List;

/** The keywords of the blocks that declare what is tracked. */
final class TrackerKeywords {
    private static final int WEIGHT_LIMIT = 253;
    private static final int FILE_WEIGHT_LIMIT = 254;
    private static final long SCRIPT_INTERVAL_MAX_NS = 4294 * Nanos.PER_S;
    private static final long PROCESS_DELAY_MAX_NS = 3600 * Nanos.PER_S;
    private static final int PROCESSES_MAX = 65_535;
    private static final long BFD_INTERVAL_MAX_MS = 4_294_967;

    private TrackerKeywords() {}

    static List<Keyword> script() {
        Declarations block = new Declarations(Block.VRRP_SCRIPT);
        block.add("script", Declarations.script())
                .means("The program with its arguments; exit status 0 means that all is well.")
                .example("script \"/usr/local/bin/check-proxy 8080\"");
        block.add("interval", secondsToMilliseconds(0, SCRIPT_INTERVAL_MAX_NS))
                .fallback("1")
                .means("From the start of one run to the start of the next; 0 counts as 1.")
                .example("interval 2.5");
        block.add("timeout", secondsToMilliseconds(0, SCRIPT_INTERVAL_MAX_NS))
                .fallback("the interval")
                .means("A run that takes longer is killed and has failed.")
                .example("timeout 5");
        block.add("weight", weight(WEIGHT_LIMIT))
                .fallback("0")
                .means("Added to the priority while the script succeeds, if positive, or fails, if negative. With 0 a"
                        + " failure is a fault.")
                .example("weight -20");
        block.add("rise", whole(1, Integer.MAX_VALUE))
                .fallback("1")
                .means("Successes in a row until the script counts as up.")
                .example("rise 2");
        block.add("fall", whole(1, Integer.MAX_VALUE))
                .fallback("1")
                .means("Failures in a row until the script counts as down.")
                .example("fall 3");
        block.add("user", user())
                .fallback("script_user")
                .means("Who runs the script.")
                .example("user nobody nogroup");
        block.add("init_fail", flag()).fallback("up").means("The script counts as down until its first success.");
        return block.list();
    }

    static List<Keyword> file() {
        Declarations block = new Declarations(Block.TRACK_FILE);
        block.add("file", name("PATH"))
                .means("The file, or a symbolic link to it. One that does not exist counts as 0.")
                .example("file /run/weights/web");
        block.add("weight", weight(FILE_WEIGHT_LIMIT))
                .fallback("1")
                .means(
                        "What the number in the file is multiplied with before it is added to the priority; a product of -254"
                                + " or less is a fault. With 0 any number but 0 is a fault.")
                .example("weight 2 reverse");
        block.add("init_file", words("[VALUE] [overwrite]", 0))
                .fallback("the file is not created")
                .means("Creates the file at the start if it is missing, with 0 unless a value is given; with overwrite"
                        + " also if it is there.")
                .example("init_file 5 overwrite");
        return block.list();
    }

    static List<Keyword> process() {
        Declarations block = new Declarations(Block.TRACK_PROCESS);
        block.add("process", words("NAME [ARGUMENT...]", 1))
                .means(
                        "The name of the processes, at most 15 characters; with full_command, arguments or param_match their"
                                + " command as it was started, such as /usr/sbin/haproxy.")
                .example("process haproxy");
        block.add("param_match", words("[initial|partial]", 0))
                .fallback("the arguments must be equal")
                .means(
                        "How arguments are compared: further ones may follow (partial), and the last one may be longer as"
                                + " well (initial). Without a word, and without arguments after process, there must be none.")
                .example("param_match initial");
        block.add("weight", weight(FILE_WEIGHT_LIMIT))
                .fallback("0")
                .means(
                        "Added to the priority while there are enough processes, if positive, or not, if negative. With 0"
                                + " too few are a fault.")
                .example("weight -20");
        block.add("quorum", whole(1, PROCESSES_MAX))
                .fallback("1")
                .means("How many processes there must be.")
                .example("quorum 2");
        block.add("quorum_max", whole(0, PROCESSES_MAX))
                .fallback("no limit")
                .means("How many processes there may be.")
                .example("quorum_max 4");
        block.add("delay", seconds(Nanos.PER_US, PROCESS_DELAY_MAX_NS))
                .fallback("0")
                .means("Sets terminate_delay and fork_delay.")
                .example("delay 0.5");
        block.add("terminate_delay", seconds(Nanos.PER_US, PROCESS_DELAY_MAX_NS))
                .fallback("0")
                .means("How long processes may be missing until it counts.")
                .example("terminate_delay 0.5");
        block.add("fork_delay", seconds(Nanos.PER_US, PROCESS_DELAY_MAX_NS))
                .fallback("0")
                .means("How long processes must be there until it counts.")
                .example("fork_delay 1");
        block.add("full_command", flag())
                .fallback("off")
                .means("Compares the command as it was started instead of the name.");
        return block.list();
    }

    static List<Keyword> bfd() {
        Declarations block = new Declarations(Block.BFD_INSTANCE);
        block.add("neighbor_ip", address()).means("The neighbour.").example("neighbor_ip 192.0.2.2");
        block.add("neighbour_ip", address()).synonymOf("neighbor_ip").example("neighbour_ip 192.0.2.2");
        block.add("source_ip", address())
                .fallback("the kernel's choice")
                .means("Our own address, of the neighbour's family.")
                .example("source_ip 192.0.2.1");
        block.add("min_rx", milliseconds(1, BFD_INTERVAL_MAX_MS))
                .fallback("10")
                .means("The shortest interval at which packets can be received.")
                .example("min_rx 50");
        block.add("min_tx", milliseconds(1, BFD_INTERVAL_MAX_MS))
                .fallback("10")
                .means("The shortest interval at which packets shall be sent.")
                .example("min_tx 50");
        block.add("idle_tx", milliseconds(1000, BFD_INTERVAL_MAX_MS))
                .fallback("1000")
                .means("The interval of packets while the session is not up.")
                .example("idle_tx 2000");
        block.add("multiplier", whole(1, 255))
                .fallback("5")
                .means("Intervals without a packet until the neighbour counts as down.")
                .example("multiplier 3");
        block.add("passive", flag()).fallback("off").means("Sends nothing before the neighbour was heard.");
        block.add("ttl", whole(1, 255))
                .fallback("255 for IPv4, 64 for IPv6")
                .means("The TTL of packets, and with max_hops the least TTL of received ones.")
                .example("ttl 128");
        block.add("hoplimit", whole(1, 255)).synonymOf("ttl").fallback("64").example("hoplimit 128");
        block.add("max_hops", whole(-1, 255))
                .fallback("0")
                .means("How many hops a received packet may have made; 255 for any number.")
                .example("max_hops 3");
        block.add("multihop", toggle())
                .fallback("off")
                .since("2.2.8")
                .means("Uses the port of sessions over several hops, 4784.");
        block.add("weight", weight(WEIGHT_LIMIT))
                .fallback("0")
                .means("What the state of the session does to priorities where track_bfd says nothing else.")
                .example("weight -20");
        block.add("vrrp", flag()).fallback("on unless checker is given").means("Reports the session to instances.");
        block.add("checker", flag()).fallback("on unless vrrp is given").means("Reports the session to real servers.");
        return block.list();
    }

    static List<Keyword> group() {
        Declarations block = new Declarations(Block.TRACK_GROUP);
        block.add("group", wordList("INSTANCE...")).means("The instances.").example("group {\n    web\n    mail\n}");
        return block.list();
    }
}
