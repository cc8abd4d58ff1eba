package dev.vigil.fuzz;

import com.sun.management.ThreadMXBean;
import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.Problems;
import dev.vigil.config.Severity;
import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import dev.vigil.lint.report.JsonReport;
import dev.vigil.lint.report.SarifReport;
import dev.vigil.lint.report.TextReport;
import dev.vigil.lint.report.TextStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of a configuration, and what must hold of it whatever its text is.
 *
 * <ul>
 *   <li>Loading throws nothing and ends.
 *   <li>It allocates no more than a multiple of the text; repetitions and definitions may lead to more, within a bound.
 *   <li>The result is a function of the text, unless that asks for random numbers.
 *   <li>Every problem is at a place inside the file, and their number is bounded.
 *   <li>The linter judges it, and the reports for machines are JSON.
 *   <li>A configuration without errors can be made into parameters of the core.
 * </ul>
 */
final class LoadedConfiguration {
    /** What loading an empty file may allocate, in bytes. */
    private static final long ALLOCATED_BASE = 4 << 20;
    /** What each byte of plain text may add: about a tenth of this, and the rest for what the hooks of Jazzer allocate. */
    private static final long ALLOCATED_PER_BYTE = 16 << 10;
    /**
     * What any file of a fuzzer's size may allocate, however much it repeats itself: the worst of the corpus, 199 bytes that
     * double definitions, takes 4 to 4.4 GB, by how much of it the compiler does away with at that moment.
     */
    private static final long ALLOCATED_MAX = 6L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ConfigLoader.Options OPTIONS = new ConfigLoader.Options(Optional.of("node1"), false);
    private static final Path FILE = file();

    private static final Pattern PLACE = Pattern.compile(Pattern.quote(FILE.toString()) + ":\\d+:\\d+");

    private final byte[] bytes;
    private final ConfigLoader.Result result;

    private LoadedConfiguration(byte[] bytes, ConfigLoader.Result result) {
        this.bytes = bytes;
        this.result = result;
    }

    private static Path file() {
        try {
            Path directory = Files.createTempDirectory("vigil-fuzz");
            Path file = directory.resolve("fuzz.conf");
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LoadedConfiguration of(byte[] bytes) {
        try {
            Files.write(FILE, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean plain = text.indexOf('~') < 0 && text.indexOf('$') < 0 && !text.contains("include");
        long bound = plain ? ALLOCATED_BASE + ALLOCATED_PER_BYTE * bytes.length : ALLOCATED_MAX;
        Measured measured = load();
        if (measured.allocatedBytes > bound) {
            // Classes that are loaded at their first use do not count.
            measured = load();
        }
        Property.holds(
                measured.allocatedBytes <= bound,
                "loading " + bytes.length + " bytes allocates at most " + bound + ", not " + measured.allocatedBytes);
        return new LoadedConfiguration(bytes, measured.result);
    }

    private record Measured(ConfigLoader.Result result, long allocatedBytes) {}

    private static Measured load() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ConfigLoader.Result result = ConfigLoader.standard().load(FILE, OPTIONS);
        return new Measured(result, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    void assertSound() {
        assertPlaces();
        // Both cost a multiple of loading, so that every eighth input has to do.
        if (Arrays.hashCode(bytes) % 8 == 0) {
            assertFunction();
            assertReports();
        }
        result.config().ifPresent(LoadedConfiguration::assertAssembled);
    }

    /** What it means and what is wrong with it, without the places where things stand. */
    String meaning() {
        StringBuilder text = new StringBuilder();
        for (Problem problem : result.problems()) {
            text.append(problem.code()).append(' ');
        }
        return PLACE.matcher(text.append(result.draft())).replaceAll("");
    }

    boolean asksForChance() {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("_RANDOM");
    }

    private void assertFunction() {
        // Only small ones a second time: a bomb would take its time twice.
        if (!asksForChance() && result.problems().size() < 100) {
            ConfigLoader.Result again = ConfigLoader.standard().load(FILE, OPTIONS);
            Property.equal(result.problems(), again.problems(), "the problems are a function of the text");
            Property.equal(result.draft(), again.draft(), "the configuration is a function of the text");
        }
    }

    private void assertPlaces() {
        Property.holds(
                result.problems().size() <= Severity.values().length * Problems.FINDINGS_MAX,
                "the number of problems is bounded");
        List<String> lines = List.of(decoded().split("\n", -1));
        for (Problem problem : result.problems()) {
            if (!isInside(problem.place(), lines)) {
                throw new AssertionError("a problem is outside the file: " + problem);
            }
        }
    }

    private static boolean isInside(SourcePlace place, List<String> lines) {
        return FILE.toString().equals(place.file())
                && place.line() >= 1
                && place.line() <= lines.size()
                && place.column() >= 1
                && place.column() <= lines.get(place.line() - 1).length() + 1;
    }

    private String decoded() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void assertReports() {
        if (result.problems().size() > 100) {
            return;
        }
        LintReport report = Lint.each(List.of(NodeFile.of(FILE, OPTIONS)));
        Property.holds(StrictJson.isObject(JsonReport.of(report)), "the JSON report is JSON");
        String sarif = SarifReport.of(report, "0", FILE.getParent());
        Property.holds(StrictJson.isObject(sarif), "the SARIF report is JSON");
        Property.holds(!TextReport.summary(report).isEmpty(), "there is a summary");
        Property.holds(!TextReport.of(report, TextStyle.PLAIN).isBlank(), "there is a text");
    }

    private static void assertAssembled(Config config) {
        for (VrrpInstance instance : config.instances()) {
            IpAddress source = instance.family() == Family.IPV4 ? IpAddress.of("192.0.2.1") : IpAddress.of("fe80::1");
            Property.equal(
                    instance.vrid(), Assemble.router(instance, source).vrid(), "an instance becomes a virtual router");
            Property.holds(
                    Assemble.tracks(instance, config).awaited().size() > 0, "an instance awaits its interface first");
            Property.equal(
                    instance.addresses().size(),
                    Assemble.advertisement(instance).addresses().size(),
                    "an advertisement has the addresses");
            Property.equal(
                    instance.election().version(),
                    Assemble.expectation(instance).version(),
                    "an instance expects its own version");
        }
    }
}
