package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Check;
import dev.vigil.core.balance.Probe;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.TlsIdentity;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One attempt of a check over a socket. */
final class Attempt {
    /**
     * What attempts share.
     *
     * @param buffer used during one call
     * @param identity what servers are shown that ask for a certificate
     */
    record Means(NativeBuffer buffer, RandomGenerator random, Optional<TlsIdentity> identity) {}

    final Check check;
    final Conversation conversation;
    final long timeoutNs;

    /** After which it has failed whatever comes. */
    final long latestNs;

    /** After which it has failed if nothing comes. */
    long deadlineNs;

    /** @param longestNs how long it may go on with a server that answers a little at a time */
    Attempt(Check check, Probe.Talk probe, Means means, long nowNs, long longestNs) {
        this.check = check;
        timeoutNs = probe.route().timeoutNs();
        deadlineNs = nowNs + timeoutNs;
        latestNs = nowNs + Math.max(timeoutNs, longestNs);
        conversation = new Conversation(
                new Conversation.Partner(probe.route(), probe.medium(), probe.tlsName(check.step())),
                probe.dialogue(check.step(), means.random),
                means.buffer,
                means.identity);
    }

    void close() {
        conversation.close();
    }
}
