package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.OwnSettings.Variable;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.UserGroup;
import dev.vigil.linux.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void aProgramOfAnotherUserIsToldItsOwnHomeAndName() {
        Map<String, String> passed =
                Map.of("HOME", "/root", "USER", "root", "LOGNAME", "root", "SHELL", "/bin/zsh", "PATH", "/bin");
        var user = new Users.User("probe", 70, 70, "/home/probe", "/bin/sh");

        assertThat(ProgramEnvironment.as(user, passed))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "HOME", "/home/probe",
                        "USER", "probe",
                        "LOGNAME", "probe",
                        "SHELL", "/bin/sh",
                        "PATH", "/bin"));
    }

    private static Variable set(String name, String value) {
        return new Variable(name, Optional.of(new Secret(value.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatIsConfiguredGoesBeforeWhatIsHandedDownAndTheNearerBeforeTheGeneral() {
        Map<String, String> passed = Map.of("PATH", "/bin", "LANG", "C");
        Map<String, String> own = Map.of("PATH", "/bin", "PROXY", "http://p", "OTHER", "x");
        List<Variable> all = List.of(
                set("SITE", "a"),
                set("PATH", "/opt/bin"),
                new Variable("PROXY", Optional.empty()),
                new Variable("ABSENT", Optional.empty()));

        assertThat(ProgramEnvironment.with(passed, own, all, List.of(set("SITE", "b"))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("PATH", "/opt/bin", "LANG", "C", "SITE", "b", "PROXY", "http://p"));
        assertThat(ProgramEnvironment.with(passed, own, List.of(), List.of())).isSameAs(passed);
    }

    @Test
    void theLauncherGivesAnObjectItsOwnVariablesAndSearchesThePathThatTheProgramGets() {
        Launcher launcher = new Launcher(Map.of("PATH", "/nowhere"));
        launcher.use(new ScriptSettings(
                Optional.of(new UserGroup("root", Optional.empty())),
                false,
                0177,
                new OwnSettings.Environment(
                        List.of(set("SITE", "a")),
                        List.of(new OwnSettings.Addition(
                                OwnSettings.Owner.SCRIPT, "chk", List.of(set("PATH", "/usr/bin:/bin")))))));
        Command command = new Command(List.of("true"), Optional.empty(), SourcePlace.NOWHERE);

        assertThat(launcher.prepare(command)).isInstanceOf(Launch.Refused.class);
        assertThat(launcher.prepare(command, OwnSettings.Owner.INSTANCE, "chk")).isInstanceOf(Launch.Refused.class);
        assertThat(launcher.prepare(command, OwnSettings.Owner.SCRIPT, "chk"))
                .isInstanceOfSatisfying(
                        Launch.Ready.class,
                        ready -> assertThat(ready.program().environment())
                                .containsEntry("SITE", "a")
                                .containsEntry("PATH", "/usr/bin:/bin"));
    }

    @Test
    void theLauncherTellsItToProgramsOfOtherUsersOnly() throws IOException {
        Launcher launcher = new Launcher(Map.of("HOME", "/of/the/daemon", "PATH", "/bin"));
        Users.User self = Users.user((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .orElseThrow();
        Users.User other =
                Users.user(self.name().equals("nobody") ? "root" : "nobody").orElseThrow();

        assertThat(home(launcher, self)).isEqualTo("/of/the/daemon");
        assertThat(home(launcher, other)).isEqualTo(other.home());
    }

    private static String home(Launcher launcher, Users.User user) {
        UserGroup runAs = new UserGroup(user.name(), Optional.empty());
        Launch launch = launcher.prepare(new Command(List.of("/bin/true"), Optional.of(runAs), Scripts.PLACE));
        return launch instanceof Launch.Ready ready
                ? String.valueOf(ready.program().environment().get("HOME"))
                : launch.toString();
    }

    @Test
    void theLocaleIsThatFromBeforeTheLauncherSetOneForTheJvm() {
        assertThat(ProgramEnvironment.of(Map.of("LC_ALL", "C.UTF-8", "VIGIL_LC_ALL", "")))
                .isEmpty();
        assertThat(ProgramEnvironment.of(Map.of("LC_ALL", "C.UTF-8", "VIGIL_LC_ALL", "zh_CN.UTF-8")))
                .isEqualTo(Map.of("LC_ALL", "zh_CN.UTF-8"));
        assertThat(ProgramEnvironment.of(Map.of("LC_ALL", "de_DE.UTF-8"))).isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8"));
    }
}
