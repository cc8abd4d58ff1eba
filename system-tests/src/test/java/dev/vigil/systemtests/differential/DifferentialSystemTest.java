package dev.vigil.systemtests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import dev.vigil.config.model.Config;
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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated configurations mean the same to Vigil and to Debian's keepalived. The seeds are the same each time, so that what
 * fails here is what was changed; {@code VIGIL_SEED=N} in the environment runs another one alone.
 */
@LabTest
@Execution(ExecutionMode.SAME_THREAD)
class DifferentialSystemTest {
    private static final int INSTANCES = 40;
    private static final int CONFIGURATIONS = Integer.parseInt(System.getProperty("vigil.differential", "6"));
    private static final String CONFIG_ID = "first";

    @TempDir
    Path folder;

    static LongStream seeds() {
        String given = System.getenv("VIGIL_SEED");
        long from = Long.getLong("vigil.differential.from", 1);
        return given == null ? LongStream.range(from, from + CONFIGURATIONS) : LongStream.of(Long.parseLong(given));
    }

    @ParameterizedTest(name = "VIGIL_SEED={0}")
    @MethodSource("seeds")
    void aGeneratedConfigurationMeansTheSameToBothDaemons(long seed, Lab lab) throws IOException {
        String text = GeneratedConfig.text(new Random(seed), INSTANCES);

        Map<String, String> theirs = DumpFacts.of(dump(lab, text));
        Map<String, String> ours = ModelFacts.of(model(text));

        assertThat(ours.keySet().stream().filter(name -> name.endsWith(": Priority")))
                .hasSize(INSTANCES);
        assertThat(differences(ours, theirs)).as("VIGIL_SEED=" + seed).isEmpty();
    }

    @Test
    void everyReasonNotToDrawIsAboutAKeywordThatWouldBeDrawn() {
        List<String> supported = Stream.of(Block.GLOBAL_DEFS, Block.VRRP_SCRIPT, Block.VRRP_INSTANCE)
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .filter(keyword -> keyword.status() == Status.SUPPORTED)
                .map(Keyword::path)
                .toList();

        assertThat(supported).containsAll(DrawnLines.NOT_DRAWN.keySet());
        assertThat(DrawnLines.drawn(Block.VRRP_INSTANCE))
                .extracting(Keyword::name)
                .contains("priority", "advert_int", "garp_master_delay", "nopreempt");
    }

    private static String dump(Lab lab, String text) {
        Node node = lab.node("a", "10.255.1.1/24");
        node.must("ip", "link", "add", "eth1", "type", "veth", "peer", "name", "other");
        node.must("ip", "addr", "add", "10.255.2.1/24", "dev", "eth1");
        node.must("ip", "link", "set", "other", "up");
        node.must("ip", "link", "set", "eth1", "up");
        Daemon keepalived = node.start(Program.KEEPALIVED, text, "-d", "-i", CONFIG_ID);
        keepalived.awaitLog("< Interfaces >", Duration.ofSeconds(60));
        keepalived.kill();
        return keepalived.log();
    }

    private Config model(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("generated.conf"), text);
        return ConfigLoader.standard()
                .load(file, new ConfigLoader.Options(Optional.of(CONFIG_ID), false))
                .draft();
    }

    /** Every fact of a name that Vigil's side knows at all, where the two sides differ. */
    private static List<String> differences(Map<String, String> ours, Map<String, String> theirs) {
        Set<String> kinds =
                ours.keySet().stream().map(DifferentialSystemTest::kind).collect(Collectors.toSet());
        Set<String> names = new TreeSet<>(ours.keySet());
        theirs.keySet().stream().filter(name -> kinds.contains(kind(name))).forEach(names::add);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String mine = ours.getOrDefault(name, "none");
            String other = theirs.getOrDefault(name, "none");
            if (!mine.equals(other)) {
                differences.add(name + ": Vigil " + mine + ", keepalived " + other);
            }
        }
        return differences;
    }

    private static String kind(String name) {
        return name.substring(name.indexOf(": "));
    }
}
