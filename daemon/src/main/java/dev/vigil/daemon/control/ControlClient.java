package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks a daemon over its control socket. */
public final class ControlClient {
    /** The longest answer, in bytes. */
    static final int ANSWER_MAX = 256 * 1024 * 1024;

    /** The longest line of an answer of many, in bytes. */
    private static final int LINE_MAX = 1024 * 1024;

    private static final long TRANSFERS_MS = 2 * ControlServer.TRANSFER_TIMEOUT_MS;

    private ControlClient() {}

    /**
     * Sends one request and waits for its answer, in bounded time.
     *
     * @return the answer, a JSON object
     * @throws RequestRefused if the daemon answers with an error
     * @throws IOException if no daemon answers: {@code NoSuchFileException} or {@code ConnectException} if none runs,
     *     {@code AccessDeniedException} if this user may not ask
     */
    public static String request(Path socket, String command, Map<String, String> arguments)
            throws IOException, RequestRefused {
        return request(socket, command, arguments, ControlServer.ANSWER_TIMEOUT_MS);
    }

    /** As the other, for a command whose answer may take longer. */
    public static String request(Path socket, String command, Map<String, String> arguments, long answerTimeoutMs)
            throws IOException, RequestRefused {
        return ask(socket, command, arguments, answerTimeoutMs, channel -> {
            return checked(new String(channel.readAll(ANSWER_MAX), StandardCharsets.UTF_8));
        });
    }

    /**
     * As {@link #request} for an answer of many lines, which are handed over as they come.
     *
     * @return how many lines there were
     */
    public static long lines(Path socket, String command, Consumer<String> lines) throws IOException, RequestRefused {
        return ask(socket, command, Map.of(), ControlServer.ANSWER_TIMEOUT_MS, channel -> {
            List<String> refusal = new ArrayList<>();
            long[] count = {0};
            channel.readLines(LINE_MAX, line -> {
                count[0]++;
                if (count[0] == 1 && line.startsWith("{\"error\":")) {
                    refusal.add(line);
                } else {
                    lines.accept(line);
                }
            });
            if (!refusal.isEmpty()) {
                String _ = checked(refusal.getFirst());
            }
            return count[0];
        });
    }

    /** What is made of an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(TimedChannel channel) throws IOException, RequestRefused;
    }

    private static <T> T ask(
            Path socket, String command, Map<String, String> arguments, long answerTimeoutMs, Reader<T> reader)
            throws IOException, RequestRefused {
        JsonStream json = JsonStream.builder().serializeEmpty(true).build();
        var request = json.bufferedWriter();
        RequestJson.write(command, arguments, request);
        ConnectFailure.explain(socket);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            try (TimedChannel timed =
                    new TimedChannel(ByteStream.OfChannel.of(channel), answerTimeoutMs + TRANSFERS_MS)) {
                send(timed, request.result() + "\n");
                return reader.read(timed);
            }
        }
    }

    /** A server that refuses this user answers and closes before it reads, and so may be gone; its answer is there. */
    private static void send(TimedChannel timed, String line) {
        try {
            timed.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // Without an answer the reading that follows tells that there is none.
            return;
        }
    }

    /** The answer, unless it is an error. */
    private static String checked(String answer) throws IOException, RequestRefused {
        Map<?, ?> members;
        try {
            members = JsonTree.parse(answer).members();
        } catch (JsonException e) {
            throw new IOException("not an answer of a daemon: " + e.getMessage(), e);
        }
        if (members.get("error") instanceof Map<?, ?> error) {
            throw new RequestRefused(codeOf(String.valueOf(error.get("code"))), String.valueOf(error.get("message")));
        }
        return answer;
    }

    private static RequestRefused.Code codeOf(String word) {
        for (RequestRefused.Code code : RequestRefused.Code.values()) {
            if (code.word().equals(word)) {
                return code;
            }
        }
        return RequestRefused.Code.INTERNAL;
    }
}
