package dev.vigil.systemtests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated configurations have the same effect with Vigil and with Debian's keepalived, which run one after the other in the
 * same namespace: what the kernel has of addresses, routes and rules, and the three dumps, as master, as backup and after the
 * end. {@code ./run differential} draws more seeds, {@code VIGIL_SEED=N} runs one.
 */
@LabTest
class KernelDifferentialSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int FEW = 3;

    /** 2.2.7 does not know the master that took a whole group to BACKUP, and names the group of multicast. */
    private static final Pattern MASTER = Pattern.compile("^(data, .* Master router = )[0-9.]+$");

    static LongStream seeds() {
        String given = System.getenv("VIGIL_SEED");
        long from = Long.getLong("vigil.differential.from", 1);
        int count = Integer.getInteger("vigil.differential", FEW);
        return given == null ? LongStream.range(from, from + count) : LongStream.of(Long.parseLong(given));
    }

    /** What is seen of a daemon: in the kernel and in its dumps. */
    private record Seen(List<String> master, List<String> backup, List<String> ended) {}

    @ParameterizedTest(name = "VIGIL_SEED={0}")
    @MethodSource("seeds")
    void aGeneratedConfigurationDoesTheSameWithBothDaemons(long seed, Lab lab) throws IOException {
        String text = KernelConfig.text(new Random(seed));
        Node a = lab.dualStackNode("a");
        Node b = lab.dualStackNode("b");
        a.addCableTo(b, "eth1");
        a.must("ip", "addr", "add", "10.78.0.1/24", "dev", "eth1");
        b.must("ip", "addr", "add", "10.78.0.2/24", "dev", "eth1");
        awaitSettled(a);
        List<String> before = kernel(a);

        Seen theirs = run(Program.KEEPALIVED, text, a, b);
        Seen ours = run(Program.VIGIL, text, a, b);

        List<String> differences = new ArrayList<>();
        differences.addAll(differences("master", ours.master, theirs.master));
        differences.addAll(differences("backup", ours.backup, theirs.backup));
        differences.addAll(differences("ended", ours.ended, theirs.ended));
        keep(seed, text, theirs, differences);
        assertThat(differences).as("VIGIL_SEED=" + seed).isEmpty();
        assertThat(ours.ended).as("what is left").isEqualTo(before);
        assertThat(theirs.master).hasSizeGreaterThan(before.size() + 4 * KernelConfig.INSTANCES);
    }

    private static Seen run(Program program, String text, Node a, Node b) {
        Daemon daemon = a.start(program, text);
        awaitStates(daemon, "MASTER", 1);
        awaitSettled(a);
        List<String> master = seen(a, daemon);

        int backups = count(daemon, "VI_1", "BACKUP");
        Daemon better = b.start(Program.KEEPALIVED, KernelConfig.better(text));
        Await.until("a is backup", LIMIT, () -> count(daemon, "VI_1", "BACKUP") > backups);
        awaitStates(daemon, "BACKUP", 1);
        Await.until(
                "no address of an instance",
                LIMIT,
                () -> kernel(a).stream().noneMatch(line -> line.matches(".* 10\\.[1-4]\\..*")));
        awaitSettled(a);
        // How often an instance changes while another daemon starts depends on the moment.
        List<String> backup = seen(a, daemon).stream()
                .filter(line -> !line.matches(".*(Became|Released|become_|release_) ?master: \\d+"))
                .toList();

        daemon.terminate();
        better.terminate();
        awaitSettled(a);
        return new Seen(master, backup, kernel(a));
    }

    private static void awaitStates(Daemon daemon, String state, int times) {
        for (int number = 1; number <= KernelConfig.INSTANCES; number++) {
            String name = "VI_" + number;
            Await.until(name + " is " + state, LIMIT, () -> count(daemon, name, state) >= times);
        }
    }

    private static int count(Daemon daemon, String instance, String state) {
        return (int) Pattern.compile("\\(" + instance + "\\) Entering " + state + " STATE")
                .matcher(daemon.log())
                .results()
                .count();
    }

    /** Waits until nothing has changed for a while. */
    private static void awaitSettled(Node node) {
        List<String> last = new ArrayList<>();
        Await.settled("the kernel's state of " + node.name(), LIMIT, Duration.ofMillis(500), () -> {
            List<String> now = kernel(node);
            boolean same = now.equals(last) && now.stream().noneMatch(line -> line.contains(" tentative"));
            last.clear();
            last.addAll(now);
            return same;
        });
    }

    private static List<String> seen(Node node, Daemon daemon) {
        return Stream.concat(kernel(node).stream(), Dumps.of(node, daemon).stream())
                .toList();
    }

    /** Addresses, routes and rules, sorted, without what counts the seconds. */
    private static List<String> kernel(Node node) {
        String script = """
                ip -o addr show | sed 's/^/addr: /'
                ip -4 route show table all | sed 's/^/route: /'
                ip -6 route show table all | sed 's/^/route6: /'
                ip rule | sed 's/^/rule: /'
                ip -6 rule | sed 's/^/rule6: /'
                """;
        return node.must("sh", "-c", script)
                .lines()
                .map(line -> line.replaceAll("(expires|preferred_lft|valid_lft) \\d+sec", "$1 some"))
                // keepalived 2.2.7 does not mark its addresses, later ones do.
                .map(line -> line.startsWith("addr:") ? line.replaceAll(" proto \\S+", "") : line)
                .map(line -> line.replaceAll("[\\\\ \\t]+", " ").strip())
                .sorted()
                .toList();
    }

    /** Every line that the two sides do not have alike, with its sign. */
    private static List<String> differences(String when, List<String> ours, List<String> theirs) {
        List<String> differences = new ArrayList<>();
        List<String> left = new ArrayList<>(theirs);
        for (String line : ours) {
            String unknown = MASTER.matcher(line).replaceFirst("$1");
            if (!left.remove(line) && !left.remove(unknown + "224.0.0.18") && !left.remove(unknown + "ff02::12")) {
                differences.add("as " + when + ", Vigil: " + line);
            }
        }
        left.forEach(line -> differences.add("as " + when + ", keepalived: " + line));
        return differences;
    }

    private static void keep(long seed, String text, Seen theirs, List<String> differences) throws IOException {
        Path folder = Files.createDirectories(Program.root().resolve("system-tests/target/differential"));
        Files.writeString(folder.resolve("kernel-" + seed + ".conf"), text);
        Files.write(folder.resolve("kernel-" + seed + ".seen"), theirs.master);
        Files.write(folder.resolve("kernel-" + seed + ".differences"), differences);
    }
}
