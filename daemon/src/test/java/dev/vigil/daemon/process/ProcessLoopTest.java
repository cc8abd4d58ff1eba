package dev.vigil.daemon.process;

import static dev.vigil.daemon.process.Scripts.command;
import static dev.vigil.daemon.process.Scripts.tracked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Scripts that are tracked, really run. */
class ProcessLoopTest extends LoopFixture {
    // What programs begin with

    @Test
    void programsBeginInTheRootDirectoryWithTheUmaskOfTheConfiguration() throws IOException {
        Path script = Scripts.write(directory, "check", "echo $(pwd) $(umask)");
        loop.track(
                List.of(tracked("chk", command(script.toString()))),
                new ScriptSettings(Optional.empty(), false, 0137, OwnSettings.Environment.USUAL));

        awaitResults(1);
        assertThat(results).containsExactly("chk up: exited with status 0: / 0137");
    }

    @Test
    void programsGetNoDescriptorBeyondTheThreeOfEverybody() throws IOException {
        Path script = Scripts.write(directory, "check", "echo $(ls /proc/self/fd)");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        // The fourth is the folder that ls reads.
        assertThat(results).containsExactly("chk up: exited with status 0: 0 1 2 3");
    }

    @Test
    void programsGetNoVariableOfTheJvmOrTheLinker() throws IOException {
        Path script =
                Scripts.write(directory, "check", "env | cut -d= -f1 | grep -E '^(LD_|JAVA|_JAVA|MALLOC)' | wc -l");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results).containsExactly("chk up: exited with status 0: 0");
    }

    // Tracked scripts

    @Test
    void aScriptThatSucceedsIsUpAtOnce() {
        track(tracked("ok", command("/bin/true")));

        awaitResults(1);
        assertThat(results).containsExactly("ok up: exited with status 0");
        assertThat(texts()).contains("VRRP_Script(ok) succeeded");
    }

    @Test
    void aScriptThatFailsIsDownWithItsStatusAndLastLine() throws IOException {
        Path script = Scripts.write(directory, "check", "echo started", "echo 'no route to db' >&2", "exit 3");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results).containsExactly("chk down: exited with status 3: no route to db");
        assertThat(texts())
                .contains(
                        "Script `chk` now returning 3",
                        "VRRP_Script(chk) failed (exited with status 3): no route to db");
    }

    @Test
    void aScriptThatASignalEndsIsDown() throws IOException {
        Path script = Scripts.write(directory, "check", "kill -SEGV $$");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results).containsExactly("chk down: killed by SIGSEGV");
        assertThat(texts()).contains("VRRP_Script(chk) failed (due to signal 11), killed by SIGSEGV");
    }

    @Test
    void aScriptThatTakesTooLongIsDownAndDiesWithWhatItStarted() throws IOException {
        Path pids = directory.resolve("pids");
        Path script = Scripts.write(
                directory,
                "check",
                "(trap '' TERM; exec sleep 600) &",
                "echo $! $$ >" + pids + ".new",
                "mv " + pids + ".new " + pids,
                "wait");

        track(tracked("chk", command(script.toString()), 60_000, 1_000));

        awaitResults(1);
        assertThat(results).containsExactly("chk down: timed out after 1 s");
        assertThat(texts()).contains("VRRP_Script(chk) timed_out after 1 s");
        for (String pid : lines(pids).getFirst().split(" ", 2)) {
            Eventually.holds("the end of " + pid, () -> !runs(pid), () -> "running");
        }
    }

    @Test
    void aScriptThatIgnoresTheRequestToEndIsKilled() throws IOException {
        Path pid = directory.resolve("pid");
        Path script =
                Scripts.write(directory, "check", "trap '' TERM", "echo $$ >" + pid, "while :; do sleep 0.05; done");

        track(tracked("chk", command(script.toString()), 60_000, 1_000));

        awaitResults(1);
        String number = lines(pid).getFirst();
        assertThat(runs(number)).isTrue();
        Eventually.holds("the end of it", () -> !runs(number), () -> "running");
    }

    @Test
    void aScriptRunsAtItsIntervalAndItsResultIsToldOnlyWhenItChanges() throws IOException {
        Path broken = directory.resolve("broken");
        Path runs = directory.resolve("runs");
        Path script = Scripts.write(directory, "check", "echo >>" + runs, "test ! -e " + broken);
        track(tracked("chk", command(script.toString()), 30, 10_000));
        Eventually.holds("three runs", () -> lines(runs).size() >= 3, () -> lines(runs));
        assertThat(results).hasSize(1);

        Files.createFile(broken);
        awaitResults(2);
        Files.delete(broken);
        awaitResults(3);

        assertThat(results)
                .containsExactly(
                        "chk up: exited with status 0",
                        "chk down: exited with status 1",
                        "chk up: exited with status 0");
    }

    @Test
    void thereAreNeverTwoRunsAtOnce() throws IOException {
        Path marks = directory.resolve("marks");
        Path script = Scripts.write(directory, "check", "echo in >>" + marks, "sleep 0.1", "echo out >>" + marks);

        track(tracked("chk", command(script.toString()), 20, 10_000));

        Eventually.holds("three runs", () -> lines(marks).size() >= 6, () -> lines(marks));
        List<String> seen = lines(marks);
        for (int index = 1; index < seen.size(); index++) {
            assertThat(seen.get(index)).isNotEqualTo(seen.get(index - 1));
        }
        assertThat(texts()).anyMatch(text -> text.startsWith("Track script chk is still running after"));
    }

    @Test
    void aScriptThatDoesNotExistIsDown() {
        track(tracked("chk", command(directory + "/check.sh")));

        awaitResults(1);
        assertThat(results)
                .containsExactly("chk down: cannot run " + directory + "/check.sh: No such file or directory");
        assertThat(texts()).noneMatch(text -> text.contains("not secure"));
    }

    @Test
    void theMissingDirectoryOnTheWayToAScriptIsNamed() {
        track(tracked("chk", command(directory + "/nowhere/check.sh")));

        awaitResults(1);
        assertThat(results)
                .containsExactly("chk down: cannot run " + directory + "/nowhere/check.sh: No such file or directory ("
                        + directory + "/nowhere does not exist)");
        assertThat(texts()).anyMatch(text -> text.startsWith("VRRP_Script(chk) failed (cannot run "));
    }

    @Test
    void aScriptWithoutItsRunBitIsDownAndItsModeIsNamed() throws IOException {
        Path script = Scripts.write(directory, "check", "exit 0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results)
                .containsExactly("chk down: cannot run " + script + ": Permission denied (" + script
                        + " is not executable, mode 0644)");
    }

    @Test
    void aScriptThatAppearsLaterIsRunThen() throws IOException {
        track(tracked("chk", command(directory + "/check"), 30, 10_000));
        awaitResults(1);

        Path hidden = Scripts.write(directory, "hidden", "exit 0");
        Files.move(hidden, directory.resolve("check"));

        awaitResults(2);
        assertThat(results.getLast()).isEqualTo("chk up: exited with status 0");
    }

    @Test
    void aMissingInterpreterIsNamed() throws IOException {
        Path script = directory.resolve("check");
        Files.writeString(script, "#!/usr/bin/nosuchpython -u\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results.getFirst()).endsWith("(its interpreter /usr/bin/nosuchpython does not exist)");
    }

    @Test
    void aScriptWithoutAnInterpreterLineIsRunByTheShell() throws IOException {
        Path script = directory.resolve("check");
        Files.writeString(script, "test \"$1\" = word\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        track(tracked("chk", command(script.toString(), "word")));

        awaitResults(1);
        assertThat(results).containsExactly("chk up: exited with status 0");
    }

    @Test
    void aBareNameIsLookedForInPath() {
        track(tracked("found", command("true")), tracked("missing", command("no-such-program-anywhere")));

        awaitResults(2);
        assertThat(results).anyMatch("found up: exited with status 0"::equals);
        assertThat(results)
                .anyMatch(result ->
                        result.startsWith("missing down: cannot run no-such-program-anywhere: not found in PATH"));
    }

    @Test
    void anUnknownUserIsNamed() {
        Command command = new Command(
                List.of("/bin/true"), Optional.of(new UserGroup("nobody-knows", Optional.empty())), Scripts.PLACE);

        track(tracked("chk", command));

        awaitResults(1);
        assertThat(results).containsExactly("chk down: cannot run /bin/true: there is no user nobody-knows");
    }

    @Test
    void aScriptThatIsAssumedToFailIsDownBeforeItsFirstRunEnds() throws IOException {
        Path gate = directory.resolve("gate");
        Path script = Scripts.write(directory, "check", "while [ ! -e " + gate + " ]; do sleep 0.02; done");
        track(new VrrpScript(
                "chk",
                command(script.toString()),
                60_000_000_000L,
                10_000_000_000L,
                new Weight(0, false),
                1,
                1,
                true,
                Scripts.PLACE));

        awaitResults(1);
        assertThat(results).containsExactly("chk down: not yet run");
        Files.createFile(gate);
        awaitResults(2);
        assertThat(results.getLast()).isEqualTo("chk up: exited with status 0");
    }

    @Test
    void floodsOfOutputAreReadAndBounded() throws IOException {
        Path script = Scripts.write(directory, "check", "yes noise | head -c 3000000", "echo the end");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results).containsExactly("chk up: exited with status 0: the end");
    }

    @Test
    void aChildHasNoDescriptorsOfOurs() throws IOException {
        Path seen = directory.resolve("seen");
        Path script = Scripts.write(
                directory, "check", "ls /proc/$$/fd >" + seen + " 2>&1 </dev/null", "readlink /proc/$$/fd/0");

        track(tracked("chk", command(script.toString())));

        awaitResults(1);
        assertThat(results).containsExactly("chk up: exited with status 0: /dev/null");
        // From 10 on they are the shell's own: the script that it reads, and what it has redirected.
        assertThat(lines(seen)).filteredOn(number -> number.length() == 1).containsExactly("0", "1", "2");
    }

    @Test
    void theStatusOfAScriptTellsItsLastRun() throws IOException {
        Path script = Scripts.write(directory, "check", "echo oh no", "exit 4");

        track(tracked("chk", command(script.toString(), "arg")));

        awaitResults(1);
        Eventually.holds("the end of the run", () -> !loop.scripts().getFirst().running(), loop::scripts);
        var status = loop.scripts().getFirst();
        assertThat(status.condition()).isEqualTo(Condition.DOWN);
        assertThat(status.command()).containsExactly(script.toString(), "arg");
        assertThat(status.last().orElseThrow().outcome()).isEqualTo("exited with status 4");
        assertThat(status.last().orElseThrow().output()).isEqualTo("oh no");
        assertThat(status.last().orElseThrow().durationNs()).isPositive();
    }

    // Reload

    @Test
    void anUnchangedScriptKeepsItsRunAcrossAReloadAndIsToldAgain() throws IOException {
        Path starts = directory.resolve("starts");
        Path gate = directory.resolve("gate");
        Path script = Scripts.write(
                directory, "check", "echo >>" + starts, "while [ ! -e " + gate + " ]; do sleep 0.02; done");
        VrrpScript before = tracked("chk", command(script.toString()));
        track(before);
        Eventually.holds("a start", () -> lines(starts).size() == 1, () -> lines(starts));

        VrrpScript after = new VrrpScript(
                before.name(),
                before.command(),
                before.intervalNs(),
                before.timeoutNs(),
                new Weight(-99, false),
                1,
                1,
                false,
                new SourcePlace("test.conf", 77, 1));
        track(after);
        Files.createFile(gate);

        awaitResults(1);
        track(after);
        awaitResults(2);
        assertThat(results).containsOnly("chk up: exited with status 0");
        assertThat(lines(starts)).hasSize(1);
    }

    @Test
    void aRemovedScriptIsEndedAndSaysNothingMore() throws IOException {
        Path pid = directory.resolve("pid");
        Path script =
                Scripts.write(directory, "check", "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid, "sleep 600");
        track(tracked("chk", command(script.toString())));
        Eventually.holds("a start", () -> Files.exists(pid), () -> "no pid");

        track();

        String number = lines(pid).getFirst();
        Eventually.holds("the end of it", () -> !runs(number), () -> "running");
        assertThat(results).isEmpty();
        assertThat(loop.scripts()).isEmpty();
    }

    @Test
    void aScriptWithOtherTimesCountsAsWhatItDidUntilItsNewResult() throws IOException {
        Path gate = directory.resolve("gate");
        Path script = Scripts.write(directory, "check", "test ! -e " + gate + " || { sleep 0.3; exit 1; }");
        track(tracked("chk", command(script.toString()), 60_000, 60_000));
        awaitResults(1);
        Files.createFile(gate);

        track(tracked("chk", command(script.toString()), 50_000, 50_000));

        awaitResults(3);
        assertThat(results)
                .containsExactly(
                        "chk up: exited with status 0",
                        "chk up: exited with status 0",
                        "chk down: exited with status 1");
    }

    @Test
    void anotherProgramOfTheSameNameSaysNothingBeforeItHasRun() throws IOException {
        track(tracked("chk", command("/bin/true")));
        awaitResults(1);
        Path slow = Scripts.write(directory, "check", "sleep 0.3", "exit 1");

        track(tracked("chk", command(slow.toString())));

        awaitResults(2);
        assertThat(results).containsExactly("chk up: exited with status 0", "chk down: exited with status 1");
    }

    @Test
    void closingEndsTrackedScripts() throws IOException {
        Path pid = directory.resolve("pid");
        Path script =
                Scripts.write(directory, "check", "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid, "sleep 600");
        track(tracked("chk", command(script.toString()), 60_000, 60_000));
        Eventually.holds("a start", () -> Files.exists(pid), () -> "no pid");

        loop.close();

        assertThat(runs(lines(pid).getFirst())).isFalse();
        assertThat(results).isEmpty();
    }

    // Users

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Test
    @EnabledIf("isRoot")
    void aScriptRunsAsItsUserWithThatUsersGroups() {
        Command command = new Command(
                List.of("/bin/sh", "-c", "id -u -n; echo $(id -u -n) $(id -g -n) $(id -G)"),
                Optional.of(new UserGroup("nobody", Optional.empty())),
                Scripts.PLACE);

        track(tracked("chk", command));

        awaitResults(1);
        assertThat(results.getFirst()).startsWith("chk up: exited with status 0: nobody nogroup ");
        assertThat(loop.scripts().getFirst().user()).isEqualTo("nobody");
    }

    @Test
    @EnabledIf("isRoot")
    void aScriptThatItsUserMayNotReachNamesTheDirectoryInTheWay() throws IOException {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Scripts.write(closed, "check", "exit 0");
        Command command = new Command(
                List.of(script.toString()), Optional.of(new UserGroup("nobody", Optional.empty())), Scripts.PLACE);

        track(tracked("chk", command));

        awaitResults(1);
        assertThat(results.getFirst())
                .isEqualTo("chk down: cannot run " + script + ": Permission denied (" + closed
                        + " cannot be entered by user nobody, mode 0700)");
    }

    @Test
    @EnabledIf("isRoot")
    void scriptSecurityRefusesWhatOthersCouldReplaceAndNamesIt() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path script = Scripts.write(open, "check", "exit 0");
        Command command = new Command(
                List.of(script.toString()), Optional.of(new UserGroup("root", Optional.empty())), Scripts.PLACE);

        loop.track(
                List.of(tracked("chk", command)),
                new ScriptSettings(Optional.empty(), true, 0177, OwnSettings.Environment.USUAL));

        awaitResults(1);
        assertThat(results.getFirst())
                .startsWith("chk down: cannot run " + script + ": enable_script_security refuses it as root: ")
                .contains("is writable by everybody");
    }
}
