package dev.vigil.systemtests.balance;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A director without IPVS between clients and nginx on hosts of their own. */
final class BalanceSite {
    static final String VIP = "10.77.0.100";
    static final String VIP6 = "fd77::100";
    static final List<String> SERVERS = List.of("s1", "s2", "s3");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    static final String OWN = "--vigil-config=/run/lab/vigil.conf";

    /** What comes before virtual servers. */
    static final String INSTANCE = """
            vrrp_instance VI_1 {
                state MASTER
                interface eth0
                virtual_router_id 51
                priority 150
                advert_int 0.3
                version 3
                virtual_ipaddress {
                    %s/24
                }
                virtual_ipaddress_excluded {
                    %s/64
                }
            }
            """.formatted(VIP, VIP6);

    final Node client;
    final Node director;
    final Map<String, Node> servers = new HashMap<>();

    BalanceSite(Lab lab) {
        client = lab.dualStackNode("client");
        director = lab.dualStackNode("director");
        director.must("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        for (int number = 1; number <= SERVERS.size(); number++) {
            server(lab, number);
        }
        director.write("/run/lab/vigil.conf", "lvs_backend nftables\n");
    }

    /** Its only way to clients is through the director. */
    private void server(Lab lab, int number) {
        String name = SERVERS.get(number - 1);
        Node server = lab.dualStackNode(name, "10.79.0." + number + "/24");
        servers.put(name, server);
        director.addCableTo(server, name);
        director.must("ip", "addr", "add", "10.78." + number + ".1/24", "dev", name);
        director.must("ip", "addr", "add", "fd78:" + number + "::1/64", "dev", name, "nodad");
        server.must("ip", "addr", "add", "10.78." + number + ".2/24", "dev", name);
        server.must("ip", "addr", "add", "fd78:" + number + "::2/64", "dev", name, "nodad");
        server.must("ip", "route", "add", "default", "via", "10.78." + number + ".1");
        server.must("ip", "route", "add", "default", "via", "fd78:" + number + "::1");
        server.write("/run/lab/nginx.conf", nginx(name));
        server.must("nginx", "-c", "/run/lab/nginx.conf");
    }

    private static String nginx(String name) {
        return """
                user root;
                pid /run/lab/nginx.pid;
                worker_processes 1;
                error_log /run/lab/error.log;
                events { }
                http {
                    access_log off;
                    keepalive_requests 100000;
                    server {
                        listen 80;
                        listen [::]:80;
                        location / { return 200 "%s\\n"; }
                    }
                    server {
                        listen 8082;
                        location / { return 200 "sorry\\n"; }
                    }
                }
                """.formatted(name);
    }

    Daemon start(String servers) {
        Daemon daemon = director.start(Program.VIGIL, INSTANCE + servers, OWN);
        Await.until("the address of the service", LIMIT, () -> director.holds(VIP));
        return daemon;
    }

    /** Who answers so many new connections, one after the other. */
    Map<String, Long> ask(String address, int port, int count) {
        String url = "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + "/";
        String said = client.must(
                "sh", "-c", "for i in $(seq " + count + "); do curl -s -m 2 '" + url + "' || echo nobody; done");
        Map<String, Long> answers = new HashMap<>();
        said.lines().forEach(line -> answers.merge(line, 1L, Long::sum));
        return answers;
    }

    String table() {
        return director.must("nft", "list", "ruleset");
    }

    void awaitAnswers(int port, String... from) {
        Await.until(
                "answers of " + List.of(from),
                LIMIT,
                () -> ask(VIP, port, 6).keySet().equals(Set.of(from)));
    }

    static String service(String key, String options, String... servers) {
        StringBuilder text =
                new StringBuilder("virtual_server " + key + " {\n    lvs_method NAT\n    delay_loop 0.5\n");
        text.append(options).append('\n');
        Stream.of(servers).forEach(text::append);
        return text.append("}\n").toString();
    }

    static String server(int number, int weight) {
        return server("10.78." + number + ".2", weight);
    }

    static String server(String address, int weight) {
        return """
                real_server %s 80 {
                    weight %d
                    TCP_CHECK {
                        connect_timeout 1
                        retry 0
                        warmup 0
                    }
                }
                """.formatted(address, weight);
    }
}
