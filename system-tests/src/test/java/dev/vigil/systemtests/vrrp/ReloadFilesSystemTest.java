package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a reload comes by itself, and the files that it leaves, beside keepalived. */
@LabTest
class ReloadFilesSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Looks without a pause until the file is there, which may be for some milliseconds only. */
    private static final String LOOK_OUT = "while [ ! -e /run/lab/marker ]; do :; done; touch /run/lab/seen";

    private static Pair pair(Lab lab, Program program, String global) {
        return new Pair(lab, Row.of(program)).withSettingsA(text -> text.block("global_defs {\n" + global + "\n}\n"));
    }

    private static void await(Pair pair, int priority) {
        Await.until("priority " + priority, LIMIT, () -> pair.lastAdvert(pair.a).priority() == priority);
    }

    private static String changed(Pair pair) {
        return pair.textA().replace("priority " + Pair.PRIORITY_A, "priority 77");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theMarkerIsThereWhileAReloadGoesOn(Program program, Lab lab) {
        // keepalived 2.2.7 makes the file only where it checks the configuration first.
        String checks = program == Program.KEEPALIVED ? "\nreload_check_config" : "";
        Pair pair = pair(lab, program, "reload_file /run/lab/marker" + checks);
        Daemon daemon = pair.startMasterAlone();
        pair.a.spawn(pair.a.newLog("look-out"), List.of("timeout", "30", "sh", "-c", LOOK_OUT));

        daemon.reload(changed(pair));

        await(pair, 77);
        Await.until(
                "the marker",
                LIMIT,
                () -> pair.a.exec("test", "-e", "/run/lab/seen").exitCode() == 0);
        Await.until(
                "its end",
                LIMIT,
                () -> pair.a.exec("test", "-e", "/run/lab/marker").exitCode() != 0);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aReloadComesAtTheTimeInTheFileAndTheFileGoes(Program program, Lab lab) {
        Pair pair = pair(lab, program, "reload_time_file /run/lab/at");
        Daemon daemon = pair.startMasterAlone();
        daemon.configure(changed(pair));
        pair.a.must("sh", "-c", "date -d '+4 sec' '+%Y-%m-%d %H:%M:%S' > /run/lab/at");

        await(pair, 77);
        Await.until(
                "the end of the file",
                LIMIT,
                () -> pair.a.exec("test", "-e", "/run/lab/at").exitCode() != 0);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withReloadRepeatTheFileStaysForTheNextDay(Program program, Lab lab) {
        Pair pair = pair(lab, program, "reload_time_file /run/lab/at\nreload_repeat");
        Daemon daemon = pair.startMasterAlone();
        daemon.configure(changed(pair));
        pair.a.must("sh", "-c", "date -d '+4 sec' +%H:%M:%S > /run/lab/at");

        await(pair, 77);
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 3);
        assertThat(pair.a.exec("test", "-e", "/run/lab/at").exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withReloadCheckConfigWhatHasErrorsIsNotTakenAndTheFindingsAreInTheFile(Program program, Lab lab) {
        Pair pair = pair(lab, program, "reload_check_config /run/lab/report");
        Daemon daemon = pair.startMasterAlone();

        daemon.reload(changed(pair).replace("interface eth0", "interface eth7"));

        Await.until(
                "the findings",
                LIMIT,
                () -> pair.a.exec("cat", "/run/lab/report").output().contains("eth7"));
        assertThat(pair.a.must("stat", "-c", "%a", "/run/lab/report").strip()).isEqualTo("600");
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 3);
        assertThat(pair.adverts(pair.a)).allMatch(advert -> advert.priority() == Pair.PRIORITY_A);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void eachConfigurationIsKeptInTheDirectory(Program program, Lab lab) {
        Pair pair = pair(lab, program, "config_save_dir /run/lab/saved");
        pair.a.must("mkdir", "/run/lab/saved");
        Daemon daemon = pair.startMasterAlone();
        daemon.reload(changed(pair));
        await(pair, 77);

        Await.until("two copies", LIMIT, () -> copies(pair).lines().count() == 2);
        assertThat(copies(pair).lines()).allMatch(line -> line.startsWith("600 "));
        assertThat(pair.a.must("sh", "-c", "cat /run/lab/saved/keepalived.conf.*.0"))
                .contains("priority 150");
        assertThat(pair.a.must("sh", "-c", "cat /run/lab/saved/keepalived.conf.*.1"))
                .contains("priority 77");
    }

    private static String copies(Pair pair) {
        return pair.a.must("sh", "-c", "stat -c '%a %n' /run/lab/saved/keepalived.conf.*");
    }
}
