package dev.vigil.systemtests.situations;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A node with Vigil, its configuration as text, and what its commands answer. */
final class Situation {
    static final String VIP = "10.77.0.100";
    static final Duration LIMIT = Duration.ofSeconds(40);

    /** What a state means as the exit code of {@code vigil status}. */
    static final int MASTER = 0;

    static final int BACKUP = 1;
    static final int FAULT = 2;

    private static final int STORM_ADDRESSES = 2500;

    final Node node;

    Situation(Lab lab, String name) {
        this(lab.node(name));
    }

    Situation(Node node) {
        this.node = node;
    }

    /** A file with one instance called gw, of VRID 31 and with the usual address. */
    static String gateway(int priority, String... lines) {
        return instance("gw", 31, priority, VIP + "/24", lines);
    }

    /** An instance in a file that lets scripts run as root. */
    static String instance(String name, int vrid, int priority, String addresses, String... lines) {
        return """
                global_defs {
                    script_user root
                }
                """ + more(name, vrid, priority, addresses, lines);
    }

    /** One more instance of a file. */
    static String more(String name, int vrid, int priority, String addresses, String... lines) {
        boolean elsewhere = Stream.of(lines).anyMatch(line -> line.startsWith("interface "));
        return """
                vrrp_instance %s {
                    %s
                    virtual_router_id %d
                    priority %d
                    advert_int 1
                    %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(
                        name,
                        elsewhere ? "" : "interface eth0",
                        vrid,
                        priority,
                        String.join("\n    ", lines),
                        addresses.replace(", ", "\n        "));
    }

    Daemon start(String config) {
        return node.start(Program.VIGIL, config);
    }

    Daemon startMaster(String config) {
        Daemon daemon = start(config);
        awaitHeld(VIP);
        return daemon;
    }

    Shell.Outcome vigil(String... arguments) {
        return node.exec(Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Asks for a reload of another configuration by the command, which waits for its end. */
    Shell.Outcome reload(String config) {
        write(config);
        return vigil("reload");
    }

    void write(String config) {
        node.write(configFile(), config);
    }

    String configFile() {
        return "/run/lab/" + node.name() + ".conf";
    }

    /** What {@code vigil check --host} says about a file. */
    Shell.Outcome checkHost(String config) {
        node.write("/run/lab/checked.conf", config);
        return vigil("check", "--host", "/run/lab/checked.conf");
    }

    /** Everything that somebody who looks can read: status in both forms, and why. */
    String told() {
        return vigil("status").output()
                + vigil("status", "--json").output()
                + vigil("why").output();
    }

    int state(String instance) {
        return vigil("status", instance).exitCode();
    }

    void awaitState(String instance, int state) {
        Await.until(instance + " has state " + state, LIMIT, () -> state(instance) == state);
    }

    void awaitHeld(String address) {
        Await.until(address + " on " + node.name(), LIMIT, () -> node.holds(address));
    }

    /** A link beside the network whose addresses nobody asks for. */
    void addQuietLink(String name) {
        node.must("ip", "link", "add", name, "type", "veth", "peer", "name", name + "p");
        node.must("ip", "link", "set", name, "up");
        node.must("ip", "link", "set", name + "p", "up");
    }

    /** Adds and removes thousands of addresses, twice: more events than a socket's buffer holds. */
    void storm(String link) {
        node.write("/run/lab/add", lines("addr add", link));
        node.write("/run/lab/del", lines("addr del", link));
        for (int i = 0; i < 2; i++) {
            node.must("ip", "-batch", "/run/lab/add");
            node.must("ip", "-batch", "/run/lab/del");
        }
    }

    private static String lines(String action, String link) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, STORM_ADDRESSES)
                .forEach(number -> text.append(action)
                        .append(" 10.99.")
                        .append(number / 250)
                        .append('.')
                        .append(number % 250 + 1)
                        .append("/32 dev ")
                        .append(link)
                        .append('\n'));
        return text.toString();
    }
}
