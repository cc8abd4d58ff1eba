package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;

/**
 * A program that answers every datagram with its name.
 *
 * <p>Arguments: a port and the name.
 */
final class UdpServer {
    private UdpServer() {}

    public static void main(String[] arguments) throws IOException {
        byte[] name = arguments[1].getBytes(StandardCharsets.US_ASCII);
        byte[] question = new byte[64];
        try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(arguments[0]))) {
            System.out.println("started");
            while (true) {
                DatagramPacket packet = new DatagramPacket(question, question.length);
                socket.receive(packet);
                socket.send(new DatagramPacket(name, name.length, packet.getSocketAddress()));
            }
        }
    }
}
