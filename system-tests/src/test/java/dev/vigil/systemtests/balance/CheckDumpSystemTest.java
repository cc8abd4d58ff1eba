package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dump of virtual servers and their checks, line by line beside that of keepalived 2.2.7. */
@LabTest
class CheckDumpSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String DUMP = "/run/lab/keepalived_check.data";

    private static final String CONFIG = """
            global_defs {
                router_id lab
                script_user root
                enable_script_security
            }
            track_file load {
                file /run/lab/load
            }
            virtual_server_group many {
                192.0.2.90 80
                192.0.2.91-93 81
                fwmark 7
            }
            virtual_server 192.0.2.80 80 {
                delay_loop 0.5
                warmup 0.1
                lvs_sched wrr
                lvs_method NAT
                protocol TCP
                persistence_timeout 60
                quorum 2
                hysteresis 1
                quorum_up "/usr/bin/true up"
                alpha
                omega
                sorry_server 127.0.0.99 80
                virtualhost www.example.com
                real_server 127.0.0.1 8001 {
                    weight 2
                    inhibit_on_failure
                    notify_down "/usr/bin/true a"
                    virtualhost rs.example
                    TCP_CHECK {
                        bindto 127.0.0.1
                        fwmark 3
                        connect_timeout 1
                        retry 0
                        log_all_failures
                    }
                }
                real_server 127.0.0.2 8001 {
                    HTTP_GET {
                        http_protocol 1.1
                        fast_recovery
                        url {
                            path /a
                            digest 9b3a0c85a887a256d6939da88aabd8cd
                            status_code 200
                        }
                        url {
                            path /b
                            virtualhost x.example
                        }
                        connect_timeout 1
                        connect_port 8002
                        retry 0
                    }
                    SSL_GET {
                        enable_sni
                        url {
                            path /
                            status_code 200-204
                        }
                        connect_timeout 1
                        retry 0
                    }
                }
                real_server 127.0.0.3 8001 {
                    MISC_CHECK {
                        misc_path "/usr/bin/false x"
                        misc_timeout 2
                        misc_dynamic
                    }
                    SMTP_CHECK {
                        helo_name lb
                        connect_timeout 1
                        retry 0
                    }
                    DNS_CHECK {
                        type A
                        name example.com
                        connect_timeout 1
                        retry 0
                    }
                    UDP_CHECK {
                        connect_timeout 1
                        retry 0
                        require_reply 0a
                        min_reply_length 1
                        max_reply_length 9
                    }
                    PING_CHECK {
                    }
                    FILE_CHECK {
                        track_file load
                        weight 2 reverse
                    }
                }
            }
            virtual_server fwmark 5 {
                lvs_sched rr
                lvs_method NAT
                real_server 127.0.0.5 0 {
                    PING_CHECK {
                        warmup 0.1
                    }
                }
            }
            virtual_server group many {
                lvs_sched sh
                sh-port
                lvs_method NAT
                protocol UDP
                real_server 127.0.0.6 80 {
                }
            }
            """;

    /**
     * Moments, counts of attempts, and what Vigil does not write: settings of a server that its checks have inherited, and the
     * library that keepalived was built with; docs/use/compatibility.md lists it.
     */
    private static final Pattern DIFFERENT = Pattern.compile(
            " System is compiled .*|   (connection timeout|delay_loop|Delay loop|Warmup) = [0-9.]+|   (Last ran|Retries iterations) = .*");

    private static List<String> topology(Node node) {
        List<String> lines = node.read(DUMP)
                .lines()
                .filter(line -> !DIFFERENT.matcher(line).matches())
                .toList();
        return lines.subList(lines.indexOf("------< LVS Topology >------"), lines.size());
    }

    private static Node node(Lab lab) {
        Node node = lab.node("a");
        node.write("/run/lab/load", "1\n");
        node.write("/run/lab/k.conf", CONFIG);
        node.write("/run/lab/vigil.conf", "lvs_backend nftables\n");
        return node;
    }

    private static List<String> ofKeepalived(Node node) {
        String source = Program.root()
                .resolve("system-tests/src/test/resources/ipvs-stand-in.c")
                .toString();
        node.must("gcc", "-O2", "-shared", "-fPIC", "-o", "/run/lab/stand-in.so", source, "-ldl");
        List<String> command = List.of(
                "env",
                "TMPDIR=/run/lab",
                "LD_PRELOAD=/run/lab/stand-in.so",
                "/usr/sbin/keepalived",
                "-n",
                "-l",
                "-C",
                "-f",
                "/run/lab/k.conf");
        Process process = node.spawn(node.newLog("keepalived"), command);
        List<String> last = settled(node, "kill -USR1 $(cat /run/keepalived.pid)");
        node.must("sh", "-c", "kill $(cat /run/keepalived.pid)");
        Await.until("its end", LIMIT, () -> !process.isAlive());
        node.delete(DUMP);
        return last;
    }

    /** The dump once every check has found out what there is to be found, and nothing of it changes any more. */
    private static List<String> settled(Node node, String asking) {
        Await.until("a process", LIMIT, () -> node.exec("sh", "-c", asking).exitCode() == 0 && node.exists(DUMP));
        Await.until("all failures", LIMIT, () -> {
            node.must("sh", "-c", asking);
            List<String> lines = topology(node);
            return lines.contains("   num failed checkers = 4")
                    && lines.contains("   num failed checkers = 2")
                    && lines.stream().noneMatch("   Has run = no"::equals);
        });
        return topology(node);
    }

    @Test
    @VigilPlays
    void theLinesAreKeepalivedsButForTheListedOnes(Lab lab) {
        Node node = node(lab);
        List<String> theirs = ofKeepalived(node);
        Daemon daemon = node.start(Program.VIGIL, CONFIG, "-C", "--vigil-config=/run/lab/vigil.conf");
        List<String> ours = settled(node, "kill -USR1 $(cat /run/keepalived.pid)");

        assertThat(ours).isEqualTo(theirs);
        assertThat(node.must("stat", "-c", "%a %U", DUMP)).isEqualTo("600 root\n");
        node.delete(DUMP);
        node.write("/run/lab/precious", "theirs\n");
        node.must("ln", "-s", "/run/lab/precious", DUMP);
        daemon.signal("USR1");
        daemon.awaitLog("write " + DUMP + " failed: it is a symbolic link and is left alone", LIMIT);
        assertThat(node.read("/run/lab/precious")).isEqualTo("theirs\n");
        daemon.terminate();
    }
}
