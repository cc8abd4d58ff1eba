package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Check;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.Dialogue;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Turn;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.Errno;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.ProbeSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One attempt of a check over a socket: carries out what its dialogue says. */
final class Attempt {
    /** How often one turn reads; the rest waits until others had theirs. */
    private static final int READS_MAX = 4;

    /** Where it stands. */
    private enum State {
        CONNECTING,
        TALKING
    }

    final Check check;
    final long timeoutNs;

    /** After which it has failed whatever comes. */
    final long latestNs;

    /** After which it has failed if nothing comes. */
    long deadlineNs;

    private final ProbeSocket socket;
    private final Dialogue dialogue;
    private final NativeBuffer buffer;
    private final boolean isStream;
    private State state = State.CONNECTING;

    /** What is left to be sent. */
    private @Nullable ByteBuffer unsent;

    /** @param buffer shared by all, used during one call */
    Attempt(Check check, Probe.Talk probe, NativeBuffer buffer, long nowNs, long longestNs) {
        this.check = check;
        this.buffer = buffer;
        timeoutNs = probe.route().timeoutNs();
        deadlineNs = nowNs + timeoutNs;
        latestNs = nowNs + Math.max(timeoutNs, longestNs);
        dialogue = probe.dialogue(check.step());
        isStream = probe.medium() == Medium.TCP || probe.medium() == Medium.TLS;
        socket = ProbeSocket.begin(probe.route(), probe.medium());
    }

    int fd() {
        return socket.fd();
    }

    /** What it waits for. */
    int events() {
        return state == State.CONNECTING || unsent != null ? Epoll.WRITABLE : Epoll.READABLE;
    }

    /** Something happened for which it waited; says what it came to, or that it goes on. */
    Turn onReady() {
        return switch (state) {
            case CONNECTING -> open();
            case TALKING -> unsent == null ? hear() : send();
        };
    }

    private Turn open() {
        int errno = socket.outcome();
        if (errno != 0) {
            return Turn.failed(Errno.text(errno));
        }
        state = State.TALKING;
        return follow(dialogue.onOpen());
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
            int sent = socket.send(buffer, 0, count);
            if (isLater(sent)) {
                return Turn.LISTEN;
            }
            if (sent < 0) {
                return Turn.failed(Errno.text(-sent));
            }
            bytes.position(bytes.position() + sent);
        }
        unsent = null;
        return Turn.LISTEN;
    }

    private Turn hear() {
        for (int reads = 0; reads < READS_MAX && unsent == null; reads++) {
            int count = socket.receive(buffer);
            if (isLater(count)) {
                break;
            }
            if (count < 0) {
                return Turn.failed(Errno.text(-count));
            }
            Turn turn = count == 0 && isStream
                    ? dialogue.onEnd(true)
                    : follow(dialogue.onReceived(buffer.bytes().slice(0, count)));
            if (!(turn instanceof Turn.Listen)) {
                return turn;
            }
        }
        return Turn.LISTEN;
    }

    private static boolean isLater(int result) {
        return result == -Errno.EAGAIN || result == -Errno.EINTR;
    }

    /** Nothing came in time. */
    Turn onSilence() {
        return state == State.TALKING ? dialogue.onSilence() : Turn.failed("no answer in time");
    }

    void close() {
        socket.close();
    }
}
