package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks against the servers that people run: nginx, haproxy, dnsmasq and aiosmtpd, seen to come and to go by Vigil and by
 * keepalived at the same time. keepalived has a stand-in for IPVS, so that this needs no kernel with it.
 */
@LabTest
class RealServersSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path STAND_IN = Program.root().resolve("system-tests/src/test/resources/ipvs-stand-in.c");

    private static final String NGINX = """
            user root;
            pid /run/lab/nginx.pid;
            worker_processes 1;
            error_log /run/lab/error.log;
            events { }
            http {
                access_log off;
                server {
                    listen 10.77.0.21:80;
                    location / { return 200 "well\\n"; }
                }
                server {
                    listen 10.77.0.21:443 ssl;
                    ssl_certificate /run/lab/server.pem;
                    ssl_certificate_key /run/lab/server.key;
                    ssl_client_certificate /run/lab/client.pem;
                    ssl_verify_client on;
                    location / { return 200 "$ssl_client_s_dn\\n"; }
                }
            }
            """;

    private static final String HAPROXY = """
            global
                pidfile /run/lab/haproxy.pid
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            frontend web
                bind 10.77.0.22:80
                http-request return status 204
            """;

    /** Each on an address of its own. */
    private static final String SERVICES = service(
                    1,
                    21,
                    80,
                    "TCP",
                    "HTTP_GET {\nurl {\npath /\n" + "digest 1b42a11f5f647e53d20da8c8f57a9f02\nstatus_code 200\n}\n%s}")
            + service(2, 21, 443, "TCP", "SSL_GET {\nurl {\npath /\nstatus_code 200\n}\n%s}")
            + service(3, 22, 80, "TCP", "HTTP_GET {\nurl {\npath /\nstatus_code 204\n}\n%s}")
            + service(4, 22, 80, "TCP", "TCP_CHECK {\n%s}")
            + service(5, 23, 53, "UDP", "DNS_CHECK {\ntype A\nname host.example.\n%s}")
            + service(6, 24, 25, "TCP", "SMTP_CHECK {\nhelo_name lb.example\n%s}");

    private static final Set<String> ALL = Set.of(
            "[10.77.0.21]:tcp:80 1",
            "[10.77.0.21]:tcp:443 2",
            "[10.77.0.22]:tcp:80 3",
            "[10.77.0.22]:tcp:80 4",
            "[10.77.0.23]:udp:53 5",
            "[10.77.0.24]:tcp:25 6");

    private static String service(int number, int host, int port, String protocol, String check) {
        return """
                virtual_server 10.77.0.20%d 99 {
                    delay_loop 1
                    lvs_sched rr
                    lvs_method NAT
                    protocol %s
                    alpha
                    real_server 10.77.0.%d %d {
                        %s
                    }
                }
                """.formatted(
                        number,
                        protocol,
                        host,
                        port,
                        check.formatted("connect_timeout 1\nretry 0\ndelay_before_retry 0\nwarmup 0\n"));
    }

    private static void certificate(Node node, String name) {
        node.must(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                "/run/lab/" + name + ".key",
                "-out",
                "/run/lab/" + name + ".pem");
    }

    private static void serve(Node node) {
        for (int host = 21; host <= 24; host++) {
            node.must("ip", "addr", "add", "10.77.0." + host + "/24", "dev", "eth0");
        }
        certificate(node, "server");
        node.write("/run/lab/nginx.conf", NGINX);
        node.write("/run/lab/haproxy.cfg", HAPROXY);
        spawn(node, "nginx", "-c", "/run/lab/nginx.conf", "-g", "daemon off;");
        spawn(node, "haproxy", "-db", "-f", "/run/lab/haproxy.cfg");
        String answer = "--address=/host.example/192.0.2.1";
        spawn(node, "dnsmasq", "-k", "-R", "-h", "-C", "/dev/null", "-z", "-a", "10.77.0.23", "-u", "root", answer);
        spawn(node, "aiosmtpd", "-n", "-l", "10.77.0.24:25");
    }

    private static void spawn(Node node, String... command) {
        Process _ = node.spawn(node.newLog(command[0]), List.of(command));
    }

    /** The servers that a log says this of last, each with the number of its service. */
    private static Set<String> told(String log, String what) {
        return log.lines()
                .filter(line -> line.contains(what + " service ["))
                .map(line -> line.replaceAll(".*service (\\S+) (?:to|from) VS \\[10.77.0.20(\\d)\\].*", "$1 $2"))
                .collect(Collectors.toSet());
    }

    private static void awaitBoth(String what, Supplier<String> ours, Supplier<String> theirs) {
        Await.until("keepalived: " + what, LIMIT, () -> told(theirs.get(), what).equals(ALL));
        Await.until("Vigil: " + what, LIMIT, () -> told(ours.get(), what).equals(ALL));
    }

    @Test
    @VigilPlays
    void eachIsSeenToComeAndToGo(Lab lab) {
        Node ours = lab.node("ours");
        Node theirs = lab.node("theirs");
        Node servers = lab.node("servers");
        certificate(ours, "client");
        for (Node node : List.of(theirs, servers)) {
            node.write("/run/lab/client.pem", ours.read("/run/lab/client.pem"));
            node.write("/run/lab/client.key", ours.read("/run/lab/client.key"));
        }
        serve(servers);
        String config = """
                global_defs {
                    checker_process_name ha_check
                    checker_priority 3
                }
                SSL {
                    certificate /run/lab/client.pem
                    key /run/lab/client.key
                }
                """ + SERVICES;

        theirs.write("/run/lab/k.conf", config);
        theirs.must("cc", "-O2", "-shared", "-fPIC", "-o", "/run/lab/standin.so", STAND_IN.toString(), "-ldl");
        Path log = theirs.newLog("keepalived");
        Process keepalived = theirs.spawn(
                log,
                List.of(
                        "env",
                        "LD_PRELOAD=/run/lab/standin.so",
                        "keepalived",
                        "-n",
                        "-l",
                        "-D",
                        "-C",
                        "-f",
                        "/run/lab/k.conf"));
        lab.atEnd(keepalived::destroy);
        ours.write("/run/lab/vigil.conf", "lvs_backend nftables\n");
        var vigil = ours.start(Program.VIGIL, config, "-C", "--vigil-config=/run/lab/vigil.conf");

        awaitBoth("Adding", vigil::log, () -> String.join("\n", theirs.logLines(log)));
        for (Node node : List.of(ours, theirs)) {
            assertThat(node.must("ps", "-eLo", "comm,ni")).containsPattern("ha_check +3\n");
            assertThat(node.read("/run/checkers.pid")).matches("\\d+\n");
        }
        // In the namespace of that host, where nothing else has these names.
        servers.must("pkill", "-x", "nginx|haproxy|dnsmasq|aiosmtpd");
        awaitBoth("Removing", vigil::log, () -> String.join("\n", theirs.logLines(log)));
        assertThat(vigil.terminate().code()).isZero();
        assertThat(ours.exists("/run/checkers.pid")).isFalse();
    }
}
