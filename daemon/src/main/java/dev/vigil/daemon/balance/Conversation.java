package dev.vigil.daemon.balance;

import dev.vigil.core.check.Dialogue;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.Turn;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.Errno;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.ProbeSocket;
import dev.vigil.linux.TlsClient;
import dev.vigil.linux.TlsIdentity;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to a server: carries out what its dialogue says. It never waits. */
public final class Conversation implements AutoCloseable {
    /** How often one turn reads; the rest waits until others had theirs. */
    private static final int READS_MAX = 4;

    /**
     * Whom it is with.
     *
     * @param tlsName the name that TLS asks for
     */
    public record Partner(Route route, Medium medium, Optional<String> tlsName) {}

    /** Where it stands. */
    public enum State {
        CONNECTING,
        /** TLS agrees on keys. */
        SHAKING,
        TALKING
    }

    private final ProbeSocket socket;
    private final Dialogue dialogue;
    private final NativeBuffer buffer;
    private final boolean isStream;
    private final @Nullable TlsClient tls;
    private State state = State.CONNECTING;

    /** Whether it waits until the socket can be written. */
    private boolean waitsToWrite = true;

    /** What is left to be sent. */
    private @Nullable ByteBuffer unsent;

    /**
     * Begins to connect; throws a {@link dev.vigil.linux.LinuxException} if that is refused at once.
     *
     * @param buffer used during one call
     * @param identity what a server is shown that asks for a certificate
     */
    public Conversation(Partner partner, Dialogue dialogue, NativeBuffer buffer, Optional<TlsIdentity> identity) {
        this.dialogue = dialogue;
        this.buffer = buffer;
        isStream = partner.medium == Medium.TCP || partner.medium == Medium.TLS;
        socket = ProbeSocket.begin(partner.route, partner.medium);
        tls = partner.medium == Medium.TLS ? tlsOver(socket, partner.tlsName, identity) : null;
    }

    private static TlsClient tlsOver(ProbeSocket socket, Optional<String> name, Optional<TlsIdentity> identity) {
        boolean begun = false;
        try {
            TlsClient tls = TlsClient.over(socket, name, identity);
            begun = true;
            return tls;
        } finally {
            if (!begun) {
                socket.close();
            }
        }
    }

    public int fd() {
        return socket.fd();
    }

    /** What it waits for. */
    public int events() {
        return waitsToWrite ? Epoll.WRITABLE : Epoll.READABLE;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Something happened for which it waited; says what it came to, or that it goes on. */
    public Turn onReady() {
        return switch (state) {
            case CONNECTING -> open();
            case SHAKING -> shake();
            case TALKING -> unsent == null ? hear() : send();
        };
    }

    private Turn open() {
        int errno = socket.outcome();
        if (errno != 0) {
            return Turn.failed(Errno.text(errno));
        }
        waitsToWrite = false;
        if (tls != null) {
            state = State.SHAKING;
            return shake();
        }
        state = State.TALKING;
        return follow(dialogue.onOpen());
    }

    private Turn shake() {
        int result = tls == null ? TlsClient.FAILED : tls.connect();
        if (result > 0) {
            waitsToWrite = false;
            state = State.TALKING;
            return follow(dialogue.onOpen());
        }
        return isLater(result) ? Turn.LISTEN : refused(result);
    }

    private Turn follow(Turn turn) {
        if (!(turn instanceof Turn.Say(ByteBuffer bytes))) {
            return turn;
        }
        unsent = bytes;
        return send();
    }

    private Turn send() {
        ByteBuffer bytes = unsent;
        while (bytes != null && bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), buffer.sizeBytes());
            buffer.bytes().put(0, bytes, bytes.position(), count);
            int sent = tls == null ? socket.send(buffer, count) : tls.send(buffer, count);
            if (isLater(sent)) {
                waitsToWrite |= tls == null;
                return Turn.LISTEN;
            }
            if (sent <= 0) {
                return refused(sent);
            }
            bytes.position(bytes.position() + sent);
        }
        unsent = null;
        waitsToWrite = false;
        return Turn.LISTEN;
    }

    private Turn hear() {
        for (int reads = 0; reads < READS_MAX && unsent == null; reads++) {
            int count = tls == null ? socket.receive(buffer) : tls.receive(buffer);
            if (isLater(count)) {
                break;
            }
            boolean announced = count == 0;
            Turn turn;
            if (isStream && (announced || (tls != null && count == TlsClient.UNANNOUNCED_END))) {
                turn = dialogue.onEnd(announced);
            } else if (count < 0) {
                turn = refused(count);
            } else {
                turn = follow(dialogue.onReceived(buffer.bytes().slice(0, count)));
            }
            if (!(turn instanceof Turn.Listen)) {
                return turn;
            }
        }
        return Turn.LISTEN;
    }

    /** Whether a step is to be made again later; notes for what it waits. */
    private boolean isLater(int result) {
        if (tls == null) {
            return result == -Errno.EAGAIN || result == -Errno.EINTR;
        }
        waitsToWrite = result == TlsClient.WANTS_WRITE;
        return waitsToWrite || result == TlsClient.WANTS_READ;
    }

    private Turn refused(int result) {
        return Turn.failed(tls == null ? Errno.text(-result) : tls.failure());
    }

    /** Nothing came in time. */
    public Turn onSilence() {
        return state == State.TALKING ? dialogue.onSilence() : Turn.failed("no answer in time");
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
        socket.close();
    }
}
