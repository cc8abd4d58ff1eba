package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FIFOs and the programs that are started to read them, beside keepalived. */
@LabTest
class FifoSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** A reader that writes its arguments, every line and its end; it outlives the request to end, as lines may follow. */
    private static final String READER = """
            import os, signal, sys
            log = open("/run/lab/heard", "a", buffering=1)
            signal.signal(signal.SIGTERM, lambda *_: None)
            log.write("reader " + " ".join(sys.argv[1:]) + "\\n")
            with open(sys.argv[-1]) as fifo:
                for line in fifo:
                    log.write(line)
            log.write("end\\n")
            """;

    private static final String FIFOS = """
            global_defs {
                notify_fifo /run/lab/all nobody
                notify_fifo_script "/run/lab/reader one 'two words'"
                vrrp_notify_fifo /run/lab/vrrp
                vrrp_notify_priority_changes
                %s
            }
            vrrp_sync_group G {
                group {
                    VI_1
                }
            }
            """;

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void theReaderHearsEveryChangeAndIsStartedAnewByAReload(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        writeReader(pair);
        pair.withSettingsA(text -> text.block(FIFOS.formatted("")));
        Daemon daemon = pair.startA();
        awaitHeard(pair, "INSTANCE \"VI_1\" MASTER 150");
        assertThat(pair.a.must("stat", "-c", "%F %U %a", "/run/lab/all")).isEqualTo("fifo nobody 600\n");
        assertThat(pair.a.must("stat", "-c", "%F %U %a", "/run/lab/vrrp")).isEqualTo("fifo root 600\n");
        ForgedAdvert weaker =
                new ForgedAdvert(row.version()).source(pair.b.address()).priority(50);
        pair.b.send(List.of(row.version() == 2 ? weaker.authentication(1, Pair.PASSWORD) : weaker), Duration.ZERO);
        awaitHeard(pair, "INSTANCE \"VI_1\" MASTER_RX_LOWER_PRI 150");

        daemon.reload(pair.textA());
        Await.until("the second reader", LIMIT, () -> readers(pair) == 2);
        pair.a.linkDown();
        awaitHeard(pair, "INSTANCE \"VI_1\" FAULT 150");
        daemon.terminate();

        awaitHeard(pair, "GROUP \"G\" STOP 0");
        if (row.master() == Program.VIGIL) {
            // keepalived may end before its reader has come to the end.
            Await.until("its end", LIMIT, () -> heard(pair).getLast().equals("end"));
        }
        assertThat(heard(pair))
                .filteredOn(line -> line.startsWith("reader"))
                .containsOnly("reader one two words /run/lab/all");
        assertThat(heard(pair))
                .filteredOn(line -> line.startsWith("INSTANCE"))
                .containsExactly(
                        "INSTANCE \"VI_1\" BACKUP 150",
                        "INSTANCE \"VI_1\" MASTER 150",
                        "INSTANCE \"VI_1\" MASTER_RX_LOWER_PRI 150",
                        "INSTANCE \"VI_1\" FAULT 150",
                        "INSTANCE \"VI_1\" STOP 150");
        assertThat(heard(pair))
                .filteredOn(line -> line.startsWith("GROUP"))
                .containsExactly(
                        "GROUP \"G\" BACKUP 0", "GROUP \"G\" MASTER 0", "GROUP \"G\" FAULT 0", "GROUP \"G\" STOP 0");
        assertThat(pair.a.exists("/run/lab/all")).isFalse();
        assertThat(pair.a.exists("/run/lab/vrrp")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aGroupMayAskForChangesOfThePriorityOfItsMembers(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        writeReader(pair);
        pair.a.write("/run/lab/number", "0\n");
        pair.withSettingsA(text -> text.block("""
                global_defs {
                    vrrp_notify_fifo /run/lab/vrrp
                    vrrp_notify_fifo_script /run/lab/reader
                }
                vrrp_track_file number {
                    file /run/lab/number
                }
                vrrp_sync_group G {
                    group {
                        VI_1
                    }
                    track_file {
                        number weight 1
                    }
                    notify_priority_changes
                }
                """));
        Daemon daemon = pair.startA();
        awaitHeard(pair, "INSTANCE \"VI_1\" MASTER 150");
        pair.a.write("/run/lab/number", "5\n");
        awaitHeard(pair, "INSTANCE \"VI_1\" MASTER_PRIORITY 155");
        daemon.terminate();
    }

    /** keepalived 2.2.7 writes the groups alone. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void theStatesAreWrittenAfterAReloadWhereThatIsAskedFor(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        writeReader(pair);
        pair.withSettingsA(text -> text.block(FIFOS.formatted("fifo_write_vrrp_states_on_reload")));
        Daemon daemon = pair.startA();
        awaitHeard(pair, "INSTANCE \"VI_1\" MASTER 150");
        daemon.reload(pair.textA());
        Await.until("the second reader", LIMIT, () -> readers(pair) == 2);
        Await.until("the group again", LIMIT, () -> count(pair, "GROUP \"G\" MASTER 0") == 2);
        if (row.master() == Program.VIGIL) {
            Await.until("the instance again", LIMIT, () -> count(pair, "INSTANCE \"VI_1\" MASTER 150") == 2);
        }
        daemon.terminate();
    }

    @Test
    @VigilPlays
    void oneFifoThatNobodyReadsDelaysNothing(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.a.must("mkfifo", "/run/lab/full");
        pair.a.spawn(
                pair.a.newLog("filler"), List.of("sh", "-c", "exec 3<>/run/lab/full; yes > /run/lab/full & sleep 60"));
        pair.withSettingsA(text -> text.block("global_defs {\n    vrrp_notify_fifo /run/lab/full\n}\n"));
        Daemon daemon = pair.startMasterAlone();
        daemon.awaitLog("FIFO /run/lab/full is full", LIMIT);
        daemon.terminate();
        assertThat(daemon.log().split("FIFO /run/lab/full is full", -1)).hasSize(2);
        assertThat(daemon.log()).containsPattern("FIFO /run/lab/full: \\d+ lines were lost");
        assertThat(pair.a.exists("/run/lab/full")).as("a FIFO of somebody else").isTrue();
    }

    @Test
    @VigilPlays
    void whatIsNoFifoOfOursIsLeftAloneAndNamed(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.a.write("/run/lab/precious", "theirs\n");
        pair.a.must("ln", "-s", "/run/lab/precious", "/run/lab/link");
        pair.a.must("mkfifo", "/run/lab/daemons");
        pair.a.must("chown", "daemon", "/run/lab/daemons");
        pair.withSettingsA(text -> text.block("global_defs {\n    notify_fifo /run/lab/link\n"
                + "    vrrp_notify_fifo /run/lab/daemons nobody\n}\n"));
        Daemon daemon = pair.startMasterAlone();
        daemon.terminate();
        assertThat(daemon.log())
                .contains("FIFO /run/lab/link is not written: it is a symbolic link")
                .containsPattern("FIFO /run/lab/daemons is not written: it belongs to user \\d+");
        assertThat(pair.a.read("/run/lab/precious")).isEqualTo("theirs\n");
    }

    private static void writeReader(Pair pair) {
        pair.a.write("/run/lab/reader.py", READER);
        pair.a.write("/run/lab/reader", "#!/bin/sh\nexec python3 /run/lab/reader.py \"$@\"\n");
        pair.a.must("chmod", "755", "/run/lab/reader");
    }

    private static void awaitHeard(Pair pair, String line) {
        Await.until(line, LIMIT, () -> heard(pair).contains(line));
    }

    private static long readers(Pair pair) {
        return heard(pair).stream().filter(line -> line.startsWith("reader")).count();
    }

    private static long count(Pair pair, String line) {
        return heard(pair).stream().filter(line::equals).count();
    }

    private static List<String> heard(Pair pair) {
        return pair.a.exists("/run/lab/heard")
                ? pair.a.read("/run/lab/heard").lines().toList()
                : List.of();
    }
}
