package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The interfaces of {@code use_ipvlan} in user-mode Linux, since few kernels that tests run on have ipvlan: what the kernel
 * has, what leaves, and what the dump says is equal with Vigil and keepalived. Nothing is left after a stop, nor after a crash
 * of Vigil, and the address of such an interface comes back when something else removes it.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class IpvlanSystemTest {
    private static final int LIMIT_S = 120;
    private static final int UNPACKING_S = 600;

    /** What prepare.sh ends with where Debian's packages cannot be fetched. */
    private static final int NOT_TO_BE_HAD = 3;

    private static final Path TOOLS = Program.root().resolve("system-tests/uml");
    private static final Path HOME = Program.root().resolve("system-tests/target/uml");

    @TempDir
    private Path folder;

    @Test
    @Timeout(2 * LIMIT_S + UNPACKING_S + 60)
    void theInterfacesAndWhatLeavesThemAreThoseOfKeepalived() throws Exception {
        Ended prepared =
                run(UNPACKING_S, List.of("bash", TOOLS.resolve("prepare.sh").toString()));
        assumeTrue(prepared.code != NOT_TO_BE_HAD, () -> "there is no kernel with ipvlan: " + prepared.output);
        assertThat(prepared.code).as(prepared.output).isZero();

        List<String> theirs = observe("keepalived", "keepalived -n -l -D -f");
        assertThat(theirs.get(0)).contains("own inet 10.77.0.51/24", "ipvlan  mode l2 private", "\n3\n");
        assertThat(theirs.get(1)).contains("IP 10.77.0.51 > 224.0.0.1", "IP6 fd77::51 > ff02::12");
        assertThat(theirs.get(2)).contains("Interface = own, ipvlan on eth0");
        assertThat(observe("vigil", Program.vigilCommand("vigil") + " run -n -l -D -f"))
                .isEqualTo(theirs);
    }

    /** What the kernel has, what is on the wire, and what the dump says. */
    private List<String> observe(String name, String command) throws IOException, InterruptedException {
        List<String> boot = List.of(
                TOOLS.resolve("umlrun").toString(),
                "-t",
                Integer.toString(LIMIT_S),
                "-o",
                folder.resolve(name).toString(),
                TOOLS.resolve("ipvlan.sh").toString(),
                name);
        Ended ended = run(
                LIMIT_S + 30,
                Stream.concat(boot.stream(), Stream.of(command.split(" ", -1))).toList());
        assertThat(ended.code)
                .as(() -> ended.output + text(name, "log") + text(name, "kernel"))
                .isZero();
        return List.of(text(name, "kernel"), text(name, "wire"), text(name, "dump"));
    }

    private String text(String name, String what) {
        try {
            return Files.readString(folder.resolve(name).resolve(name + "." + what));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private record Ended(int code, String output) {}

    private static Ended run(int limitS, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("UML_HOME", HOME.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(limitS, TimeUnit.SECONDS)).as(output).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
