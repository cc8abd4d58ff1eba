package dev.vigil.daemon.control;

import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.options.DaemonOptions.ControlGroups;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.LocalConnection;
import dev.vigil.linux.LocalListener;
import dev.vigil.linux.LocalPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Offers the control socket. A client sends one line, a JSON object whose values are text
 * ({@code {"command":"status","instance":"VI_1"}}), and gets one JSON object back: the result, or
 * {@code {"error":{"code":"not_found","message":"..."}}}; to {@code record} the lines of a recording. Then the connection
 * closes.
 *
 * <p>Root and the daemon's own user are served, and the members of groups that are allowed to ask, or to change as well.
 * Every connection is bounded in size and time, and there are {@link #THREADS} threads, so that a client that hangs holds up
 * no more than itself.
 */
public final class ControlServer implements AutoCloseable {
    /** The longest request, in bytes. */
    public static final int REQUEST_MAX = 16 * 1024;
    /** How long a client may take to send its request, and again to take the answer. */
    public static final long TRANSFER_TIMEOUT_MS = 2_000;
    /** How long a {@link Handler} may take. */
    public static final long ANSWER_TIMEOUT_MS = 10_000;

    /** How long the answer to {@code reload} may take: a configuration may be long. */
    public static final long RELOAD_TIMEOUT_MS = 60_000;

    static final int THREADS = 3;
    /** How long a client that is refused may take to send what nobody hears. */
    private static final long UNHEARD_TIMEOUT_MS = 200;

    private static final int BACKLOG = 16;
    private static final long CLOSE_WAIT_MS = 500;

    private final Path socket;
    private final SocketPlace place;
    private final LocalListener listener;
    private final Answers answers;
    private final EventLog log;
    private volatile PeerCheck peers;
    private final Envelope envelope;
    private final List<Thread> threads = new ArrayList<>();

    private volatile boolean closing;

    private ControlServer(
            Path socket, SocketPlace place, LocalListener listener, Handler handler, EventLog log, PeerCheck peers) {
        this.socket = socket;
        this.place = place;
        this.listener = listener;
        this.answers = new Answers(handler, log);
        this.log = log;
        this.envelope = new Envelope("the control socket", log);
        this.peers = peers;
    }

    /**
     * Makes the socket and starts serving. Without groups the socket has mode 0600 and its directory 0700; with them others
     * reach the socket, and what they may do is decided by who they are.
     *
     * @throws IOException if the socket cannot be made, or if another daemon answers on it
     */
    public static ControlServer start(Path socket, ControlGroups groups, Handler handler, EventLog log)
            throws IOException {
        PeerCheck peers = PeerCheck.of(groups);
        SocketPlace place = new SocketPlace(socket);
        place.prepare();
        LocalListener listener = listen(socket);
        ControlServer server = new ControlServer(socket, place, listener, handler, log, peers);
        boolean started = false;
        try {
            server.open(!groups.isNone());
            server.startThreads();
            started = true;
        } finally {
            if (!started) {
                listener.close();
            }
        }
        log.put(new ControlEvent.Listening(socket.toString()));
        return server;
    }

    /** Lets other groups use the socket from now on; who is connected already stays so. */
    public void admit(ControlGroups groups) throws IOException {
        peers = PeerCheck.of(groups);
        open(!groups.isNone());
    }

    /** Names a group that does not exist; empty if all do. */
    public static Optional<String> noSuchGroup(ControlGroups groups) {
        try {
            PeerCheck _ = PeerCheck.of(groups);
            return Optional.empty();
        } catch (IOException | LinuxException refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }

    private void open(boolean shared) throws IOException {
        place.open(shared)
                .ifPresent(closed -> log.put(new DaemonEvent.OperationFailed(
                        "let groups reach " + socket,
                        closed + " lets nobody but its owner through; chmod 0711 it, or choose another --socket")));
    }

    private static LocalListener listen(Path socket) throws IOException {
        try {
            return LocalListener.open(socket.toAbsolutePath(), BACKLOG);
        } catch (LinuxException refusal) {
            throw new IOException(refusal.getMessage(), refusal);
        }
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
        while (!closing) {
            boolean _ = envelope.attempt(this::serveNext);
        }
    }

    private void serveNext() {
        try (LocalConnection client = listener.accept()) {
            serve(client);
        } catch (IOException | LinuxException e) {
            tellUnlessClosed(e);
        }
    }

    /** Either the client went away, and gets no answer by its own doing, or this server was closed. */
    private void tellUnlessClosed(Exception failure) {
        if (!closing) {
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

    private void serve(LocalConnection client) throws IOException {
        LocalPeer peer = client.peer();
        Access access = peers.accessOf(peer);
        if (access == Access.NONE) {
            refuse(client, PeerCheck.nameOf(peer));
            return;
        }
        try (TimedChannel timed = new TimedChannel(new ByteStream.OfPeer(client), TRANSFER_TIMEOUT_MS)) {
            answer(timed, PeerCheck.nameOf(peer), access);
        }
    }

    private void refuse(LocalConnection client, String peer) throws IOException {
        String reason = "only root, the daemon's own user and members of its groups are served";
        log.put(new ControlEvent.Refused(peer, reason));
        try (TimedChannel timed = new TimedChannel(new ByteStream.OfPeer(client), UNHEARD_TIMEOUT_MS)) {
            throwAwayRequest(timed);
            timed.write(answers.refusal(RequestRefused.Code.NOT_ALLOWED, reason));
        }
    }

    /** A connection that is closed while bytes wait in it is reset by the kernel, and the answer goes with it. */
    private static void throwAwayRequest(TimedChannel client) throws IOException {
        try {
            byte[] _ = client.readLine(REQUEST_MAX);
        } catch (RequestRefused lateOrLong) {
            // Whoever sends no request within bounds may be left without the reason.
            return;
        }
    }

    private void answer(TimedChannel client, String peer, Access access) throws IOException {
        byte[] whole;
        try {
            whole = answers.to(client.readLine(REQUEST_MAX), peer, access, lines -> send(lines, client));
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
        closing = true;
        listener.stop();
        SocketPlace.remove(socket);
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_WAIT_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        // A thread that still serves a client holds the descriptor until this process ends.
        if (threads.stream().noneMatch(Thread::isAlive)) {
            listener.close();
        }
    }
}
