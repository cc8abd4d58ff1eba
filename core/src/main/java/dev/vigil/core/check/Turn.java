package dev.vigil.core.check;

import java.nio.ByteBuffer;

/** What comes next in a dialogue: something is said, or its end. */
public sealed interface Turn {
    /** Nothing is said; more of the answer is waited for. */
    Turn LISTEN = new Listen();

    Turn PASSED = new Passed();

    static Turn say(byte[] bytes) {
        return new Say(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    static Turn failed(String reason) {
        return new Failed(reason);
    }

    /** These bytes are sent, and an answer is waited for. */
    record Say(ByteBuffer bytes) implements Turn {}

    record Listen() implements Turn {}

    /** The server is well. */
    record Passed() implements Turn {}

    /** @param reason for people */
    record Failed(String reason) implements Turn {}
}
