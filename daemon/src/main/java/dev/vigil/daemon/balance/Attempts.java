package dev.vigil.daemon.balance;

import dev.vigil.config.model.Secret;
import dev.vigil.config.model.TlsMaterial;
import dev.vigil.core.balance.Check;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Turn;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.TlsClient;
import dev.vigil.linux.TlsIdentity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/** The attempts of checks that are being made over sockets. One thread. */
final class Attempts {
    /** How long an attempt may go on with a server that sends a little at a time; longer only if each answer may be. */
    static final long LONGEST_NS = 60_000_000_000L;

    private static final int BUFFER_SIZE = 16 * 1024;

    /** Open files that are left to the rest of the daemon. */
    private static final int FILES_OF_OTHERS = 256;

    private static final int CAPACITY_MIN = 64;
    private static final int CAPACITY_MAX = 16 * 1024;

    /** What keeps an attempt from being made for which the server is not to blame. */
    private static final Set<Integer> OWN_FAULTS = Set.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOBUFS);

    private final EchoPermission echoPermission = new EchoPermission();
    private final Epoll epoll;
    private final Verdicts verdicts;
    private Attempt.Means means =
            new Attempt.Means(NativeBuffer.packet(BUFFER_SIZE), new SplittableRandom(), Optional.empty());
    private final Map<Long, Attempt> running = new HashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    /** Attempts that begin when others have ended, at most one of each check. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private final int capacity;
    private boolean wasFull;
    private long nextToken;

    private record Waiting(Check check, Probe.Talk probe) {}

    /** Takes what attempts come to, of checks that are still configured. */
    interface Verdicts {
        void passed(Check check, long nowNs);

        void failed(Check check, String reason, long nowNs);

        /** It could not be made. */
        void hindered(Check check, LinuxException refusal, long nowNs);

        /** As many are being made as can be, for the first time; further ones wait. */
        void full(int capacity);
    }

    /** When an attempt may be over. */
    private record Due(long atNs, long token) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    /**
     * @param firstToken the tokens below are those of others
     * @param capacity how many are made at a time
     */
    Attempts(Epoll epoll, long firstToken, int capacity, Verdicts verdicts) {
        this.capacity = capacity;
        this.epoll = epoll;
        this.verdicts = verdicts;
        nextToken = firstToken;
    }

    /**
     * Reads what servers are shown that ask for a certificate; if that cannot be used, what was shown before is shown
     * on, at first nothing.
     */
    void present(TlsMaterial tls, EventLog log) {
        if (tls.equals(TlsMaterial.NONE)) {
            show(Optional.empty());
        } else if (TlsClient.obstacle().isEmpty()) {
            byte[] password = tls.password().map(Secret::reveal).orElse(new byte[0]);
            try {
                show(Optional.of(
                        TlsIdentity.read(new TlsIdentity.Source(tls.ca(), tls.certificate(), tls.key()), password)));
            } catch (IOException unusable) {
                log.put(new DaemonEvent.OperationFailed(
                        "read what SSL_GET shows to servers", String.valueOf(unusable.getMessage())));
            }
        }
    }

    private void show(Optional<TlsIdentity> identity) {
        means.identity().ifPresent(TlsIdentity::close);
        means = new Attempt.Means(means.buffer(), means.random(), identity);
    }

    /** How many can be made at a time with the files that this process may have open; some are left to others. */
    static int capacity(long filesMax) {
        return Math.clamp(filesMax - FILES_OF_OTHERS, CAPACITY_MIN, CAPACITY_MAX);
    }

    /** Begins one now, or when there is room for it; the time until then does not count. */
    void begin(Check check, Probe.Talk probe, long nowNs) {
        if (running.size() < capacity) {
            open(check, probe, nowNs);
            return;
        }
        waiting.add(new Waiting(check, probe));
        if (!wasFull) {
            wasFull = true;
            verdicts.full(capacity);
        }
    }

    private void fillUp(long nowNs) {
        while (running.size() < capacity && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            if (!next.check.isRetired()) {
                open(next.check, next.probe, nowNs);
            }
        }
    }

    private void open(Check check, Probe.Talk probe, long nowNs) {
        if (probe.medium() == Medium.TLS && TlsClient.obstacle().isPresent()) {
            verdicts.failed(check, TlsClient.obstacle().get(), nowNs);
            return;
        }
        Attempt attempt = null;
        boolean watched = false;
        try {
            attempt = attempt(check, probe, nowNs);
            long token = nextToken++;
            epoll.add(attempt.conversation.fd(), attempt.conversation.events(), token);
            watched = true;
            running.put(token, attempt);
            dues.add(new Due(attempt.deadlineNs, token));
        } catch (LinuxException refusal) {
            if (OWN_FAULTS.contains(refusal.errno())) {
                verdicts.hindered(check, refusal, nowNs);
            } else {
                verdicts.failed(check, Errno.text(refusal.errno()), nowNs);
            }
        } finally {
            if (attempt != null && !watched) {
                attempt.close();
            }
        }
    }

    private Attempt attempt(Check check, Probe.Talk probe, long nowNs) {
        try {
            return new Attempt(check, probe, means, nowNs, LONGEST_NS);
        } catch (LinuxException refusal) {
            if (probe.medium() != Medium.ECHO || refusal.errno() != Errno.EACCES || !echoPermission.obtain()) {
                throw refusal;
            }
            return new Attempt(check, probe, means, nowNs, LONGEST_NS);
        }
    }

    void onReady(long token, long nowNs) {
        Attempt attempt = running.get(token);
        if (attempt == null) {
            return;
        }
        if (attempt.check.isRetired()) {
            end(token, attempt);
            fillUp(nowNs);
            return;
        }
        int before = attempt.conversation.events();
        if (!goesOn(token, attempt, attempt.conversation.onReady(), nowNs)) {
            fillUp(nowNs);
            return;
        }
        if (attempt.conversation.events() != before) {
            epoll.change(attempt.conversation.fd(), attempt.conversation.events(), token);
        }
        attempt.deadlineNs = Math.min(nowNs + attempt.timeoutNs, attempt.latestNs);
    }

    private boolean goesOn(long token, Attempt attempt, Turn turn, long nowNs) {
        switch (turn) {
            case Turn.Passed _ -> {
                end(token, attempt);
                verdicts.passed(attempt.check, nowNs);
                return false;
            }
            case Turn.Failed(String reason) -> {
                end(token, attempt);
                verdicts.failed(attempt.check, reason, nowNs);
                return false;
            }
            case Turn.Listen _, Turn.Say _ -> {
                return true;
            }
        }
    }

    private void end(long token, Attempt attempt) {
        running.remove(token);
        attempt.close();
    }

    /** When {@link #onDeadlines} is to be called next. */
    long deadlineNs() {
        Due first = dues.peek();
        return first == null ? Check.NEVER : first.atNs;
    }

    void onDeadlines(long nowNs) {
        while (!dues.isEmpty() && dues.peek().atNs <= nowNs) {
            long token = dues.remove().token;
            Attempt attempt = running.get(token);
            if (attempt == null) {
                continue;
            }
            if (attempt.check.isRetired()) {
                end(token, attempt);
            } else if (attempt.deadlineNs > nowNs) {
                dues.add(new Due(attempt.deadlineNs, token));
            } else if (goesOn(token, attempt, attempt.conversation.onSilence(), nowNs)) {
                end(token, attempt);
                verdicts.failed(attempt.check, "no answer in time", nowNs);
            }
        }
        fillUp(nowNs);
    }

    void close() {
        running.values().forEach(Attempt::close);
        running.clear();
        waiting.clear();
        show(Optional.empty());
        echoPermission.giveBack();
    }
}
