package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.core.time.Nanos;
import java.util.List;

/**
 * The keywords of Vigil's own file. A block that is called like one of keepalived.conf, and has its name, adds to that
 * object.
 */
final class OwnKeywords {
    private static final String VARIABLES = "NAME [VALUE]";
    private static final String ENVIRONMENT_EXAMPLE =
            "environment {\n    DATABASE_URL \"postgresql://db.example/app\"\n    HTTP_PROXY\n}";

    private OwnKeywords() {}

    static List<Keyword> root() {
        Declarations root = new Declarations(Block.OWN_ROOT);
        root.add("lenient", toggle())
                .fallback("off")
                .means(
                        "The daemon starts, and reloads, in spite of errors in keepalived.conf and in this file, without what is"
                                + " wrong. The option --lenient does the same.")
                .example("lenient on");
        balancing(root);
        root.add("control", body(Block.OWN_CONTROL))
                .means("The control socket, which vigil status and vigil reload ask.");
        root.add("recording", body(Block.OWN_RECORDING)).means("Recordings of what virtual routers received and did.");
        root.add("programs", body(Block.OWN_PROGRAMS))
                .means("All programs that the daemon runs: tracked scripts and notifications.");
        root.add("web", body(Block.OWN_WEB))
                .means("What the daemon shows over HTTP: metrics, whether it is well, and a page for people.");
        root.add("probe_listener", name("[ADDRESS:]PORT"))
                .fallback("none")
                .means(
                        "Answers the health checks of a balancer over HTTP: status 200 while this node is master, 503 while it is"
                                + " not. /NAME is about that vrrp_instance, / about all: 200 if any is master. Without an address every"
                                + " address of the machine is listened on. Give it again for more.")
                .example("probe_listener 8099");
        root.add("vrrp_script", named("NAME", Block.OWN_SCRIPT))
                .means("Adds to the vrrp_script of this name in keepalived.conf.");
        root.add("vrrp_instance", named("NAME", Block.OWN_INSTANCE))
                .means("Adds to the vrrp_instance of this name in keepalived.conf.");
        root.add("vrrp_sync_group", named("NAME", Block.OWN_SYNC_GROUP))
                .means("Adds to the vrrp_sync_group of this name in keepalived.conf.");
        return root.list();
    }

    private static void balancing(Declarations root) {
        root.add("lvs_backend", choice("auto", "ipvs", "nftables"))
                .fallback("auto")
                .means(
                        "What of the kernel balances virtual servers. IPVS does all that keepalived has. nftables does rr, wrr, sh"
                                + " and mh with lvs_method NAT, where the kernel has no IPVS. auto takes IPVS if the kernel has it, and"
                                + " nftables otherwise; what nftables cannot do is refused at the start. A reload cannot change it.")
                .example("lvs_backend nftables");
        root.add("lvs_cut_connections", toggle())
                .fallback("on")
                .means(
                        "Connections to a real server end as soon as a check of it has failed: with nftables the kernel forgets them,"
                                + " and the next packet of a client is answered by a reset. Without it they wait for the server. Connections"
                                + " to a server that is drained, or taken out of the file, go on. It has no effect with IPVS. A reload"
                                + " cannot change it.")
                .example("lvs_cut_connections off");
        root.add("lvs_masquerade", toggle())
                .fallback("off")
                .means(
                        "Real servers see an address of this host as the client, with nftables. It is for servers whose route back"
                                + " to clients does not lead through this host; keepalived has nothing like it, as NAT of IPVS needs"
                                + " that route. It has no effect with IPVS. A reload cannot change it.")
                .example("lvs_masquerade on");
    }

    static List<Keyword> control() {
        Declarations control = new Declarations(Block.OWN_CONTROL);
        control.add("socket", name("PATH"))
                .fallback("/run/vigil/control.sock")
                .means(
                        "Where the control socket is. The journal of addresses lies beside it, and recordings unless they have a"
                                + " directory, so two daemons on a machine need a directory and a name each. The option --socket goes"
                                + " before it. A reload cannot change it.")
                .example("socket /run/vigil/north/control.sock");
        control.add("read_group", name("GROUP"))
                .fallback("none")
                .means(
                        "Members of this group may ask the control socket: status, why, record. The option --read-group goes"
                                + " before it.")
                .example("read_group adm");
        control.add("write_group", name("GROUP"))
                .fallback("none")
                .means("Members of this group may also change the daemon through the control socket: reload. The option"
                        + " --write-group goes before it.")
                .example("write_group sudo");
        return control.list();
    }

    static List<Keyword> web() {
        Declarations web = new Declarations(Block.OWN_WEB);
        web.add("listen", name("[ADDRESS:]PORT"))
                .fallback("none")
                .means(
                        "Where /metrics, /livez and /readyz are served, over HTTP and to everybody who reaches that address. An IPv6"
                                + " address stands in brackets. Without an address only this machine itself is answered. Give it again"
                                + " for more.")
                .example("listen 127.0.0.1:9650");
        web.add("page", toggle())
                .fallback("off")
                .means(
                        "A page for people at / of each listen that is a loopback address: who has the addresses and why, what is"
                                + " wrong, checks; in English and Chinese, live. It is for browsers of this machine; from elsewhere it"
                                + " is reached through ssh -L.")
                .example("page on");
        return web.list();
    }

    static List<Keyword> recording() {
        Declarations recording = new Declarations(Block.OWN_RECORDING);
        recording
                .add("directory", name("DIR"))
                .fallback("recordings, beside the control socket")
                .means(
                        "Where the daemon keeps recordings. It must not be writable for others, and is made with mode 0700 if it"
                                + " does not exist. The option --record-transitions goes before it.")
                .example("directory /var/lib/vigil/recordings");
        recording
                .add("transitions", toggle())
                .fallback("off; on with --record-transitions")
                .means("Keeps a recording of each transition, not only of each defect of Vigil.")
                .example("transitions on");
        recording
                .add("keep", whole(1, RECORDINGS_MAX))
                .fallback("8")
                .means("How many recordings of transitions are kept, and how many of defects: the newest.")
                .example("keep 50");
        recording
                .add("interval", secondsToMilliseconds(100 * Nanos.PER_MS, 3_600 * Nanos.PER_S))
                .fallback("1")
                .means("The least time between two recordings. What happens in between is in the later one.")
                .example("interval 10");
        recording
                .add("remember", whole(1_024, 524_288))
                .fallback("65536")
                .means(
                        "How many inputs and transitions of all virtual routers the daemon remembers for a recording; each takes 25"
                                + " bytes of memory. A reload cannot change it.")
                .example("remember 262144");
        return recording.list();
    }

    private static final int RECORDINGS_MAX = 1_000;

    static List<Keyword> programs() {
        return environment(
                Block.OWN_PROGRAMS,
                "Variables that every program gets in its environment, one on each line: with a value, or from the daemon's own"
                        + " environment without one. Those that the variable VIGIL_PROGRAM_ENVIRONMENT of the daemon names are"
                        + " passed on as well. No output shows the values.");
    }

    static List<Keyword> script() {
        return environment(
                Block.OWN_SCRIPT, "Variables that this script gets besides those of all programs, and before them.");
    }

    static List<Keyword> instance() {
        return environment(
                Block.OWN_INSTANCE,
                "Variables that the notification programs of this instance get besides those of all programs, and before them.");
    }

    static List<Keyword> syncGroup() {
        return environment(
                Block.OWN_SYNC_GROUP,
                "Variables that the notification programs of this group get besides those of all programs, and before them.");
    }

    private static List<Keyword> environment(Block block, String meaning) {
        Declarations programs = new Declarations(block);
        programs.add("environment", wordList(VARIABLES))
                .fallback("PATH, HOME, USER, LOGNAME, SHELL, LANG, LANGUAGE, TZ, TERM, TMPDIR and LC_* of the daemon")
                .means(meaning)
                .example(ENVIRONMENT_EXAMPLE);
        return programs.list();
    }
}
