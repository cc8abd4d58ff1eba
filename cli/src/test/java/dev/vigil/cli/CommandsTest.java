package dev.vigil.cli;

import static dev.vigil.core.vrrp.State.BACKUP;
import static dev.vigil.core.vrrp.State.FAULT;
import static dev.vigil.core.vrrp.State.INIT;
import static dev.vigil.core.vrrp.State.MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aCommandLooksForTheSocketInTheVigilConfThatIsNamedAndTheOptionGoesBeforeIt() throws IOException {
        Path own = Files.writeString(
                directory.resolve("vigil.conf"), "control {\n    socket " + directory + "/a.sock\n}\n");
        String[] named = {"status", "--vigil-config", own.toString()};
        assertThat(run(named).errors()).contains("no daemon answers on " + directory + "/a.sock");
        assertThat(run("status", "--vigil-config", own.toString(), "--socket", directory + "/b.sock")
                        .errors())
                .contains("no daemon answers on " + directory + "/b.sock");
        assertThat(run("reload", "--vigil-config", directory + "/none.conf").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noCommandAndAnUnknownCommandAreWrongUsage() {
        assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("nope").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("version", "--nope").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpAndVersionSucceed() {
        assertThat(run("--help").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run("status", "--help").output()).contains("Exit codes:", "3    no daemon is running");
        assertThat(run("--version").output()).contains("compatible with keepalived");
        assertThat(Version.keepalivedText().lines().findFirst().orElseThrow())
                .matches("Keepalived v\\d+\\.\\d+\\.\\d+ \\(Vigil .*\\)");
        assertThat(Version.keepalivedText()).contains("--enable-json");
    }

    @Test
    void statusTellsTheStateByItsExitCode() throws IOException {
        assertThat(status(FakeDaemon.report(MASTER)).exitCode()).isZero();
        assertThat(status(FakeDaemon.report(BACKUP)).exitCode()).isEqualTo(1);
        assertThat(status(FakeDaemon.report(FAULT)).exitCode()).isEqualTo(2);
        assertThat(status(FakeDaemon.report(INIT)).exitCode()).isEqualTo(2);
        assertThat(status(FakeDaemon.report()).exitCode()).isZero();
    }

    @Test
    void aRivalHasAnExitCodeOfItsOwnWhateverTheState() throws IOException {
        for (State state : State.values()) {
            Run run = status(FakeDaemon.contested(state));
            assertThat(run.exitCode()).as("%s", state).isEqualTo(5);
            assertThat(run.output()).contains("another master: 10.0.0.2 is master, too; MAC unknown, priority 90");
        }
        assertThat(status(FakeDaemon.contested(MASTER), "--json").output()).contains("\"disputes\":[\"master_too\"]");
    }

    @Test
    void statusOfSeveralInstancesIsTheHighestCodeUnlessOneIsNamed() throws IOException {
        String report = FakeDaemon.report(MASTER, FAULT, BACKUP);
        assertThat(status(report).exitCode()).isEqualTo(2);
        assertThat(status(report, "VI_0").exitCode()).isZero();
        assertThat(status(report, "VI_2").exitCode()).isEqualTo(1);
    }

    @Test
    void statusOfAnUnknownInstanceNamesTheKnownOnes() throws IOException {
        Run run = status(FakeDaemon.report(MASTER, BACKUP), "VI_9");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(run.errors()).contains("VI_9").contains("VI_0, VI_1");
    }

    @Test
    void statusWithoutADaemonSaysSo() {
        Run run = run("status", "--socket", directory.resolve("nobody").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(run.errors()).contains("nobody");
    }

    @Test
    void statusWhoseDaemonDiedSaysThatNoneRuns() throws IOException {
        Path socket = directory.resolve("stale");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(run("status", "--socket", socket.toString()).exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void anAnswerThatIsNoReportIsNoAnswer() throws IOException {
        assertThat(status("{}").exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(status("nonsense").exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(status("{\"error\":{\"code\":\"not_now\",\"message\":\"starting\"}}")
                        .errors())
                .contains("starting");
    }

    @Test
    void jsonHoldsTheChosenInstanceOnly() throws IOException {
        Run run = status(FakeDaemon.report(MASTER, FAULT), "VI_1", "--json");
        assertThat(run.output())
                .startsWith("{\"taken_epoch_ms\":")
                .contains("\"VI_1\"")
                .doesNotContain("\"VI_0\"");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void whyShowsTheChainOfCauses() throws IOException {
        Run run = asked(FakeDaemon.report(FAULT), "why");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("VI_0 is FAULT").contains("because script web is down: exited with status 7");
    }

    @Test
    void reloadTellsWhatChangedOrWhyItWasRefused() throws IOException {
        Run reloaded = asked("{\"accepted\":true,\"summary\":\"changed VI_1\",\"errors\":[]}", "reload");
        assertThat(reloaded).isEqualTo(new Run(ExitCode.OK, "Reloaded: changed VI_1\n", ""));

        String answer = "{\"accepted\":false,\"dry_run\":false,\"summary\":\"it has errors\","
                + "\"errors\":[\"a.conf:1:1: bad\"],\"findings\":[],\"changes\":[],\"unchanged\":0}";
        assertThat(asked(answer, "reload"))
                .isEqualTo(new Run(
                        ExitCode.FAILED,
                        "",
                        "a.conf:1:1: bad\nRefused, the old configuration stays in force: it has errors\n"));
        assertThat(asked(answer, "reload", "--json")).isEqualTo(new Run(ExitCode.FAILED, answer + "\n", ""));
    }

    @Test
    void reloadNamesEachChangeAndItsCost() throws IOException {
        String changes = "\"errors\":[],\"findings\":[],\"changes\":["
                + "{\"instance\":\"\",\"action\":\"change\",\"values\":[{\"keyword\":\"router_id\",\"old\":\"a\","
                + "\"new\":\"b\"}],\"cost\":\"none\",\"away_ns\":0,\"text\":\"router_id a becomes b\"},"
                + "{\"instance\":\"VI_1\",\"action\":\"replace\",\"values\":[{\"keyword\":\"virtual_router_id\","
                + "\"old\":\"51\",\"new\":\"52\"}],\"cost\":\"away\",\"away_ns\":3414062500,\"text\":"
                + "\"virtual_router_id 51 becomes 52: its addresses are away for about 3.4 s\"}],\"unchanged\":1}";
        String answer = "{\"accepted\":true,\"dry_run\":true,\"summary\":\"replaced VI_1; 1 unchanged\"," + changes;
        assertThat(asked(answer, "reload", "--dry-run")).isEqualTo(new Run(ExitCode.OK, """
                        Would reload: replaced VI_1; 1 unchanged
                          router_id a becomes b
                          VI_1: virtual_router_id 51 becomes 52: its addresses are away for about 3.4 s
                        """, ""));
        assertThat(asked(answer, "reload", "--dry-run", "--json")).isEqualTo(new Run(ExitCode.OK, answer + "\n", ""));
        String refused = "{\"accepted\":false,\"dry_run\":true,\"summary\":\"no such interface: eth7\",\"errors\":[]}";
        assertThat(asked(refused, "reload", "--dry-run", "--allow-empty"))
                .isEqualTo(new Run(ExitCode.FAILED, "", "Would be refused: no such interface: eth7\n"));
    }

    @Test
    void reloadWithoutAnAnswerDidNothing() throws IOException {
        assertThat(asked("{}", "reload").exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(asked("{\"error\":{\"code\":\"not_allowed\",\"message\":\"may not\"}}", "reload"))
                .isEqualTo(new Run(ExitCode.NO_ANSWER, "", "vigil reload: may not\n"));
        assertThat(run("reload", "--socket", directory.resolve("nobody").toString())
                        .exitCode())
                .isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void checkTellsWarningsFromErrors() throws IOException {
        Path file = write("warned.conf", """
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 51
                    priority 100
                    nopreempt
                    state MASTER
                    virtual_ipaddress {
                        10.0.0.1/24
                    }
                }
                """);
        assertThat(run("check", file.toString()).exitCode()).isEqualTo(ExitCode.WARNINGS);
    }

    @Test
    void checkOfAMissingFileFails() {
        assertThat(run("check", directory.resolve("missing.conf").toString()).exitCode())
                .isEqualTo(ExitCode.ERRORS);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Run status(String answer, String... arguments) throws IOException {
        return asked(
                answer, Stream.concat(Stream.of("status"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Run asked(String answer, String... arguments) throws IOException {
        Path socket = Files.createTempDirectory(directory, "d").resolve("s");
        try (var _ = new FakeDaemon(socket, answer)) {
            return run(Stream.concat(Stream.of(arguments), Stream.of("--socket", socket.toString()))
                    .toArray(String[]::new));
        }
    }

    private static Run run(String... arguments) {
        return Run.of(arguments);
    }

    /** What a command printed and answered. */
    record Run(int exitCode, String output, String errors) {
        static Run of(String... arguments) {
            var output = new StringWriter();
            var errors = new StringWriter();
            int exitCode = Commands.run(arguments, new PrintWriter(output), new PrintWriter(errors));
            return new Run(exitCode, output.toString(), errors.toString());
        }
    }
}
