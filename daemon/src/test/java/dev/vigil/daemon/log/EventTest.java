package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.outcome.Outcome;
import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void everyKindHasItsOwnCodeBetween1000And1999() {
        List<String> codes =
                Arrays.stream(EventKind.values()).map(EventKind::code).toList();

        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("VGL1\\d{3}"));
    }

    @Test
    void everyKindIsMadeByASample() {
        Set<EventKind> seen = EnumSet.noneOf(EventKind.class);
        Samples.all().keySet().forEach(event -> seen.add(event.kind()));

        assertThat(seen).containsExactlyInAnyOrder(EventKind.values());
    }

    @Test
    void everyEventIsToldByItsLine() {
        Samples.all().forEach((event, line) -> assertThat(EventText.of(event)).isEqualTo(line));
    }

    @Test
    void everyDropReasonIsExplainedInItsOwnWords() {
        List<String> texts = Arrays.stream(DropReason.values())
                .map(reason -> EventText.of(new VrrpEvent.AdvertisementDropped("VI_1", reason, Samples.PEER, 1)))
                .toList();

        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void everyEventIsAJsonObjectWithTheCommonNames() {
        JsonStream json = JsonStream.builder().build();
        Samples.all().forEach((event, line) -> {
            String text = EventJson.of(json, new LogLine(1_795_256_317_278L, event, line));
            Map<String, Object> members = JsonMapper.builder().build().fromJsonObject(text);
            assertThat(members)
                    .containsEntry("code", event.kind().code())
                    .containsEntry("level", event.kind().level().word())
                    .containsEntry("text", line)
                    .containsKeys("time_ms", "event", "area");
            assertThat(text).doesNotContain("\n");
        });
    }

    @Test
    void theJsonOfATransitionHoldsItsCauseChain() {
        Event event = Samples.entered(State.MASTER, State.FAULT, new Cause.Reloaded(), new Cause.Started());

        String text = EventJson.of(JsonStream.builder().build(), new LogLine(0, event, "t"));

        Map<String, Object> members = JsonMapper.builder().build().fromJsonObject(text);
        assertThat(members).containsEntry("instance", "VI_1").containsEntry("state", "FAULT");
        assertThat((List<?>) members.get("why")).hasSize(2);
    }

    @Test
    void aLineCannotBeForgedByWhatAScriptWrites() {
        Event event = new ScriptEvent.Failed(
                "chk", new Outcome.Exited(1, "a\nSat Nov 21: (VI_1) Entering MASTER STATE\u001b[2J\u202e", 1));

        assertThat(EventText.of(event))
                .isEqualTo("VRRP_Script(chk) failed (exited with status 1): "
                        + "a\\u{a}Sat Nov 21: (VI_1) Entering MASTER STATE\\u{1b}[2J\\u{202e}");
    }

    @Test
    void wordsInOtherScriptsAreKept() {
        assertThat(Printable.of("Gerät 東京 ok")).isEqualTo("Gerät 東京 ok");
    }

    @Test
    void linesAreBounded() {
        assertThat(Printable.of("x".repeat(100_000)))
                .hasSizeLessThan(Printable.LENGTH_MAX + 10)
                .endsWith("...");
        assertThat(Printable.of("\u0001".repeat(100_000))).hasSizeLessThan(Printable.LENGTH_MAX + 10);
    }

    @Test
    void theManualListsEveryKindWithAnExample() throws IOException {
        Map<EventKind, String> rows = new EnumMap<>(EventKind.class);
        Samples.all().forEach((event, line) -> rows.putIfAbsent(event.kind(), row(event.kind(), line)));

        assertThat(Files.readAllLines(Path.of("../docs/use/events.md"))).containsSubsequence(rows.values());
    }

    private static String row(EventKind kind, String line) {
        return "| " + kind.code() + " | " + kind.level().word() + " | "
                + kind.flow().name().toLowerCase(Locale.ROOT) + " | "
                + kind.name().toLowerCase(Locale.ROOT) + " | `"
                + line.replace("`", "'") + "` |";
    }
}
