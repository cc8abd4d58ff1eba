package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that keeps connections to an HTTP server, and asks on each of them again and again. It prints {@code open N S} for
 * one that server S has answered first, and {@code lost N S REASON} for one that has ended.
 *
 * <p>Arguments: an address, a port and how many.
 */
final class LongConnections {
    private static final int CONNECT_MS = 2_000;

    /** Longer than a check takes to find out that a server is dead. */
    private static final int ANSWER_MS = 8_000;

    private static final int PAUSE_MS = 100;

    private LongConnections() {}

    private static final class Connection {
        final int number;
        final Socket socket;
        String server = "";

        Connection(int number, Socket socket) {
            this.number = number;
            this.socket = socket;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InetSocketAddress to =
                new InetSocketAddress(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]));
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < Integer.parseInt(arguments[2]); number++) {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(to, CONNECT_MS);
            socket.setSoTimeout(ANSWER_MS);
            Connection connection = new Connection(number, socket);
            threads.add(Thread.ofPlatform().start(() -> keep(connection)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void keep(Connection connection) {
        try {
            while (true) {
                String server = ask(connection.socket);
                if (connection.server.isEmpty()) {
                    connection.server = server;
                    System.out.println("open " + connection.number + " " + server);
                } else if (!connection.server.equals(server)) {
                    throw new IOException("answered by " + server);
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (IOException e) {
            System.out.println("lost " + connection.number + " " + connection.server + " " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The body of the answer, which is one line. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (true) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                throw new IOException("closed");
            }
            answer.append((char) read);
            int head = answer.indexOf("\r\n\r\n");
            if (head >= 0 && read == '\n' && answer.length() > head + 4) {
                return answer.substring(head + 4).strip();
            }
        }
    }
}
