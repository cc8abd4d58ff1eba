package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.HashMap;
import java.util.Map;

/** The JSON form of a request: one flat object whose values are text. */
final class RequestJson {
    /** How many names a request may hold. */
    static final int NAMES_MAX = 32;

    private static final String COMMAND = "command";

    private RequestJson() {}

    static void write(String command, Map<String, String> arguments, JsonWriter json) {
        json.beginObject();
        json.name(COMMAND);
        json.value(command);
        arguments.forEach((name, value) -> {
            json.name(name);
            json.value(value);
        });
        json.endObject();
    }

    /** @throws RequestRefused for anything that is not such an object, whatever the bytes are */
    static Request parse(JsonStream json, byte[] line, String peer) throws RequestRefused {
        Map<String, String> values = new HashMap<>();
        try (JsonReader reader = json.reader(line)) {
            reader.beginObject();
            while (reader.hasNextField()) {
                String name = wellFormed(reader.nextField());
                if (values.put(name, text(reader, name)) != null) {
                    throw malformed("the name " + name + " stands twice");
                }
                if (values.size() > NAMES_MAX) {
                    throw malformed("more than " + NAMES_MAX + " names");
                }
            }
            reader.endObject();
        } catch (JsonException | IllegalStateException e) {
            throw malformed("not a JSON object: " + e.getMessage());
        } catch (IndexOutOfBoundsException | ArithmeticException _) {
            // The parser throws these, too, for broken text. Their messages come and go with the JIT compiler.
            throw malformed("not a JSON object");
        }
        String command = values.remove(COMMAND);
        if (command == null) {
            throw malformed("no command");
        }
        return new Request(command, values, peer);
    }

    private static String text(JsonReader reader, String name) throws RequestRefused {
        // Objects and arrays are refused unread, so that nothing nests.
        if (reader.currentToken() != JsonReader.Token.STRING) {
            throw malformed("the value of " + name + " is no text");
        }
        return wellFormed(reader.readString());
    }

    /** Text that UTF-8 can express: an escape may hold half of a surrogate pair, which no answer could repeat. */
    private static String wellFormed(String text) throws RequestRefused {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                boolean pair = index + 1 < text.length()
                        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
                if (!pair) {
                    throw malformed("half of a surrogate pair");
                }
                index++;
            }
        }
        return text;
    }

    private static RequestRefused malformed(String message) {
        return new RequestRefused(RequestRefused.Code.MALFORMED, message);
    }
}
