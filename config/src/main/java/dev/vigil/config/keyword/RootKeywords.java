package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import java.util.List;

/** The keywords of the outermost level. */
final class RootKeywords {
    private static final String ADDRESS_EXAMPLE = "{\n    192.0.2.30/24 dev eth1\n}";

    private RootKeywords() {}

    static List<Keyword> list() {
        Declarations root = new Declarations(Block.ROOT);
        node(root);
        trackers(root);
        statics(root);
        links(root);
        services(root);
        return root.list();
    }

    private static void node(Declarations root) {
        root.add("instance", name("NAME"))
                .fallback("none")
                .means(
                        "A name that distinguishes several daemons on one machine, in their files and their log; a reload cannot change it.")
                .example("instance north");
        root.add("net_namespace", name("NAME"))
                .fallback("none")
                .means("The daemon runs in this network namespace; a reload cannot change it.")
                .example("net_namespace blue");
        root.add("net_namespace_ipvs", optionalName("NAME"))
                .fallback("net_namespace")
                .means(
                        "The network namespace of the load balancer; without a name that of process 1. A reload cannot change it.")
                .example("net_namespace_ipvs green");
        root.add("namespace_with_ipsets", flag())
                .noEffect()
                .fallback("off")
                .means("Uses ipsets in a network namespace also on kernels before 3.13, on which Vigil does not run.");
        root.add("use_pid_dir", flag())
                .fallback("off, on with instance or net_namespace")
                .means(
                        "Puts the pid files into /run/keepalived, or with net_namespace into a directory of that name in it.");
        root.add("child_wait_time", wholeSeconds(0, Limits.UINT32_MAX))
                .fallback("5")
                .means("How long the end of the daemon waits for notifications that are still running.")
                .example("child_wait_time 10");
        root.add("global_defs", body(Block.GLOBAL_DEFS))
                .means("Settings of the whole daemon, and defaults of instances. Put it first.");
    }

    private static void trackers(Declarations root) {
        root.add("vrrp_script", named("NAME", Block.VRRP_SCRIPT))
                .means("A program that is run regularly and whose exit status moves priorities or causes a fault.");
        root.add("track_file", named("NAME", Block.TRACK_FILE))
                .means("A file whose number moves priorities and weights.");
        root.add("vrrp_track_file", named("NAME", Block.TRACK_FILE)).oldSpellingOf("track_file");
        root.add("vrrp_track_process", named("NAME", Block.TRACK_PROCESS))
                .means("Running processes of a name, whose number moves priorities or causes a fault.");
        root.add("bfd_instance", named("NAME", Block.BFD_INSTANCE))
                .means("A BFD session, whose state moves priorities, causes a fault or takes a real server out.");
        root.add("track_group", named("NAME", Block.TRACK_GROUP))
                .means(
                        "Instances that are in a fault while an interface is down that carries a static address, route or rule"
                                + " of the group.");
    }

    private static void statics(Declarations root) {
        root.add("static_ipaddress", entries(EntryKind.ADDRESS))
                .fallback("none")
                .means("Addresses that exist while the daemon runs, whoever is master.")
                .example("static_ipaddress " + ADDRESS_EXAMPLE);
        root.add("static_routes", entries(EntryKind.ROUTE))
                .fallback("none")
                .means("Routes that exist while the daemon runs, whoever is master.")
                .example("static_routes {\n    198.51.100.0/24 via 192.0.2.1 dev eth1\n}");
        root.add("static_rules", entries(EntryKind.RULE))
                .fallback("none")
                .means("Policy rules that exist while the daemon runs, whoever is master.")
                .example("static_rules {\n    from 192.0.2.0/24 lookup 200 preference 1000\n}");
    }

    private static void links(Declarations root) {
        root.add("linkbeat_use_polling", flag())
                .fallback("off")
                .means("Polls the links of all interfaces instead of listening to the kernel.");
        root.add("linkbeat_interfaces", entries(EntryKind.POLLED_INTERFACE))
                .fallback("none")
                .means("Interfaces whose link is polled instead of listening to the kernel.")
                .example("linkbeat_interfaces {\n    eth2 ETHTOOL\n}");
        root.add("interface_up_down_delays", entries(EntryKind.INTERFACE_DELAY))
                .fallback("none")
                .means("How long an interface must be down, and up, until it counts; up needs no time if not given.")
                .example("interface_up_down_delays {\n    eth2 1.5 3\n}");
        root.add("garp_group", body(Block.GARP_GROUP)).means("Interfaces that share the pacing of gratuitous ARPs.");
    }

    private static void services(Declarations root) {
        root.add("vrrp_sync_group", named("NAME", Block.SYNC_GROUP))
                .means("Instances that change their state together.");
        root.add("vrrp_instance", named("NAME", Block.VRRP_INSTANCE)).means("One virtual router.");
        root.add("SSL", body(Block.SSL)).means("What SSL_GET shows to servers that ask for a certificate.");
        root.add("virtual_server_group", namedEntries("NAME", EntryKind.SERVER_GROUP_MEMBER))
                .means("Addresses, ports and marks that one virtual_server serves.")
                .example("virtual_server_group web {\n    192.0.2.40-42 80\n}");
        root.add("virtual_server", named("IP [PORT] | fwmark N | group NAME", Block.VIRTUAL_SERVER))
                .means("A service of the kernel's load balancer with its real servers.");
    }
}
