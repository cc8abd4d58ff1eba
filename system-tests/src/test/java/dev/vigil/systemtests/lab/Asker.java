package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A program that asks an address again and again and writes one line per answer: the time in nanoseconds and who
 * answered. Questions without an answer leave no line.
 *
 * <p>Arguments: udp or http, the address, the port, and the pause between two questions in milliseconds.
 */
final class Asker {
    private static final int PATIENCE_MS = 250;

    private Asker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InetSocketAddress target = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        long pauseMs = Long.parseLong(arguments[3]);
        System.out.println("started");
        if (arguments[0].equals("udp")) {
            askByDatagrams(target, pauseMs);
        } else {
            while (true) {
                askByHttp(target);
                Thread.sleep(pauseMs);
            }
        }
    }

    /** Questions go out at their pace, whatever becomes of earlier ones. */
    private static void askByDatagrams(InetSocketAddress target, long pauseMs)
            throws IOException, InterruptedException {
        try (DatagramSocket socket = new DatagramSocket()) {
            Thread.ofPlatform().daemon().start(() -> hear(socket));
            byte[] question = {'?'};
            while (true) {
                try {
                    socket.send(new DatagramPacket(question, question.length, target));
                } catch (IOException e) {
                    // Nobody has the address at the moment.
                    Thread.sleep(pauseMs);
                }
                Thread.sleep(pauseMs);
            }
        }
    }

    private static void hear(DatagramSocket socket) {
        byte[] answer = new byte[64];
        while (true) {
            DatagramPacket packet = new DatagramPacket(answer, answer.length);
            try {
                socket.receive(packet);
                print(new String(answer, 0, packet.getLength(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                print("");
            }
        }
    }

    private static void askByHttp(InetSocketAddress target) {
        try (Socket socket = new Socket()) {
            socket.connect(target, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            List<String> lines = answer.lines().toList();
            if (answer.startsWith("HTTP/1.") && lines.getFirst().contains(" 200")) {
                print(lines.getLast());
            }
        } catch (SocketTimeoutException e) {
            // No answer is no line.
        } catch (IOException e) {
            // Refused or reset: no line either.
        }
    }

    private static synchronized void print(String who) {
        Instant now = Instant.now();
        System.out.println((now.getEpochSecond() * 1_000_000_000 + now.getNano()) + " " + who);
    }
}
