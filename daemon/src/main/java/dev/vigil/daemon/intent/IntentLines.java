package dev.vigil.daemon.intent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The text form of intents. Each line begins with the checksum of what follows in it; the last one counts the others, so that
 * a file that lost its end is known for what it is. What cannot be believed is left out and named.
 *
 * <pre>
 * vigil-intents 1
 * 5f1c0a77 server_drain %5B192.0.2.80%5D:tcp:80%20%5B10.0.0.11%5D:tcp:80 - user%20root 1796080000000 - yes kernel%20update
 * 0e6d3b12 end 1
 * </pre>
 *
 * The words of a line are kind, object, value, who, when, until, whether it is kept, and the reason. An empty one is a dash.
 */
final class IntentLines {
    static final String HEADING = "vigil-intents 1";
    private static final String END = "end";
    private static final String EMPTY = "-";
    private static final int WORDS = 8;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private IntentLines() {}

    /**
     * What a text held.
     *
     * @param faults what was wrong with it, a sentence each
     */
    record Reading(List<Intent> intents, List<String> faults) {}

    static String text(List<Intent> intents) {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        intents.forEach(intent -> line(words(intent), text));
        line(END + " " + intents.size(), text);
        return text.toString();
    }

    private static void line(String words, StringBuilder text) {
        text.append(checksum(words)).append(' ').append(words).append('\n');
    }

    private static String checksum(String words) {
        CRC32 sum = new CRC32();
        sum.update(words.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String words(Intent intent) {
        return String.join(
                " ",
                intent.kind().word(),
                word(intent.object()),
                number(intent.value()),
                word(intent.who()),
                Long.toString(intent.whenEpochMs()),
                number(intent.untilEpochMs()),
                intent.keep() ? "yes" : "no",
                word(intent.reason()));
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : EMPTY;
    }

    /** Letters, digits and a few signs as they are, every other byte as a percent sign and two digits. */
    private static String word(String text) {
        StringBuilder word = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                word.append((char) each);
            } else {
                word.append('%').append(HEX.toHexDigits(each));
            }
        }
        return word.isEmpty() ? EMPTY : word.toString();
    }

    private static boolean isPlain(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == ':'
                || each == '.'
                || each == '_'
                || each == '/';
    }

    /** Reads any text, whatever it holds. */
    static Reading read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADING)) {
            return new Reading(List.of(), List.of("it does not begin with " + HEADING));
        }
        List<Intent> intents = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        boolean ended = false;
        for (int index = 1; index < lines.size() && !ended; index++) {
            String words = believed(lines.get(index));
            if (words.equals(END + " " + (index - 1))) {
                ended = true;
            } else {
                try {
                    intents.add(intent(words));
                } catch (IllegalArgumentException unreadable) {
                    faults.add("line " + (index + 1) + " cannot be read");
                }
            }
        }
        if (!ended) {
            faults.add("its end is missing");
        }
        return new Reading(List.copyOf(intents), List.copyOf(faults));
    }

    /** What a line holds after its checksum; empty if that does not fit. */
    private static String believed(String line) {
        int blank = line.indexOf(' ');
        String words = line.substring(blank + 1);
        return blank > 0 && checksum(words).equals(line.substring(0, blank)) ? words : "";
    }

    private static Intent intent(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("not so many words");
        }
        return new Intent(
                kind(words[0]),
                decoded(words[1]),
                number(words[2]),
                decoded(words[3]),
                Long.parseLong(words[4]),
                decoded(words[7]),
                words[6].equals("yes"),
                number(words[5]));
    }

    private static Intent.Kind kind(String word) {
        for (Intent.Kind kind : Intent.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind");
    }

    private static OptionalLong number(String word) {
        return word.equals(EMPTY) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(word));
    }

    private static String decoded(String word) {
        if (word.equals(EMPTY)) {
            return "";
        }
        byte[] bytes = new byte[word.length()];
        int length = 0;
        for (int index = 0; index < word.length(); index++) {
            char each = word.charAt(index);
            if (each == '%') {
                bytes[length] = (byte) HexFormat.fromHexDigits(word, index + 1, index + 3);
                index += 2;
            } else {
                bytes[length] = (byte) each;
            }
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
