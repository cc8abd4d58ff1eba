package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BACKUP, MASTER, FAULT, BACKUP, MASTER and the end, as scripts and a FIFO are told of them. */
@LabTest
class NotificationSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** A script that appends its arguments, each in brackets, as one line. */
    private static final String RECORDER = """
            line=
            for argument in "$@"; do line="$line[$argument]"; done
            echo "$line" >> /run/lab/notified
            """;

    private static final List<String> SPECIFIC =
            List.of("[backup][it is so]", "[master]", "[fault]", "[backup][it is so]", "[master]", "[stop]");

    private static final List<String> GENERIC = List.of(
            "[any][INSTANCE][VI_1][BACKUP][150]",
            "[any][INSTANCE][VI_1][MASTER][150]",
            "[any][INSTANCE][VI_1][FAULT][150]",
            "[any][INSTANCE][VI_1][BACKUP][150]",
            "[any][INSTANCE][VI_1][MASTER][150]",
            "[any][INSTANCE][VI_1][STOP][150]");

    private static final List<String> FIFO = List.of(
            "INSTANCE \"VI_1\" BACKUP 150",
            "INSTANCE \"VI_1\" MASTER 150",
            "INSTANCE \"VI_1\" FAULT 150",
            "INSTANCE \"VI_1\" BACKUP 150",
            "INSTANCE \"VI_1\" MASTER 150",
            "INSTANCE \"VI_1\" STOP 150");

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void scriptsAndTheFifoHearEveryStateWithExactlyTheirArguments(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        String record = pair.a.script("record.sh", RECORDER);
        String check = pair.a.script("check.sh", "test ! -e /run/lab/broken\n");
        pair.withSettingsA(text -> text.trackedScript(check, 0)
                .block("global_defs {\n    vrrp_notify_fifo /run/lab/fifo\n}\n")
                .line("notify_master \"" + record + " master\"")
                .line("notify_backup \"" + record + " backup 'it is so'\"")
                .line("notify_fault \"" + record + " fault\"")
                .line("notify_stop \"" + record + " stop\"")
                .line("notify \"" + record + " any\""));
        Daemon daemon = pair.startA();
        Path fifoLog = pair.a.newLog("fifo");
        Await.until("the FIFO", LIMIT, () -> pair.a.exists("/run/lab/fifo"));
        pair.a.spawn(fifoLog, List.of("cat", "/run/lab/fifo"));

        awaitLines(pair, 4);
        pair.a.write("/run/lab/broken", "");
        awaitLines(pair, 6);
        pair.a.delete("/run/lab/broken");
        awaitLines(pair, 10);
        daemon.terminate();
        awaitLines(pair, 12);

        List<String> lines = lines(pair);
        assertThat(lines.stream().filter(line -> !line.startsWith("[any]"))).containsExactlyElementsOf(SPECIFIC);
        assertThat(lines.stream().filter(line -> line.startsWith("[any]"))).containsExactlyElementsOf(GENERIC);
        Await.until("the last line", LIMIT, () -> pair.a.logLines(fifoLog).size() >= FIFO.size());
        assertThat(pair.a.logLines(fifoLog)).containsExactlyElementsOf(FIFO);
        if (row.master() == Program.VIGIL) {
            assertSpecificFirst(lines);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aGroupOfOneTracksForItsMemberAndIsToldTheSame(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        String record = pair.a.script("record.sh", RECORDER);
        String check = pair.a.script("check.sh", "test ! -e /run/lab/broken\n");
        pair.withSettingsA(text -> text.block("""
                vrrp_script check {
                    script "%s"
                    interval 1
                    fall 1
                    rise 1
                }
                vrrp_sync_group G {
                    group {
                        VI_1
                    }
                    track_script {
                        check
                    }
                    notify "%s any"
                }
                """.formatted(check, record)));
        Daemon daemon = pair.startA();
        awaitLines(pair, 2);
        pair.a.write("/run/lab/broken", "");
        awaitLines(pair, 3);
        daemon.terminate();
        awaitLines(pair, 4);

        assertThat(lines(pair))
                .containsExactly(
                        "[any][GROUP][G][BACKUP][0]",
                        "[any][GROUP][G][MASTER][0]",
                        "[any][GROUP][G][FAULT][0]",
                        "[any][GROUP][G][STOP][0]");
        assertThat(daemon.log()).contains("VRRP_Group(G) Syncing instances to MASTER state");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void everyScriptRunsAsTheConfiguredUserFromTheFirstOneOn(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.a.must("mkdir", "-m", "777", "/run/lab/open");
        String who = pair.a.script("who.sh", "id -un >> /run/lab/open/users\n");
        pair.withSettingsA(
                text -> text.block("global_defs {\n    script_user nobody\n}\n").line("notify " + who));
        pair.startMasterAlone();

        Await.until(
                "two notifications",
                LIMIT,
                () -> pair.a.read("/run/lab/open/users").lines().count() == 2);
        assertThat(pair.a.read("/run/lab/open/users").lines()).containsOnly("nobody");
    }

    /** keepalived starts the scripts of one change side by side; Vigil runs the specific one first. */
    private static void assertSpecificFirst(List<String> lines) {
        for (int i = 0; i < SPECIFIC.size(); i++) {
            assertThat(lines.subList(2 * i, 2 * i + 2)).containsExactly(SPECIFIC.get(i), GENERIC.get(i));
        }
    }

    private static void awaitLines(Pair pair, int count) {
        Await.until(count + " notifications", LIMIT, () -> lines(pair).size() >= count);
    }

    private static List<String> lines(Pair pair) {
        return pair.a.read("/run/lab/notified").lines().toList();
    }
}
