package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The core with one line of its source changed, compiled and loaded beside the sound one, with a simulator of its own. The
 * sources of the core stay as they are.
 */
final class PlantedFault implements AutoCloseable {
    /** How long a fault may remain unnoticed. */
    static final long TIME_MAX_NS = TimeUnit.SECONDS.toNanos(Integer.getInteger("vigil.planted.seconds", 30));

    private static final Path SOURCES = Path.of("..", "core", "src", "main", "java", "dev", "vigil", "core");

    private final URLClassLoader loader;

    private PlantedFault(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Replaces a text that occurs exactly once in a file of the core. */
    static PlantedFault plant(String file, String sound, String faulty, Path directory) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        assertThat(source.split(java.util.regex.Pattern.quote(sound), -1))
                .as("what comes before and after the text in %s", file)
                .hasSize(2);
        // Annotations of the null checker are not needed here.
        String text = source.replace(sound, faulty)
                .replaceAll("import org\\.jspecify[^;]*;", "")
                .replaceAll("@Nullable\\b", "");
        Path changed = directory.resolve(Path.of(file).getFileName());
        Files.writeString(changed, text);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(changed, classes);
        URL[] places = {
            url(classes),
            url(place(VirtualRouter.class)),
            url(place(Assemble.class)),
            url(place(RouterInput.class)),
            url(place(Simulation.class))
        };
        // The platform's loader would find the sound core, because that is a module.
        return new PlantedFault(new URLClassLoader(places, null));
    }

    private static void compile(Path file, Path classes) {
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        String core = place(VirtualRouter.class).toString();
        int status = compiler.run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                "-cp",
                core,
                "-proc:none",
                "-nowarn",
                file.toString());
        assertThat(status).as("the compiler's answer to the changed source").isZero();
    }

    /**
     * What came of a search.
     *
     * @param seed that broke a rule; empty if none did in the time
     * @param story of the broken rule
     * @param tookNs how long it took
     */
    record Search(OptionalLong seed, String story, long tookNs) {
        String text() {
            String found = seed.isPresent() ? "seed " + seed.getAsLong() + ": " + story : "not found";
            return String.format(Locale.ROOT, "%.1f s | %s", tookNs / 1e9, found);
        }
    }

    /** Lets seeds run from one on until one breaks a rule, or the time is over. */
    Search search(long from) throws ReflectiveOperationException {
        long beganNs = System.nanoTime();
        for (long seed = from; System.nanoTime() - beganNs < TIME_MAX_NS; seed++) {
            Optional<String> broken = brokenRule(seed);
            if (broken.isPresent()) {
                return new Search(OptionalLong.of(seed), broken.get(), System.nanoTime() - beganNs);
            }
        }
        return new Search(OptionalLong.empty(), "", System.nanoTime() - beganNs);
    }

    /** The rule that a seed of the simulator breaks, with the story. */
    Optional<String> brokenRule(long seed) throws ReflectiveOperationException {
        assertThat(loader.loadClass(VirtualRouter.class.getName()))
                .as("the core that is simulated")
                .isNotEqualTo(VirtualRouter.class);
        Method draw = loader.loadClass(RandomScenario.class.getName()).getMethod("of", long.class);
        Class<?> scenarios = loader.loadClass(Scenario.class.getName());
        Method breaks = loader.loadClass(Shrinker.class.getName()).getMethod("breaks", scenarios);
        Method text = loader.loadClass(BrokenRule.class.getName()).getMethod("text");
        Optional<?> broken = (Optional<?>) invoke(breaks, null, invoke(draw, null, seed));
        return broken.isEmpty() ? Optional.empty() : Optional.of((String) invoke(text, broken.get()));
    }

    private static Object invoke(Method method, Object on, Object... arguments) throws ReflectiveOperationException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the simulator failed", e.getCause());
        }
    }

    /** Where the classes of a module are. */
    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path directory) {
        try {
            return directory.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
