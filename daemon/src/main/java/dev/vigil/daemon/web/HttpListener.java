package dev.vigil.daemon.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves pages over HTTP at one address. What a client may cost is bounded: connections, time, and the size of its request. */
final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final int METHOD_NOT_ALLOWED = 405;

    static {
        // The JDK's server reads these once. Times are seconds.
        System.setProperty("jdk.httpserver.maxConnections", "128");
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "20");
        System.setProperty("sun.net.httpserver.idleInterval", "30");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "32");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "64");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Pages pages;
    private boolean serving;

    /** A slow client holds a thread, which must not be one that others wait for. */
    private final ExecutorService clients = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("vigil-web-", 0).factory());

    private HttpListener(HttpServer server, Pages pages) {
        this.server = server;
        this.pages = pages;
    }

    /** Listens from now on; answers when {@link #serve} is called. */
    static HttpListener open(InetSocketAddress address, Pages pages) throws IOException {
        return new HttpListener(HttpServer.create(address, BACKLOG), pages);
    }

    void serve() {
        serving = true;
        server.setExecutor(clients);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                return;
            }
            String accept = exchange.getRequestHeaders().getFirst("Accept");
            String path = exchange.getRequestURI().getPath();
            Answer answer = pages.at(path == null || path.isEmpty() ? "/" : path, accept == null ? "" : accept);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Ends at once; whoever is being answered is cut off. */
    @Override
    public void close() {
        if (!serving) {
            // Only a server that runs gives its port back.
            server.start();
        }
        server.stop(0);
        clients.shutdownNow();
    }
}
