package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import io.avaje.json.mapper.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that signals ask for, as those who know keepalived's read them. */
@LabTest
class DumpSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String DATA = "/run/lab/keepalived.data";
    private static final String STATISTICS = "/run/lab/keepalived.stats";
    private static final String JSON = "/run/lab/keepalived.json";
    private static final String JSON_SIGNAL = "36";
    private static final String CLEARING_SIGNAL = "63";

    private static final String CONFIG = """
            global_defs {
                router_id lab
                script_user root
                enable_script_security
            }
            vrrp_script good {
                script "/run/lab/good.sh a 'b c'"
                interval 1
                timeout 3
                weight 10
                rise 1
                fall 1
            }
            vrrp_script bad {
                script /run/lab/bad.sh
                interval 1
                fall 1
            }
            vrrp_track_file number {
                file /run/lab/number
                weight 5 reverse
            }
            vrrp_track_process worker {
                process no-such-worker 1000 'a b'
                param_match initial
                quorum 2
                quorum_max 3
                terminate_delay 3
                weight 7
            }
            vrrp_track_process any {
                process no-such-worker
            }
            vrrp_sync_group G {
                group {
                    one
                }
                notify "/run/lab/good.sh group"
            }
            vrrp_instance one {
                interface eth0
                virtual_router_id 51
                priority 150
                garp_master_delay 2
                garp_lower_prio_repeat 3
                authentication {
                    auth_type PASS
                    auth_pass s3cret
                }
                virtual_ipaddress {
                    10.77.0.100/24
                    10.77.0.101 label eth0:v
                }
                virtual_ipaddress_excluded {
                    10.77.5.1/24
                }
                notify_master "/run/lab/good.sh master"
            }
            vrrp_instance two {
                interface eth0
                version 3
                virtual_router_id 52
                priority 90
                advert_int 0.5
                nopreempt
                unicast_src_ip 10.77.0.1
                unicast_ttl 9
                unicast_peer {
                    10.77.0.9
                }
                track_script {
                    good
                }
                track_file {
                    number weight 2
                }
                track_process {
                    worker
                }
                virtual_ipaddress {
                    10.77.0.102/24
                }
                notify_backup "/run/lab/good.sh" nobody
                smtp_alert
            }
            vrrp_instance three {
                interface eth0
                virtual_router_id 53
                track_script {
                    bad
                }
                track_interface {
                    lo weight 5
                }
                virtual_ipaddress {
                    10.77.0.103
                }
            }
            """;

    /** What moments, descriptors and secrets are, and what Vigil does not write; docs/use/compatibility.md lists it. */
    private static final Pattern DIFFERENT =
            Pattern.compile("   (Last transition|Read timeout|fd_in|Password|Flags|Using src_ip = \\(none).*");

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void theirReadersFindTheSameInBoth(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon daemon = startDumping(pair.a, row.master());

        assertThat(ExporterReader.data(pair.a.read(DATA)))
                .containsEntry("one State", "2")
                .containsEntry("one Wantstate", "2")
                .containsEntry("one Interface", "eth0")
                .containsEntry("one Virtual Router ID", "51")
                .containsEntry("one Gratuitous ARP delay", "2")
                .containsEntry("one virtual", "10.77.0.100/24 on eth0, 10.77.0.101 on eth0")
                .containsEntry("one excluded", "10.77.5.1/24 on eth0")
                .containsEntry("two State", "2")
                .containsEntry("two virtual", "10.77.0.102/24 on eth0")
                .containsEntry("three State", "3")
                .containsEntry("script good Status", "GOOD")
                .containsEntry("script good State", "idle")
                .containsEntry("script bad Status", "BAD");
        assertThat(ExporterReader.statistics(pair.a.read(STATISTICS)))
                .hasSize(3 * 14)
                .containsEntry("one Became master", 1L)
                .containsEntry("one Released master", 0L)
                .containsEntry("three Became master", 0L)
                .containsEntry("two Packet Errors Address List", 0L)
                .hasEntrySatisfying(
                        "one Advertisements Sent", sent -> assertThat(sent).isPositive());
        List<Object> instances = JsonMapper.builder().build().list().fromJson(pair.a.read(JSON));
        assertThat(instances).hasSize(3);
        assertThat(member(instances.getFirst(), "data"))
                .containsEntry("iname", "one")
                .containsEntry("ifp_ifname", "eth0")
                .containsKeys("state", "wantstate", "vrid", "garp_delay")
                .containsEntry(
                        "vips",
                        List.of(
                                "10.77.0.100/24 dev eth0 scope global set",
                                "10.77.0.101 dev eth0 scope global label eth0:v set"));
        assertThat(pair.a.must("stat", "-c", "%a %U", DATA, STATISTICS, JSON)).isEqualTo("600 root\n".repeat(3));
        daemon.terminate();
    }

    @Test
    @VigilPlays
    void theLinesAreKeepalivedsButForTheListedOnes(Lab lab) {
        Node node = lab.node("a");
        startDumping(node, Program.KEEPALIVED).terminate();
        String theirData = node.read(DATA);
        Map<String, Long> theirCounters = counters(node);
        List<Object> theirJson = json(node);
        Stream.of(DATA, STATISTICS, JSON).forEach(node::delete);
        startDumping(node, Program.VIGIL).terminate();

        assertThat(section(node.read(DATA), "VRRP Topology")).isEqualTo(section(theirData, "VRRP Topology"));
        for (String title : List.of("VRRP Track files", "VRRP Track processes")) {
            assertThat(section(node.read(DATA), title)).isNotEmpty().isEqualTo(section(theirData, title));
        }
        assertThat(section(node.read(DATA), "VRRP Sync groups")).isEqualTo(section(theirData, "VRRP Sync groups"));
        assertThat(section(node.read(DATA), "VRRP Scripts")).isEqualTo(section(theirData, "VRRP Scripts"));
        assertThat(section(theirData, "Global definitions"))
                .containsAll(section(node.read(DATA), "Global definitions"));
        assertThat(counters(node)).isEqualTo(theirCounters);
        assertThat(json(node)).isEqualTo(theirJson);
        assertThat(node.read(DATA) + node.read(JSON)).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void countersBeginAnewWhenTheyAreCleared(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon daemon = startDumping(pair.a, row.master());
        pair.a.delete(STATISTICS);
        daemon.signal(CLEARING_SIGNAL);
        Await.until("counters", LIMIT, () -> counters(pair.a).getOrDefault("one Became master", 0L) == 1);
        daemon.signal("USR2");
        Await.until("cleared ones", LIMIT, () -> counters(pair.a).getOrDefault("one Became master", 1L) == 0);
        daemon.terminate();
    }

    @Test
    @VigilPlays
    void whatStandsThereAndIsNotOursIsLeftAloneAndNamed(Lab lab) {
        Node node = lab.node("a");
        node.write("/run/lab/precious", "theirs\n");
        node.must("ln", "-s", "/run/lab/precious", DATA);
        node.write(JSON, "theirs\n");
        node.must("chown", "daemon", JSON);
        Daemon daemon = start(node, Program.VIGIL, CONFIG);
        daemon.awaitLog("\\(one\\) Entering MASTER STATE", LIMIT);
        Stream.of("USR1", JSON_SIGNAL, "USR2").forEach(daemon::signal);
        Await.until("the third", LIMIT, () -> node.exists(STATISTICS));

        daemon.awaitLog("write " + DATA + " failed: it is a symbolic link and is left alone", LIMIT);
        daemon.awaitLog("write " + JSON + " failed: it belongs to user \\d+ and is left alone", LIMIT);
        assertThat(node.read("/run/lab/precious")).isEqualTo("theirs\n");
        assertThat(node.read(JSON)).isEqualTo("theirs\n");
        assertThat(node.must("ls", "/run/lab")).doesNotContain(".new");
        daemon.terminate();
    }

    @Test
    @VigilPlays
    void dumpsGoWhereTheConfigurationSaysAndJsonHasTheLayoutThatIsAskedFor(Lab lab) {
        Node node = lab.node("a");
        node.must("mkdir", "/run/lab/dumps");
        Daemon daemon = start(node, Program.VIGIL, CONFIG.replaceFirst("router_id lab", """
                router_id lab
                    umask 0022
                    json_version 2
                    state_dump_file /run/lab/dumps/
                    stats_dump_file /run/lab/dumps/counters
                    json_dump_file /run/lab/dumps/all.json
                """));
        daemon.awaitLog("\\(one\\) Entering MASTER STATE", LIMIT);
        Stream.of("USR1", JSON_SIGNAL, "USR2").forEach(daemon::signal);
        Await.until(
                "the files",
                LIMIT,
                () -> node.must("ls", "/run/lab/dumps").lines().count() == 3);

        assertThat(node.must("stat", "-c", "%a %n", "/run/lab/dumps/all.json", "/run/lab/dumps/keepalived.data"))
                .isEqualTo("644 /run/lab/dumps/all.json\n644 /run/lab/dumps/keepalived.data\n");
        assertThat(ExporterReader.statistics(node.read("/run/lab/dumps/counters")))
                .isNotEmpty();
        Map<String, Object> all = JsonMapper.builder().build().fromJsonObject(node.read("/run/lab/dumps/all.json"));
        assertThat(all).containsOnlyKeys("vrrp", "track_process");
        assertThat(all.get("track_process").toString())
                .startsWith("[{process=no-such-worker, parameters=1000 'a b', param_match=initial, min_processes=2,"
                        + " max_processes=3, current_processes=0, have_quorum=false, weight=7, terminate_delay=3");
        daemon.terminate();
    }

    /** Starts a daemon, and asks for all dumps when every instance is where it stays. */
    private static Daemon startDumping(Node node, Program program) {
        Daemon daemon = start(node, program, CONFIG);
        daemon.awaitLog("\\(one\\) Entering MASTER STATE", LIMIT);
        daemon.awaitLog("\\(two\\) Entering MASTER STATE", LIMIT);
        daemon.awaitLog("VRRP_Script\\(bad\\) failed", LIMIT);
        daemon.awaitLog("VRRP_Script\\(good\\) succeeded", LIMIT);
        Await.until("the address", LIMIT, () -> node.holds("10.77.0.102"));
        Stream.of("USR1", "USR2", JSON_SIGNAL).forEach(daemon::signal);
        Stream.of(DATA, STATISTICS, JSON)
                .forEach(file -> Await.until(file, LIMIT, () -> !node.read(file).isEmpty()));
        // keepalived writes two of the three in place.
        Await.settled(
                "whole files",
                LIMIT,
                Duration.ofMillis(400),
                () -> node.read(DATA).contains("VRRP Scripts"));
        return daemon;
    }

    private static Daemon start(Node node, Program program, String config) {
        node.script("good.sh", "exit 0\n");
        node.script("bad.sh", "exit 1\n");
        node.write("/run/lab/number", "4\n");
        return node.start(program, config);
    }

    private static List<String> section(String dump, String title) {
        return dump.lines()
                .dropWhile(line -> !line.equals("------< " + title + " >------"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("------<"))
                .filter(line -> !DIFFERENT.matcher(line).matches())
                .map(line -> line.equals("     Using unicast") ? "" : line)
                .toList();
    }

    /** All counters but the one that depends on when it is looked at. */
    private static Map<String, Long> counters(Node node) {
        Map<String, Long> counters = new TreeMap<>(ExporterReader.statistics(node.read(STATISTICS)));
        counters.keySet().removeIf(name -> name.endsWith("Advertisements Sent"));
        return counters;
    }

    /** Every instance without moments and secrets, and without the processes that it tracks: 2.2.7 does not list those. */
    private static List<Object> json(Node node) {
        List<Object> instances = JsonMapper.builder().build().list().fromJson(node.read(JSON));
        for (Object instance : instances) {
            member(instance, "data").keySet().removeAll(List.of("last_transition", "auth_data", "track_process"));
            member(instance, "stats").remove("advert_sent");
        }
        return instances;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Object instance, String name) {
        return (Map<String, Object>) ((Map<String, Object>) instance).get(name);
    }
}
