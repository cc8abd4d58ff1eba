package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.recording.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a broken rule. Here a cluster breaks it that cannot work and says that it can. */
class FindingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static final Scenario BROKEN = Pair.scenario(
            Pair.nodes(1, 2),
            Pair.at(5, new Action.Script(Pair.A, "check", false)),
            Pair.at(6, new Action.Pause(Pair.B)),
            Pair.at(7, new Action.Resume(Pair.B)),
            Pair.at(8, new Action.Crash(Pair.A)),
            Pair.at(20, new Action.Boot(Pair.A)),
            Pair.at(30, new Action.Contest(Pair.A, 0, 0)));

    private static Finding finding() {
        return Finding.of(BROKEN, Shrinker.breaks(BROKEN).orElseThrow());
    }

    @Test
    void aBrokenRuleIsShrunkToTheStepsThatItTakes() {
        Finding finding = finding();
        assertThat(finding.broken().rule()).isEqualTo(Rule.ONE_MASTER);
        assertThat(finding.smallest().steps())
                .extracting(Step::action)
                .containsExactlyInAnyOrder(new Action.Boot(Pair.A), new Action.Boot(Pair.B));
        assertThat(finding.smallest().durationNs()).isEqualTo(finding.broken().atNs());
        assertThat(finding.text()).contains("ONE_MASTER", "It takes 2 of 8 steps", "Boot[node=0]");
    }

    @Test
    void whatBreaksNothingIsLeftAsItIs() {
        Scenario sound = Pair.scenario(Pair.nodes());
        assertThat(Shrinker.shrink(sound)).isEqualTo(sound);
    }

    @Test
    void theRecordOfAFindingIsReplayedWithoutADifference() throws IOException {
        Path file = directory.resolve("finding.jsonl");
        finding().record(file);
        List<Replay.Step> steps = replay(Files.readAllLines(file));
        assertThat(steps).noneMatch(step -> step.difference().isPresent());
        assertThat(steps.getFirst().input()).contains("seed 1", "ONE_MASTER");
        assertThat(steps.getLast().input()).contains("ONE_MASTER");
        assertThat(steps)
                .flatExtracting(Replay.Step::did)
                .anyMatch(did -> did.startsWith("BACKUP to MASTER: no master was heard"));
    }

    @Test
    void aReplayTellsWhereThisProgramDoesSomethingElse() throws IOException {
        Path file = directory.resolve("finding.jsonl");
        finding().record(file);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.contains("\"deadline\"") || line.contains("lines_before"));
        assertThat(replay(lines))
                .flatExtracting(step -> step.difference().stream().toList())
                .anyMatch(text -> text.startsWith("the recording goes from BACKUP to MASTER with priority 150")
                        && text.endsWith("; this program does not"));
        List<String> silent = new ArrayList<>(Files.readAllLines(file));
        silent.removeIf(line -> line.contains("\"transition\"") || line.contains("lines_before"));
        assertThat(replay(silent))
                .flatExtracting(step -> step.difference().stream().toList())
                .anyMatch(text -> text.startsWith("this program went from BACKUP to MASTER with priority 150")
                        && text.endsWith("; the recording does not"));
    }

    private static List<Replay.Step> replay(List<String> lines) {
        Replay replay = new Replay();
        List<Replay.Step> steps = new ArrayList<>();
        lines.forEach(line -> replay.line(line).ifPresent(steps::add));
        return steps;
    }
}
