package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A program with one tiny HTTP server per address, each of which answers every request with its own address.
 *
 * <p>Arguments: a port and the addresses.
 */
final class HttpServers {
    private HttpServers() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            String address = arguments[i];
            Thread.ofPlatform().start(() -> serve(address, port));
        }
        System.out.println("started");
    }

    private static void serve(String address, int port) {
        byte[] answer = ("HTTP/1.0 200 OK\r\nContent-Length: " + (address.length() + 1) + "\r\n\r\n" + address + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            while (true) {
                try (Socket client = server.accept()) {
                    client.setSoTimeout(500);
                    if (client.getInputStream().read() >= 0) {
                        client.getOutputStream().write(answer);
                    }
                } catch (IOException e) {
                    System.out.println(address + ": " + e);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(address, e);
        }
    }
}
