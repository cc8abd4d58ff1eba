package dev.vigil.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracksTest {
    // A script with weight -20 in a guide for two HAProxy hosts: success leaves the priority, failure takes 20.
    @ParameterizedTest
    @CsvSource({
        "100, -20, UP, 100",
        "100, -20, DOWN, 80",
        "100, -20, UNKNOWN, 100",
        "100, 20, UP, 120",
        "100, 20, DOWN, 100",
        "100, 20, UNKNOWN, 100",
        // A failing nginx takes 5 from 100: still above the other node's 90, so its address never moves.
        "100, -5, DOWN, 95",
        // A failing HAProxy takes 120 from 200: below the other node's 100.
        "200, -120, DOWN, 80",
        "240, 50, UP, 254",
        "254, 1, UP, 254",
        "253, 1, UP, 254",
        "20, -50, DOWN, 1",
        "20, -20, DOWN, 1",
        "20, -19, DOWN, 1",
        "20, -18, DOWN, 2",
        "255, -253, DOWN, 255",
        "255, 253, UP, 255"
    })
    void thePriorityIsTheSumWithinOneTo254AndThatOfAnOwnerNeverChanges(
            int base, int weight, Condition condition, int effective) {
        assertThat(tracks(script("check", weight, condition)).effectivePriority(base))
                .isEqualTo(effective);
    }

    @Test
    void onlyTheSumIsLimited() {
        Tracks tracks = tracks(
                script("up", 253, Condition.UP), script("down", -253, Condition.DOWN), script("late", 7, Condition.UP));
        assertThat(tracks.effectivePriority(100)).isEqualTo(107);
    }

    @Test
    void withoutObjectsThePriorityIsTheConfiguredOne() {
        assertThat(tracks().effectivePriority(1)).isEqualTo(1);
        assertThat(tracks().effectivePriority(254)).isEqualTo(254);
        assertThat(tracks().faults()).isEmpty();
        assertThat(tracks().hasFault()).isFalse();
        assertThat(tracks().awaited()).isEmpty();
    }

    @Test
    void aFaultIsWhatIsDownWithoutAWeight() {
        Track broken = script("broken", 0, Condition.DOWN);
        Tracks tracks = tracks(
                script("weighted", -10, Condition.DOWN),
                script("fine", 0, Condition.UP),
                broken,
                script("new", 0, Condition.UNKNOWN));
        assertThat(tracks.faults()).containsExactly(broken);
        assertThat(tracks.hasFault()).isTrue();
        tracks.update(Track.Kind.SCRIPT, "broken", Condition.UP, "");
        assertThat(tracks.faults()).isEmpty();
        assertThat(tracks.hasFault()).isFalse();
    }

    @Test
    void anythingThatMayBeAFaultIsAwaitedUntilItWasLookedAt() {
        Track unseen = script("unseen", 0, Condition.UNKNOWN);
        Track reversed = new Track(Track.Kind.SCRIPT, "reversed", new Weight(0, true), Condition.UNKNOWN, "");
        Tracks tracks = tracks(unseen, reversed, script("weighted", 5, Condition.UNKNOWN));
        assertThat(tracks.awaited()).containsExactly(unseen, reversed);
        assertThat(tracks.hasFault()).isFalse();
        tracks.update(Track.Kind.SCRIPT, "unseen", Condition.UP, "");
        tracks.update(Track.Kind.SCRIPT, "reversed", Condition.DOWN, "");
        assertThat(tracks.awaited()).isEmpty();
        assertThat(tracks.hasFault()).isFalse();
    }

    @Test
    void anUpdateTellsWhatChangedTheDetailIncluded() {
        Tracks tracks = tracks(script("check", 0, Condition.UNKNOWN));
        assertThat(tracks.update(Track.Kind.SCRIPT, "check", Condition.UP, "fine"))
                .contains(new Track(Track.Kind.SCRIPT, "check", Weight.FAULT_ON_FAILURE, Condition.UP, "fine"));
        assertThat(tracks.update(Track.Kind.SCRIPT, "check", Condition.UP, "fine"))
                .isEmpty();
        assertThat(tracks.update(Track.Kind.SCRIPT, "check", Condition.UP, "still fine"))
                .isPresent();
        assertThat(tracks.all()).singleElement().extracting(Track::detail).isEqualTo("still fine");
    }

    @Test
    void anObjectIsItsKindAndItsName() {
        Tracks tracks = tracks(script("eth0", 0, Condition.UP), interfaceNamed("eth0", Condition.UP));
        assertThat(tracks.update(Track.Kind.INTERFACE, "eth0", Condition.DOWN, ""))
                .isPresent();
        assertThat(tracks.update(Track.Kind.INTERFACE, "eth1", Condition.DOWN, ""))
                .isEmpty();
        assertThat(tracks.update(Track.Kind.SOURCE_ADDRESS, "eth0", Condition.DOWN, ""))
                .isEmpty();
        assertThat(tracks.find(Track.Kind.SCRIPT, "eth0").orElseThrow().condition())
                .isEqualTo(Condition.UP);
        assertThat(tracks.find(Track.Kind.INTERFACE, "eth0").orElseThrow().condition())
                .isEqualTo(Condition.DOWN);
        assertThat(tracks.find(Track.Kind.SOURCE_ADDRESS, "eth0")).isEmpty();
    }

    @Test
    void aReplacementKeepsWhatIsKnown() {
        Tracks tracks = tracks(
                new Track(Track.Kind.SCRIPT, "kept", new Weight(5, false), Condition.DOWN, "exited with status 1"),
                script("dropped", 0, Condition.DOWN));
        tracks.replaceBy(tracks(script("kept", -30, Condition.UNKNOWN), script("new", 0, Condition.UNKNOWN)));
        assertThat(tracks.all())
                .containsExactly(
                        new Track(
                                Track.Kind.SCRIPT,
                                "kept",
                                new Weight(-30, false),
                                Condition.DOWN,
                                "exited with status 1"),
                        script("new", 0, Condition.UNKNOWN));
        assertThat(tracks.effectivePriority(100)).isEqualTo(70);
    }

    @Test
    void theListIsNoWayIn() {
        Tracks tracks = tracks(script("check", 0, Condition.UNKNOWN));
        List<Track> before = tracks.all();
        tracks.update(Track.Kind.SCRIPT, "check", Condition.UP, "");
        assertThat(before).containsExactly(script("check", 0, Condition.UNKNOWN));
    }

    @Test
    void theEffectivePriorityIsAlwaysOneThatMayBeSent() {
        Seeds.each(1000, random -> {
            Condition[] conditions = Condition.values();
            List<Track> some = IntStream.range(0, random.nextInt(6))
                    .mapToObj(index -> new Track(
                            Track.Kind.SCRIPT,
                            "script" + index,
                            new Weight(random.nextInt(-253, 254), random.nextBoolean()),
                            conditions[random.nextInt(conditions.length)],
                            ""))
                    .toList();
            int base = random.nextInt(1, 255);
            int sum = base + some.stream().mapToInt(Track::delta).sum();
            assertThat(new Tracks(some).effectivePriority(base))
                    .isBetween(1, 254)
                    .isEqualTo(sum < 1 ? 1 : sum > 254 ? 254 : sum);
        });
    }

    @Test
    void kindsHaveWordsForPeople() {
        assertThat(Stream.of(Track.Kind.values()).map(Track.Kind::word))
                .containsExactly(
                        "interface",
                        "source address of",
                        "script",
                        "file",
                        "process",
                        "BFD session",
                        "list of unicast peers of");
    }

    @Test
    void aFileIsAwaitedUntilItIsReadAndThenAddsItsNumber() {
        Tracks tracks = tracks(file("maint", 2));
        assertThat(tracks.awaited()).isNotEmpty();
        assertThat(tracks.effectivePriority(100)).isEqualTo(100);

        assertThat(tracks.updateFile("maint", -5, ""))
                .hasValueSatisfying(now -> assertThat(now.value()).isEqualTo(-5));

        assertThat(tracks.awaited()).isEmpty();
        assertThat(tracks.effectivePriority(100)).isEqualTo(90);
        assertThat(tracks.updateFile("maint", -5, "")).isEmpty();
        assertThat(tracks.updateFile("other", -5, "")).isEmpty();
    }

    @Test
    void aFileWhoseNumberIsFarBelowIsAFault() {
        Tracks tracks = tracks(file("maint", 2));
        tracks.updateFile("maint", -127, "");
        assertThat(tracks.hasFault()).isTrue();
        tracks.updateFile("maint", -126, "");
        assertThat(tracks.hasFault()).isFalse();
    }

    @Test
    void whatIsKnownOfAFileOutlastsAnotherWeight() {
        Tracks tracks = tracks(file("maint", 2));
        tracks.updateFile("maint", 7, "");
        tracks.replaceBy(tracks(file("maint", -1)));
        assertThat(tracks.effectivePriority(100)).isEqualTo(93);
    }

    private static Track file(String name, int weight) {
        return new Track(Track.Kind.FILE, name, new Weight(weight, false), Condition.UNKNOWN, "");
    }

    private static Tracks tracks(Track... tracks) {
        return new Tracks(List.of(tracks));
    }

    private static Track script(String name, int weight, Condition condition) {
        return new Track(Track.Kind.SCRIPT, name, new Weight(weight, false), condition, "");
    }

    private static Track interfaceNamed(String name, Condition condition) {
        return new Track(Track.Kind.INTERFACE, name, Weight.FAULT_ON_FAILURE, condition, "");
    }
}
