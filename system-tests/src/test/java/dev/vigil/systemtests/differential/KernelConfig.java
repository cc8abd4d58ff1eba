package dev.vigil.systemtests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A configuration whose effect is in the kernel: addresses, routes and rules of instances and of nobody, and sync groups, as a
 * seed decides. Everything in it is right, and each instance has networks of its own, so that their order says nothing.
 */
final class KernelConfig {
    static final int INSTANCES = 4;
    private static final List<String> INTERFACES = List.of("eth0", "eth1");

    private final Dice dice;
    private final StringBuilder text = new StringBuilder();
    private int preference = 1000;

    private KernelConfig(Dice dice) {
        this.dice = dice;
    }

    static String text(RandomGenerator random) {
        return new KernelConfig(new Dice(random)).write();
    }

    /** The configuration of a node that is better in every instance. */
    static String better(String text) {
        return text.replaceAll("priority \\d+ # own", "priority 250").replaceAll("state \\w+", "state MASTER");
    }

    private String write() {
        line("global_defs {\n    router_id lab\n    script_user root\n    enable_script_security");
        maybe(30, "    vrrp_garp_master_delay " + dice.between(1, 9));
        maybe(20, "    vrrp_garp_master_refresh " + dice.between(60, 90));
        line("}");
        if (dice.in(60)) {
            statics();
        }
        if (dice.in(70)) {
            group(1, dice.between(2, 3));
        }
        for (int number = 1; number <= INSTANCES; number++) {
            instance(number);
        }
        return text.toString();
    }

    private void statics() {
        line("static_ipaddress {");
        line("    10.90.1.1/24 dev " + dice.of(INTERFACES) + dice.of("", " brd +", " scope link", " label eth1:s"));
        maybe(50, "    10.90.2.1/32 dev lo" + dice.of("", " no_track"));
        maybe(50, "    10.90.3.1/25 dev eth1" + dice.of("", " brd -", " noprefixroute"));
        line("}");
        line("static_routes {");
        line("    198.18.1.0/24 dev eth1" + dice.of("", " metric 9", " scope link", " table 55"));
        maybe(50, "    blackhole 198.18.2.0/24" + dice.of("", " metric 7"));
        line("}");
        line("static_rules {");
        line("    from 10.91.0.0/16 table 55 priority 900");
        maybe(50, "    to 10.92.0.0/16 iif eth1 table 56 priority 901");
        line("}");
    }

    private void group(int first, int last) {
        List<String> members = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            members.add("VI_" + number);
        }
        line("vrrp_sync_group G {\n    group {\n        " + String.join("\n        ", members) + "\n    }");
        maybe(30, "    sync_group_tracking_weight");
        line("}");
    }

    private void instance(int number) {
        String device = dice.of(INTERFACES);
        int version = dice.between(2, 3);
        line("vrrp_instance VI_" + number + " {");
        line("    state " + dice.of("BACKUP", "BACKUP", "MASTER"));
        line("    interface " + device);
        line("    version " + version);
        line("    virtual_router_id " + (50 + number));
        line("    priority " + dice.between(2, 200) + " # own");
        line("    advert_int " + (version == 2 ? "1" : dice.of("0.5", "1")));
        maybe(20, "    garp_master_repeat " + dice.between(1, 4));
        maybe(20, "    dont_track_primary");
        // 2.2.7 counts the weight of a member of a group that it ignores (docs/use/compatibility.md).
        maybe(
                number == INSTANCES ? 40 : 0,
                "    track_interface {\n        lo weight " + dice.between(1, 20) + "\n    }");
        if (version == 2 && dice.in(40)) {
            line("    authentication {\n        auth_type PASS\n        auth_pass " + dice.of("abc", "12345678")
                    + "\n    }");
        }
        addresses(number, device);
        maybe(60, "    virtual_routes {" + routes(number, device) + "\n    }");
        maybe(60, "    virtual_rules {" + rules(number) + "\n    }");
        line("}");
    }

    private void addresses(int number, String device) {
        line("    virtual_ipaddress {");
        for (int i = 1, count = dice.between(1, 4); i <= count; i++) {
            line("        10." + number + "." + i + ".1" + options(device));
        }
        line("    }");
        if (dice.in(40)) {
            line("    virtual_ipaddress_excluded {");
            line("        10." + number + ".9.1" + options(device));
            maybe(40, "        fd00:" + number + "::1/" + dice.of("64", "128") + dice.of("", " dev eth1"));
            line("    }");
        }
    }

    private String options(String device) {
        String dev = dice.of("", "", " dev " + dice.of(INTERFACES));
        String owner = dev.isEmpty() ? device : dev.substring(5);
        return dice.of("", "/24", "/32", "/25")
                + dice.of("", "", " brd +", " brd -", " brd 10.1.255.255")
                + dev
                + dice.of("", "", " scope link", " scope host", " scope site")
                + dice.of("", "", " label " + owner + ":" + dice.between(1, 99))
                + dice.of("", "", " no_track", " noprefixroute", " preferred_lft 3600", " nodad", " home");
    }

    private String routes(int number, String device) {
        StringBuilder routes = new StringBuilder();
        for (int i = 1, count = dice.between(1, 4); i <= count; i++) {
            String network = "198.51." + (10 * number + i) + ".0/24";
            String gateway = device.equals("eth0") ? "10.77.0.7" : "10.78.0.7";
            routes.append("\n        ")
                    .append(
                            dice.of(
                                    network + " via " + gateway + " dev " + device,
                                    network + " dev " + dice.of(INTERFACES),
                                    "blackhole " + network,
                                    "unreachable " + network,
                                    network
                                            + " nexthop via 10.77.0.7 dev eth0 weight 2 nexthop via 10.78.0.9 dev eth1 weight 1"))
                    .append(dice.of("", " metric " + dice.between(1, 99)))
                    .append(dice.of("", "", " table " + dice.of("77", "100000", "main")))
                    .append(dice.of("", "", " no_track"));
        }
        return routes.toString();
    }

    private String rules(int number) {
        StringBuilder rules = new StringBuilder();
        for (int i = 1, count = dice.between(1, 3); i <= count; i++) {
            String network = "10." + (100 + number) + "." + i + ".0/24";
            rules.append("\n        ")
                    .append(dice.of("", "", "not "))
                    .append(dice.of("from ", "to "))
                    .append(network)
                    .append(dice.of("", " iif eth0", " fwmark 0x5/0xff", " tos 0x10"))
                    .append(dice.of(" table 77", " lookup main", " blackhole", " type prohibit"))
                    .append(" preference ")
                    .append(++preference);
        }
        return rules.toString();
    }

    private void maybe(int percent, String line) {
        if (dice.in(percent)) {
            line(line);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
