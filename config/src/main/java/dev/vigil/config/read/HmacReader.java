package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.model.HmacSettings;
import dev.vigil.config.model.HmacSettings.AntiReplay;
import dev.vigil.config.model.HmacSettings.KeySource;
import dev.vigil.config.model.HmacSettings.Mode;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.time.Nanos;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code auth_hmac}. */
final class HmacReader {
    private static final int KEY_ID_MAX = 255;
    private static final long WINDOW_MIN_NS = 5 * Nanos.PER_S;
    private static final long WINDOW_MAX_NS = 300 * Nanos.PER_S;
    private static final int WINDOW_ADVERTS = 3;

    private final Section instance;
    private final boolean strict;
    private final Problems problems;

    HmacReader(Section instance, boolean strict, Problems problems) {
        this.instance = instance;
        this.strict = strict;
        this.problems = problems;
    }

    Optional<HmacSettings> read(long advertIntervalNs) {
        List<Section> blocks = instance.sections("auth_hmac");
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        Section block = blocks.getLast();
        List<HmacSettings.Key> keys = keys(block);
        int active = block.integer("active_key", 0);
        if (keys.stream().noneMatch(key -> key.id() == active)) {
            problems.add(
                    ProblemCode.AUTHENTICATION_INCOMPLETE,
                    block.place(),
                    "active_key names no key; the whole block is ignored and advertisements carry no proof",
                    "Add: active_key N, where N is the number of a key of this block.");
            return Optional.empty();
        }
        long windowNs = Math.clamp(WINDOW_ADVERTS * advertIntervalNs, WINDOW_MIN_NS, WINDOW_MAX_NS);
        boolean monotonic = block.text("anti_replay").equals(Optional.of("monotonic"));
        return Optional.of(new HmacSettings(
                List.copyOf(keys),
                active,
                block.nanos("time_window", windowNs),
                monotonic ? AntiReplay.MONOTONIC : AntiReplay.TIME,
                mode(block)));
    }

    private Mode mode(Section block) {
        Mode mode = switch (block.text("mode").orElse("enforce")) {
            case "permissive" -> Mode.PERMISSIVE;
            case "receive-only" -> Mode.RECEIVE_ONLY;
            default -> Mode.ENFORCE;
        };
        if (strict && mode != Mode.ENFORCE) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    block.last("mode").orElseThrow().argumentPlace(),
                    "in strict mode auth_hmac is enforced",
                    "Write mode enforce.");
            return Mode.ENFORCE;
        }
        return mode;
    }

    private List<HmacSettings.Key> keys(Section block) {
        List<HmacSettings.Key> keys = new ArrayList<>();
        for (Statement statement : block.all("key")) {
            if (statement.value() instanceof Value.Words(List<Word> words)) {
                key(statement, words).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private Optional<HmacSettings.Key> key(Statement statement, List<Word> words) {
        OptionalLong id = Digits.decimal(words.getFirst().text());
        if (id.isEmpty() || id.getAsLong() < 1 || id.getAsLong() > KEY_ID_MAX) {
            return wrong(statement, words.getFirst(), "the number of a key is 1..255", "Write key N VALUE.");
        }
        Word value = words.get(1);
        SourcePlace place = statement.place();
        int number = (int) id.getAsLong();
        String text = value.text();
        if (text.startsWith("file:")) {
            return Optional.of(
                    new HmacSettings.Key(number, new KeySource.InFile(text.substring("file:".length())), place));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.startsWith("hex:")) {
            try {
                bytes = HexFormat.of().parseHex(text.substring("hex:".length()));
            } catch (IllegalArgumentException notHexadecimal) {
                return wrong(statement, value, "the key is not hexadecimal", "Write pairs of digits after hex:");
            }
        }
        if (bytes.length < HmacSettings.KEY_BYTES_MIN || bytes.length > HmacSettings.KEY_BYTES_MAX) {
            return wrong(
                    statement,
                    value,
                    "the key has " + bytes.length + " bytes, not 32 to 64",
                    "Make one, for example with: openssl rand -hex 32");
        }
        return Optional.of(new HmacSettings.Key(number, new KeySource.Given(new Secret(bytes)), place));
    }

    private Optional<HmacSettings.Key> wrong(Statement statement, Word word, String what, String hint) {
        problems.add(ProblemCode.OUT_OF_RANGE, statement.node().place(word), what + "; the key is left out", hint);
        return Optional.empty();
    }
}
