package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramEnvironmentTest {
    @Test
    void programsGetOnlyWhatIsUsual() {
        Map<String, String> own = Map.ofEntries(
                Map.entry("PATH", "/bin"),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("LC_ALL", "C"),
                Map.entry("TZ", "UTC"),
                Map.entry("LD_PRELOAD", "/tmp/evil.so"),
                Map.entry("LD_LIBRARY_PATH", "/tmp"),
                Map.entry("BASH_ENV", "/tmp/evil.sh"),
                Map.entry("PYTHONPATH", "/tmp"),
                Map.entry("JAVA_TOOL_OPTIONS", "-Dx"),
                Map.entry("_JAVA_SR_SIGNUM", "50"),
                Map.entry("MALLOC_ARENA_MAX", "1"),
                Map.entry("NOTIFY_SOCKET", "/run/systemd/notify"),
                Map.entry("VIGIL_BACKGROUND", "1"));

        assertThat(ProgramEnvironment.of(own)).containsOnlyKeys("PATH", "LANG", "LC_ALL", "TZ");
    }

    @Test
    void variablesThatAreNamedArePassedOn() {
        Map<String, String> own =
                Map.of("REDIS_URL", "redis://db", "OTHER", "x", "VIGIL_PROGRAM_ENVIRONMENT", "REDIS_URL NONE");

        assertThat(ProgramEnvironment.of(own)).containsExactly(Map.entry("REDIS_URL", "redis://db"));
    }
}
