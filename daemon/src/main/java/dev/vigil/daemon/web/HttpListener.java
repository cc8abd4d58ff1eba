package dev.vigil.daemon.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

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

    /** How many clients may stay. */
    private static final int STREAMS_MAX = 16;

    private static final Pattern LOCAL_NAME =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?", Pattern.CASE_INSENSITIVE);

    private final Semaphore streams = new Semaphore(STREAMS_MAX);
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
            Request request = request(exchange);
            Optional<Live> live = pages.live(request);
            if (live.isPresent() && method.equals("GET")) {
                stream(exchange, live.get(), request.known());
                return;
            }
            Answer answer = pages.at(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void stream(HttpExchange exchange, Live live, String known) throws IOException {
        if (!streams.tryAcquire()) {
            exchange.sendResponseHeaders(Answer.UNAVAILABLE, -1);
            return;
        }
        try {
            EventStream.serve(exchange, live, known);
        } finally {
            streams.release();
        }
    }

    private static Request request(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : query,
                header(exchange, "Accept"),
                header(exchange, "Accept-Language"),
                header(exchange, "Last-Event-ID"),
                exchange.getLocalAddress().getAddress().isLoopbackAddress() && isLocalName(header(exchange, "Host")));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** A name of the network that leads to this machine is how a page from elsewhere would read this one. */
    private static boolean isLocalName(String host) {
        return LOCAL_NAME.matcher(host).matches();
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
