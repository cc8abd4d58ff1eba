package dev.vigil.core.check;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One URL of a web check.
 *
 * @param closes whether the request asks for the connection to be closed
 * @param minor the version of HTTP: 0 for 1.0, 1 for 1.1
 * @param host what is asked for; the address and the port if it is not given
 * @param announcesEnd whether an end of TLS that was not announced is a failure
 */
public record WebRequest(
        String path, int minor, boolean closes, Optional<String> host, WebDemand demand, boolean announcesEnd) {
    /** The bytes that keepalived sends. */
    byte[] bytes(Route route) {
        String text = "GET " + path + " HTTP/1." + minor + "\r\n"
                + "User-Agent: KeepAliveClient\r\n"
                + (closes ? "Connection: close\r\n" : "")
                + "Host: " + host.orElseGet(route::authority) + "\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
