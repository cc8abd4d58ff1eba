package dev.vigil.daemon.control;

import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Offers the control socket. A client sends one line, a JSON object whose values are text
 * ({@code {"command":"status","instance":"VI_1"}}), and gets one JSON object back: the result, or
 * {@code {"error":{"code":"not_found","message":"..."}}}; to {@code record} the lines of a recording. Then the connection
 * closes.
 *
 * <p>Only root and the daemon's own user are served. Every connection is bounded in size and time, and there are
 * {@link #THREADS} threads, so that a client that hangs holds up no more than itself.
 */
public final class ControlServer implements AutoCloseable {
    /** The longest request, in bytes. */
    public static final int REQUEST_MAX = 16 * 1024;
    /** How long a client may take to send its request, and again to take the answer. */
    public static final long TRANSFER_TIMEOUT_MS = 2_000;
    /** How long a {@link Handler} may take. */
    public static final long ANSWER_TIMEOUT_MS = 10_000;

    static final int THREADS = 3;
    private static final int BACKLOG = 16;
    private static final long CLOSE_WAIT_MS = 500;

    private final Path socket;
    private final ServerSocketChannel channel;
    private final Answers answers;
    private final EventLog log;
    private final PeerCheck peers;
    private final List<Thread> threads = new ArrayList<>();

    private ControlServer(Path socket, ServerSocketChannel channel, Handler handler, EventLog log, PeerCheck peers) {
        this.socket = socket;
        this.channel = channel;
        this.answers = new Answers(handler, log);
        this.log = log;
        this.peers = peers;
    }

    /**
     * Makes the socket (mode 0600) and its directory (mode 0700) and starts serving.
     *
     * @throws IOException if the socket cannot be made, or if another daemon answers on it
     */
    public static ControlServer start(Path socket, Handler handler, EventLog log) throws IOException {
        PeerCheck peers = PeerCheck.rootAndSelf();
        SocketPlace.prepare(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ControlServer server = new ControlServer(socket, channel, handler, log, peers);
        boolean started = false;
        try {
            channel.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            SocketPlace.protect(socket);
            server.startThreads();
            started = true;
        } finally {
            if (!started) {
                channel.close();
            }
        }
        log.put(new ControlEvent.Listening(socket.toString()));
        return server;
    }

    private void startThreads() {
        for (int number = 1; number <= THREADS; number++) {
            threads.add(Thread.ofPlatform()
                    .name("vigil-control-" + number)
                    .daemon(true)
                    .start(this::serve));
        }
    }

    private void serve() {
        while (channel.isOpen()) {
            try (SocketChannel client = channel.accept()) {
                serve(client);
            } catch (IOException e) {
                tellUnlessClosed(e);
            }
        }
    }

    /** Either the client went away, and gets no answer by its own doing, or this server was closed. */
    private void tellUnlessClosed(IOException failure) {
        if (channel.isOpen()) {
            log.put(new DaemonEvent.Detail("control", "A client of the control socket left: " + failure.getMessage()));
            pause();
        }
    }

    /** Keeps a lasting failure of accept (no descriptors left, say) from becoming a busy loop. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel client) throws IOException {
        String peer = peers.nameOf(client);
        try (TimedChannel timed = new TimedChannel(client, TRANSFER_TIMEOUT_MS)) {
            if (!peers.admits(client)) {
                log.put(new ControlEvent.Refused(peer, "only root and the daemon's own user are served"));
                timed.write(answers.refusal(
                        RequestRefused.Code.NOT_ALLOWED, "only root and the daemon's own user are served"));
                return;
            }
            answer(timed, peer);
        }
    }

    private void answer(TimedChannel client, String peer) throws IOException {
        byte[] whole;
        try {
            whole = answers.to(client.readLine(REQUEST_MAX), peer, lines -> send(lines, client));
        } catch (RequestRefused refused) {
            whole = answers.refusal(refused.code(), String.valueOf(refused.getMessage()));
        }
        client.write(whole);
    }

    private static void send(Handler.Lines lines, TimedChannel client) throws IOException {
        LineStream stream = new LineStream(client, ANSWER_TIMEOUT_MS);
        try {
            lines.write(stream);
            stream.flush();
        } catch (UncheckedIOException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Stops serving and removes the socket. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.put(new DaemonEvent.OperationFailed("close the control socket", String.valueOf(e.getMessage())));
        }
        SocketPlace.remove(socket);
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_WAIT_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
