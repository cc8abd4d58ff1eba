package dev.vigil.daemon.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on the loopback interface that answers each command as a test wants. */
final class ScriptedMailServer implements AutoCloseable {
    private static final int BACKLOG = 4;

    /** Everything that clients said, line by line. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Map<String, String> answers;

    /**
     * @param answers by the beginning of a command; {@code greeting} and {@code end} are what is said at first and after the
     *     text. What is not named is answered well.
     */
    ScriptedMailServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        Thread.ofPlatform().daemon(true).start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException gone) {
                // The client has heard enough, or the test is over.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, answers.getOrDefault("greeting", "220 hello"));
        boolean inText = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (inText) {
                if (line.equals(".")) {
                    inText = false;
                    say(client, answers.getOrDefault("end", "250 taken"));
                }
            } else {
                String answer = answer(line);
                say(client, answer);
                inText = line.equals("DATA") && answer.startsWith("3");
            }
        }
    }

    private String answer(String command) {
        return answers.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(command.equals("DATA") ? "354 go on" : "250 well");
    }

    private static void say(Socket client, String answer) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
