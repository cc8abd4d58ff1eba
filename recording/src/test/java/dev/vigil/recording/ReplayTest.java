package dev.vigil.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import io.avaje.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String HEADER = "{\"vigil_recording\":1,\"note\":\"n\"}";

    private static List<Replay.Step> replay(List<String> lines) {
        Replay replay = new Replay();
        List<Replay.Step> steps = new ArrayList<>();
        lines.forEach(line -> replay.line(line).ifPresent(steps::add));
        steps.addAll(replay.finish());
        return steps;
    }

    private static void assertRefused(String line, String why) {
        Replay replay = new Replay();
        var _ = replay.line(HEADER);
        assertThatThrownBy(() -> replay.line(line))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aStepTellsTheInputWhatItDidAndTheStateAfterwards() {
        List<Replay.Step> steps = replay(new Sample(1_000).takeOver().lines());
        assertThat(steps).noneMatch(step -> step.difference().isPresent());
        Replay.Step last = steps.getLast();
        assertThat(last.node()).isEqualTo("node-a");
        assertThat(last.router()).isEqualTo("VI_1");
        assertThat(last.input()).isEqualTo("its deadline came");
        assertThat(last.state()).contains(State.MASTER);
        assertThat(last.did())
                .containsExactly(
                        "advertise priority 100",
                        "add addresses",
                        "announce addresses 5 times",
                        "BACKUP to MASTER: no advertisement from 10.77.0.2 (priority 150) for 3.609 s");
        assertThat(steps.get(1).atNs()).isEqualTo(Sample.BEGIN_NS);
    }

    @Test
    void aStartAndAnEndByAReloadAreReplayedWithTheirReasons() {
        Sample sample = new Sample(1_000);
        sample.router.start(new Cause.Reloaded("version 2 became 3"), sample.nowNs);
        sample.router.stop(Transition.Kind.STOPPED, new Cause.Reloaded("version 3 became 2"), sample.nowNs);
        List<String> lines = sample.lines();
        List<Replay.Step> steps = replay(lines);
        assertThat(steps).noneMatch(step -> step.difference().isPresent());
        assertThat(steps)
                .extracting(Replay.Step::input)
                .endsWith(
                        "started: the configuration was reloaded: version 2 became 3",
                        "stopped: the configuration was reloaded: version 3 became 2");
        assertThat(replay(lines.stream()
                        .map(line ->
                                line.replace(",\"why\":\"the configuration was reloaded: version 2 became 3\"", ""))
                        .toList()))
                .anyMatch(step -> step.difference().isPresent());
    }

    @Test
    void whatTheKeeperSentIsNotSentAgainInAReplay() {
        Sample sample = new Sample(1_000).takeOver();
        sample.nowNs += 3 * Sample.INTERVAL_NS / 2;
        sample.router.onAdvertised(sample.nowNs - Sample.INTERVAL_NS / 4, sample.nowNs);
        sample.router.onDeadline(sample.nowNs);
        List<Replay.Step> steps = replay(sample.lines());
        assertThat(steps).noneMatch(step -> step.difference().isPresent());
        assertThat(steps.get(steps.size() - 2).input()).isEqualTo("the keeper advertised for it at 9007214.114 s");
        assertThat(steps.getLast().input()).isEqualTo("its deadline came");
        assertThat(steps.getLast().did()).isEmpty();
    }

    @Test
    void anotherCauseOrPriorityOrStateIsADifference() {
        List<String> lines = new Sample(1_000).takeOver().lines();
        for (String[] change : new String[][] {
            {"(priority 150)", "(priority 151)"},
            {"\"to\":\"MASTER\",\"priority\":100", "\"to\":\"MASTER\",\"priority\":99"},
            {"\"from\":\"BACKUP\",\"to\":\"MASTER\"", "\"from\":\"BACKUP\",\"to\":\"FAULT\""}
        }) {
            List<String> changed = lines.stream()
                    .map(line -> line.replace(change[0], change[1]))
                    .toList();
            assertThat(changed).isNotEqualTo(lines);
            assertThat(replay(changed))
                    .filteredOn(step -> step.difference().isPresent())
                    .hasSize(1);
        }
    }

    @Test
    void aTransitionThatTheRecordingLacksIsADifferenceEvenAtTheEnd() {
        List<String> lines = new Sample(1_000).takeOver().lines();
        List<String> without = lines.stream()
                .filter(line -> !line.contains("\"to\":\"MASTER\"") && !line.contains("lines_before"))
                .toList();
        assertThat(replay(without).getLast().difference().orElse("")).contains("the recording does not");
    }

    @Test
    void aRecordingThatWasCutShortIsNotComplete() {
        List<String> lines = new Sample(1_000).takeOver().lines();
        Replay replay = new Replay();
        lines.subList(0, lines.size() - 1).forEach(replay::line);
        assertThat(replay.isComplete()).isFalse();
        assertThatThrownBy(() -> replay(List.of(lines.getFirst(), lines.getLast())))
                .hasMessageContaining("the recording has 1 lines instead of");
    }

    @Test
    void brokenLinesAreRefusedWithAReason() {
        assertRefused("", "");
        assertRefused("[]", "");
        assertRefused("{\"at_ns\":1,", "");
        assertRefused("{\"at_ns\":1.5,\"note\":\"\"}", "at_ns is no whole number");
        assertRefused("{\"at_ns\":1e999999999,\"note\":\"\"}", "");
        assertRefused("{\"at_ns\":-1,\"note\":\"\"}", "at_ns is not within");
        assertRefused("{\"at_ns\":1,\"at_ns\":2}", "at_ns stands twice");
        assertRefused("{\"at_ns\":1,\"node\":\"a\",\"router\":\"b\",\"input\":\"deadline\"}", "was not created");
        assertRefused("{\"at_ns\":1,\"node\":\"a\",\"router\":\"b\",\"input\":\"nope\"}", "there is no input 'nope'");
        assertRefused("{\"a\":" + "[".repeat(100_000), "more than 8 deep");
        assertRefused(" ".repeat(JsonLine.LENGTH_MAX + 1), "a line of more than");
    }

    @Test
    void theFirstLineMustBeAHeaderOfAKnownVersion() {
        assertThatThrownBy(() -> new Replay().line("{\"at_ns\":1,\"note\":\"n\"}"))
                .hasMessageContaining("vigil_recording");
        assertThatThrownBy(() -> new Replay().line("{\"vigil_recording\":2}")).hasMessageContaining("version 2");
    }

    @Test
    void changedBytesNeverThrowAnythingButAJsonException() {
        List<String> lines = new Sample(1_000).takeOver().lines();
        long seed = System.nanoTime();
        Random chance = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            List<String> changed = new ArrayList<>(lines);
            int at = chance.nextInt(changed.size());
            char[] text = changed.get(at).toCharArray();
            for (int flips = chance.nextInt(3); flips >= 0; flips--) {
                text[chance.nextInt(text.length)] = (char) chance.nextInt(128);
            }
            changed.set(at, new String(text));
            try {
                assertThat(replay(changed)).isNotNull();
            } catch (JsonException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            } catch (RuntimeException defect) {
                throw new AssertionError("seed " + seed + ", line " + changed.get(at), defect);
            }
        }
    }
}
