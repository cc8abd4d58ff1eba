package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.simulator.whatif.FaultForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is told of the deployments that the system tests run. Expected texts are in the resources; with
 * {@code -Dvigil.golden.write=true} they are written anew instead, to be read before they are committed.
 */
class SimulateCommandTest {
    private static final Path DEPLOYMENTS = Path.of("..", "system-tests", "src", "test", "resources", "seeds");
    private static final Path EXPECTED = Path.of("src", "test", "resources", "simulate");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aFailingCheckMovesTheAddressAtItsThirdFailure() throws IOException {
        Run run = simulate(
                "000-haproxy-standby", "a.conf", "b.conf", "--fault", "script check_haproxy on a fails at 11s");
        assertThat(run.output()).contains("25.005 s  a VI_1: MASTER to FAULT because script check_haproxy is down");
        assertGolden("standby-check-fails", run, ExitCode.OK);
    }

    @Test
    void aWeightMovesTheAddressAndMovesItBack() throws IOException {
        assertGolden(
                "weighted-check-fails",
                simulate(
                        "000-haproxy-standby",
                        "a=a-weighted.conf",
                        "b=b-weighted.conf",
                        "--fault",
                        "script checkhaproxy on a fails at 10s for 20s"),
                ExitCode.OK);
    }

    @Test
    void aRebootedNodeThatDoesNotPreemptStaysBackup() throws IOException {
        assertGolden(
                "nginx-reboot",
                simulate("001-nginx-pair", "a.conf", "b.conf", "--fault", "a reboots at 10s for 20s"),
                ExitCode.OK);
    }

    @Test
    void packetsThatAreLostOneWayMakeTwoHolders() throws IOException {
        Run run = simulate("003-cloud-unicast", "a.conf", "b.conf", "--fault", "packets a to b lost from 20s to 40s");
        assertThat(run.output()).contains("2 holders for 17.000 s, from 23.414 s: a and b");
        assertGolden("cloud-one-way", run, ExitCode.OK);
    }

    @Test
    void allSingleFaultsAreOneTable() throws IOException {
        assertGolden(
                "two-active-all", simulate("004-two-active", "a.conf", "b.conf", "--all-single-faults"), ExitCode.OK);
    }

    @Test
    void anAddressOnNoneOrOnTwoAtTheEndIsAFailure() {
        Run none =
                simulate("001-nginx-pair", "a.conf", "b.conf", "--fault", "a dies at 10s", "--fault", "b dies at 20s");
        assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(none.output()).contains("192.168.1.100: on none at the end (60.000 s)");
        Run two = simulate(
                "001-nginx-pair", "a.conf", "b.conf", "--fault", "packets a to b lost from 20s to 2m", "--for", "90s");
        assertThat(two.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(two.output()).contains("192.168.1.100: on a and b at once at the end (90.000 s)");
    }

    @Test
    void aNodeThatIsAloneLeavesItsAddressOnNoneWhenItDies() {
        Run run = simulate("001-nginx-pair", "a.conf", "--all-single-faults");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output()).contains("a dies", "a > nobody", "to the end");
    }

    @Test
    void mistakesInAFileEndItBeforeItBegins() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.conf"), "vrrp_instance V {\n  virtual_router_id 999\n}\n");
        Run run = run("simulate", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output()).contains("bad.conf:2:", "error").doesNotContain("0.000 s");
    }

    @Test
    void aNodeThatWouldNotStartIsNotSimulatedUnlessItStartsWithoutWhatIsWrong() throws IOException {
        Path file = Files.writeString(directory.resolve("lb1.conf"), """
                vrrp_instance V {
                    interface eth0
                    virtual_router_id 7
                    virtual_ipaddress {
                        192.0.2.9/24
                    }
                    vrf blue
                }
                """);
        Run run = run("simulate", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output())
                .contains("vrf yet, and without it", "lb1: would not start: 1 error in its file")
                .doesNotContain("0.000 s");

        Run lenient = run("simulate", "--lenient", file.toString());
        assertThat(lenient.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(lenient.output())
                .contains("lb1: would not start: 1 error in its file")
                .contains("192.0.2.9: on lb1 at the end");
    }

    @Test
    void aFileThatIsMissingIsNotSimulatedEvenSo() {
        assertThat(run("simulate", "--lenient", directory.resolve("nobody.conf").toString())
                        .exitCode())
                .isEqualTo(ExitCode.ERRORS);
    }

    @Test
    void whatCannotBeUnderstoodIsNamedWithWhatWouldBe() {
        assertThat(refused("a dies on 10s")).contains("expected 'at' instead of 'on', as in: NODE dies at TIME");
        assertThat(refused("a dies at noon")).contains("expected a time such as 10s, 500ms or 2m instead of 'noon'");
        assertThat(refused("c dies at 10s")).contains("there is no node c; known are a and b");
        assertThat(refused("link a eth7 fails at 10s")).contains("there is no interface eth7; known are eth0");
        assertThat(refused("script x on a fails at 10s")).contains("there is no script x; known are chk_http_port");
        assertThat(refused("a explodes at 10s")).contains("no fault begins so").contains("NODE pauses at TIME for");
        assertThat(refused("a dies at 10s again")).contains("expected the end instead of 'again'");
        assertThat(refused("packets a to b lost 300% from 1s to 2s")).contains("a percentage such as 30%");
        assertThat(refused("packets a to b lost from 2s to 1s")).contains("the end comes before the beginning");
    }

    private static String refused(String fault) {
        Run run = simulate("001-nginx-pair", "a.conf", "b.conf", "--fault", fault);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        return run.output();
    }

    @Test
    void timesAndSegmentsThatCannotBeUnderstoodAreWrongUsage() {
        assertThat(simulate("001-nginx-pair", "a.conf", "--for", "soon").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(simulate("001-nginx-pair", "a.conf", "--segment", "a eth0").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theHelpListsEveryFormOfAFault() {
        String help = run("simulate", "--help").output();
        assertThat(FaultForm.values()).allSatisfy(form -> assertThat(help).contains(form.sentence()));
    }

    @Test
    void oneSeedIsOneRun() {
        String[] lossy = {"a.conf", "b.conf", "--fault", "packets a to b lost 90% from 5s to 50s", "--json", "--seed"};
        String first = simulate("001-nginx-pair", with(lossy, "5")).output();
        assertThat(simulate("001-nginx-pair", with(lossy, "5")).output()).isEqualTo(first);
        assertThat(simulate("001-nginx-pair", with(lossy, "6")).output()).isNotEqualTo(first);
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @Test
    void jsonTellsTheSame() {
        Run run = simulate("001-nginx-pair", "a.conf", "b.conf", "--json", "--fault", "a dies at 10s");
        assertThat(run.output())
                .contains("\"networks\":[[\"a:eth0\",\"b:eth0\"]]")
                .contains("\"good\":true")
                .contains("{\"at_ns\":10000000000,\"kind\":\"fault\",\"text\":\"a dies\"}")
                .contains(
                        "\"kind\":\"state\",\"node\":\"b\",\"instance\":\"VI_1\",\"from\":\"backup\",\"to\":\"master\"")
                .contains("\"address\":\"192.168.1.100\",\"nobody_ns\":");
        assertThat(simulate("001-nginx-pair", "a.conf", "b.conf", "--json", "--all-single-faults")
                        .output())
                .contains("{\"faults\":[{\"fault\":\"a dies\",\"addresses\":[{\"address\":\"192.168.1.100\"");
    }

    private static void assertGolden(String name, Run run, int exitCode) throws IOException {
        assertThat(run.exitCode()).isEqualTo(exitCode);
        Path file = EXPECTED.resolve(name + ".txt");
        // Findings come first and are tested elsewhere.
        String output = run.output().substring(run.output().indexOf("One network:"));
        if (Boolean.getBoolean("vigil.golden.write")) {
            Files.createDirectories(EXPECTED);
            Files.writeString(file, output);
        }
        assertThat(output).isEqualTo(Files.readString(file));
    }

    private record Run(int exitCode, String output) {}

    /** Arguments that end in {@code .conf} are files of the deployment. */
    private static Run simulate(String deployment, String... arguments) {
        Stream<String> resolved = Arrays.stream(arguments).map(argument -> {
            if (!argument.endsWith(".conf")) {
                return argument;
            }
            int equals = argument.indexOf('=');
            return argument.substring(0, equals + 1)
                    + DEPLOYMENTS.resolve(deployment).resolve(argument.substring(equals + 1));
        });
        return run(Stream.concat(Stream.of("simulate"), resolved).toArray(String[]::new));
    }

    private static Run run(String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int exitCode = Commands.run(arguments, out, out);
        return new Run(exitCode, output.toString());
    }
}
