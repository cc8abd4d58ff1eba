package dev.vigil.core.check;

import java.nio.ByteBuffer;

/** One attempt of a check, from the open connection to the verdict. Whatever arrives, it keeps a bounded amount of it. */
public interface Dialogue {
    /** Passes as soon as the connection is open. */
    Dialogue OPENING = new Dialogue() {
        @Override
        public Turn onOpen() {
            return Turn.PASSED;
        }

        @Override
        public Turn onReceived(ByteBuffer bytes) {
            return Turn.LISTEN;
        }
    };

    /** The connection is open, or the socket of datagrams is there. */
    Turn onOpen();

    /** A piece of a stream, or one datagram; it is valid during the call only. */
    Turn onReceived(ByteBuffer bytes);

    /**
     * The server has ended the stream.
     *
     * @param announced whether the end was announced where it should be, in TLS
     */
    default Turn onEnd(boolean announced) {
        return Turn.failed("the server closed the connection");
    }

    /** Nothing came in time. */
    default Turn onSilence() {
        return Turn.failed("no answer in time");
    }
}
