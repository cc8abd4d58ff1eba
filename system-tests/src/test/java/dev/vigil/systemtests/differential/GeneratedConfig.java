package dev.vigil.systemtests.differential;

import dev.vigil.config.keyword.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A configuration of scripts and instances that a seed decides. Every keyword is one that Vigil supports and Debian's
 * keepalived knows; most lines are drawn from the keyword table, the others need names and addresses that exist. Values may
 * be wrong for the context, such as {@code nopreempt} beside {@code state MASTER}.
 */
final class GeneratedConfig {
    private static final List<String> INTERFACES = List.of("eth0", "eth1");

    private final Dice dice;
    private final DrawnLines lines;
    private final int instanceCount;
    private final List<String> scripts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    /** The instances that may be address owners and track an interface by weight: see docs/use/compatibility.md. */
    private final Set<Integer> unfit = new HashSet<>();

    private int nextAddress;

    private GeneratedConfig(Dice dice, int instanceCount) {
        this.dice = dice;
        this.lines = new DrawnLines(dice);
        this.instanceCount = instanceCount;
    }

    /** The text for a seed, with so many instances. */
    static String text(RandomGenerator random, int instanceCount) {
        return new GeneratedConfig(new Dice(random), instanceCount).write();
    }

    private String write() {
        globals();
        line("$PREFIX=10");
        line("$ADVERT=advert_int " + dice.between(1, 9));
        continued();
        for (int i = 1; i <= 6; i++) {
            script("script_" + i);
        }
        for (int i = 1; i <= instanceCount; i++) {
            instance(i);
        }
        for (int i = 1; i + 1 <= instanceCount; i += dice.between(2, 6)) {
            if (!unfit.contains(i) && !unfit.contains(i + 1)) {
                group(i);
            }
        }
        return text.toString();
    }

    /** A definition of several lines, with comments, blank lines and quotes in it. */
    private void continued() {
        line("$LINES= \\");
        line("    garp_master_repeat " + dice.between(1, 9) + dice.of("\\", " \\", "  # so many \\"));
        maybe(50, "    # a comment \\");
        maybe(50, "    ! another");
        maybe(50, "    down_timer_adverts " + dice.between(2, 9) + " \\");
        line("    garp_lower_prio_repeat \"" + dice.between(1, 9) + "\"");
        line("");
    }

    private void globals() {
        line("global_defs {");
        line("    router_id node-" + dice.between(1, 99));
        line("    script_user root");
        line("    enable_script_security");
        maybe(30, "    vrrp_min_garp" + dice.toggle());
        drawn(Block.GLOBAL_DEFS, 40);
        maybe(20, "    vrrp_garp_interval 0.00" + dice.between(1, 9));
        maybe(20, "    vrrp_gna_interval 0.00" + dice.between(1, 9));
        maybe(20, "    umask " + dice.of("0022", "0077", "0177", "IRWXO|IWGRP"));
        maybe(20, "    vrrp_mcast_group4 224.0.1." + dice.between(1, 200));
        line("}");
    }

    private String command() {
        return dice.of(
                "/usr/bin/true",
                "\"/usr/bin/true a b\"",
                "\"/usr/bin/true 'a b' c\"",
                "'/usr/bin/true a b'",
                "'/usr/bin/true'",
                "\"/usr/bin/true a\\x41 c\"",
                "\"</dev/null\"",
                "</dev/null");
    }

    private void script(String name) {
        scripts.add(name);
        line("vrrp_script " + name + " {");
        line("    script " + command());
        maybe(10, "    script " + command());
        maybe(70, "    interval " + dice.of(1, 2, 30));
        maybe(50, "    timeout " + dice.of(1, 2, 7));
        maybe(30, "    user " + dice.of("nobody", "nobody nogroup", "root"));
        drawn(Block.VRRP_SCRIPT, 50);
        line("}");
    }

    /** Two instances that follow each other; their weights are changed by that. */
    private void group(int first) {
        line("vrrp_sync_group G_" + first + dice.of(" {", "\n{", "{ # members"));
        line("    group {");
        line("        " + name(first) + dice.of("\n        ", " ") + name(first + 1));
        line("    }");
        maybe(30, "    sync_group_tracking_weight");
        maybe(20, "    notify_master \"/usr/bin/true group\"");
        line("}");
    }

    /** Every seventh instance has a blank in its name. */
    private static String name(int number) {
        return number % 7 == 0 ? "\"VI " + number + "\"" : "VI_" + number;
    }

    private void instance(int number) {
        String device = INTERFACES.get(number % 2);
        int begin = text.length();
        line("vrrp_instance " + name(number) + dice.of(" {", " {", "{", "\n{", " { ! " + number));
        line("    interface " + device);
        line("    virtual_router_id " + (number + 1) / 2);
        drawn(Block.VRRP_INSTANCE, 25);
        conditions();
        transport(device);
        tracking();
        notifications();
        addresses(device);
        line("}");
        String body = text.substring(begin);
        if (body.contains("track_interface") && (body.contains("MASTER") || body.contains("255"))) {
            unfit.add(number);
        }
    }

    private void conditions() {
        maybe(5, "    $ADVERT");
        maybe(5, "    $LINES");
        maybe(5, "    ${LINES}");
        maybe(10, "@first advert_int 3");
        maybe(10, "@^first advert_int 4");
    }

    private void transport(String device) {
        String network = device.equals("eth0") ? "10.255.1." : "10.255.2.";
        if (dice.in(30)) {
            maybe(50, "    unicast_src_ip " + network + "1" + length());
            line("    unicast_peer {");
            int peerCount = dice.between(1, 3);
            for (int i = 0; i < peerCount; i++) {
                line("        " + network + (10 + i) + length()
                        + dice.of("", "", " min_ttl 20", " min_ttl 20 max_ttl 64"));
            }
            line("    }");
            maybe(30, "    unicast_ttl " + dice.between(1, 255));
            maybe(30, "    check_unicast_src");
        } else {
            maybe(20, "    mcast_src_ip " + network + "1" + length());
            maybe(10, "    mcast_dst_ip 224.0.1." + dice.between(201, 250) + length());
        }
        if (dice.in(30)) {
            line("    authentication {");
            maybe(5, "        auth_type AH");
            line("        auth_type PASS");
            maybe(5, "        auth_type AH");
            maybe(5, "        auth_type pass");
            line("        auth_pass " + dice.of("abc", "longer-than-eight", "12345678"));
            line("    }");
        }
    }

    /** What means nothing after an address without a network. */
    private String length() {
        return dice.of("", "", "", "/24", "/99", "/foo");
    }

    private void tracking() {
        if (dice.in(40)) {
            line("    track_script {");
            int trackedCount = dice.between(1, 2);
            for (int i = 0; i < trackedCount; i++) {
                line("        " + scripts.get(dice.between(3 * i, 3 * i + 2)) + weight());
            }
            line("    }");
        }
        if (dice.in(30)) {
            line("    track_interface {");
            line("        " + dice.of("lo", "eth0", "eth1") + weight());
            line("    }");
        }
    }

    private String weight() {
        return dice.in(50) ? "" : " weight " + dice.between(-60, 60) + dice.of("", "", " reverse");
    }

    private void notifications() {
        maybe(15, "    notify_master \"/usr/bin/true master $PREFIX \"");
        maybe(15, "    notify_backup /usr/bin/true nobody");
        maybe(15, "    notify_fault \"/usr/bin/true fault\" nobody nogroup");
        maybe(15, "    notify \"/usr/bin/true any\"");
        maybe(5, "    notify_master '/usr/bin/true another'");
        maybe(5, "    notify_backup \"/usr/bin/true another\"");
        maybe(5, "    notify_fault /usr/bin/true");
        maybe(5, "    notify \"/usr/bin/true another\" nobody");
    }

    private void addresses(String device) {
        line("    virtual_ipaddress {");
        int first = ++nextAddress;
        switch (dice.between(1, 4)) {
            case 1 -> line("        " + sequence(dice.between(1, 4)) + " ${PREFIX}.1." + first + ".${N}/24");
            case 2 ->
                line("        " + dice.of("~LST(N, 7, 3, 11)", "~LST(N,7,3,11)", "~LST( N, 7 , 3,  11 )") + " 10.1."
                        + first + ".${N}" + dice.of("", "/32", "/24"));
            default -> {
                // The options below may lead to an address that is left out, and an instance needs one.
                line("        10.1." + first + ".99");
                int addressCount = dice.between(1, 4);
                for (int i = 1; i <= addressCount; i++) {
                    line("        10.1." + first + "." + i + addressOptions(device));
                }
            }
        }
        line("    }");
        if (dice.in(20)) {
            line("    virtual_ipaddress_excluded {");
            line("        10.2." + first + ".1" + addressOptions(device));
            line("    }");
        }
    }

    private String sequence(int end) {
        return dice.of(
                "~SEQ(N, 1, " + end + ")",
                "~SEQ(N,1," + end + ")",
                "~SEQ(N, " + end + ")",
                "~SEQ( N , 1 , " + end + " )",
                "~SEQ(N, 1, 2, " + (end + 2) + ")",
                "~SEQ(N," + end + ", 1)",
                "~SEQx(N, 1, " + end + ")");
    }

    /** Now and then an option that is none, one twice, or one whose value is none. */
    private String oddOption() {
        return dice.in(90)
                ? ""
                : dice.of(
                        " foo",
                        " foo bar",
                        " brd 10.1.255.255/16",
                        " brd nowhere",
                        " scope foo",
                        " dev",
                        " scope host scope link",
                        " peer 10.9.9.9/24",
                        " 10.9.9.8/24");
    }

    private String addressOptions(String device) {
        String dev = dice.of("", "", " dev " + dice.of(INTERFACES));
        String owner = dev.isEmpty() ? device : dev.substring(5);
        return dice.of("", "/24", "/32", "/16")
                + dice.of("", "", " brd +", " brd -", " brd 10.1.255.255")
                + dev
                + dice.of("", "", " scope link", " scope global", " scope host")
                + dice.of("", "", " label " + owner + ":" + dice.between(1, 99))
                + dice.of("", "", "", " no_track")
                + oddOption();
    }

    private void drawn(Block block, int percent) {
        lines.of(block, percent).forEach(drawn -> line("    " + drawn));
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
