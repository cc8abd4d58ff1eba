package dev.vigil.core.bfd;

import dev.vigil.core.time.Nanos;
import java.util.random.RandomGenerator;

/**
 * One session (RFC 5880 6.8). Its inputs are packets and the time; its outputs are packets and other states. It runs in
 * asynchronous mode, and stops its packets for a neighbour in demand mode.
 */
public final class BfdSession {
    public static final long NEVER = Long.MAX_VALUE;

    /** RFC 5880 6.8.3: packets are no more frequent than that while the session is not up. */
    private static final long SLOW_NS = Nanos.PER_S;

    /** RFC 5880 6.8.1: what a neighbour of whom nothing is known demands. */
    private static final long REMOTE_MIN_RX_NS = Nanos.PER_US;

    /** What a session does. */
    interface Effects {
        /** A packet is to leave; its content is valid during the call. */
        void send(BfdSession session, ControlPacket packet);

        /** The state is another one than before. */
        void became(BfdSession session);
    }

    private final int discriminator;
    private final RandomGenerator random;
    private final Effects effects;
    private final ControlPacket out = new ControlPacket();
    private BfdSettings settings;

    /** Administratively down until it is started: so is one whose socket cannot be opened. */
    private BfdState state = BfdState.ADMIN_DOWN;

    private int diagnostic = Diagnostic.NONE;
    private long sinceNs;
    private Remote remote = new Remote();

    /** What packets name, and what counts: they differ while a Poll Sequence asks the neighbour to follow. */
    private long desiredTxNs;

    private long desiredTxInUseNs;
    private long requiredRxInUseNs;
    private boolean polling;

    private long sendAtNs = NEVER;
    private long sentNs;
    private long sendIntervalNs;
    private long expiryNs = NEVER;

    /** What is known of the neighbour. */
    private static final class Remote {
        private int discriminator;
        private BfdState state = BfdState.DOWN;
        private int diagnostic = Diagnostic.NONE;
        private boolean demand;
        private long minRxNs = REMOTE_MIN_RX_NS;
        private long minTxNs;
        private int multiplier;
        private long heardNs;
    }

    /** @param discriminator not 0, and no other session's */
    BfdSession(BfdSettings settings, int discriminator, RandomGenerator random, Effects effects) {
        this.settings = settings;
        this.discriminator = discriminator;
        this.random = random;
        this.effects = effects;
        desiredTxNs = slowNs();
        desiredTxInUseNs = desiredTxNs;
        requiredRxInUseNs = settings.timing().minRxNs();
    }

    // Inputs

    /** Begins, in the state Down. */
    void start(long nowNs) {
        state = BfdState.DOWN;
        sinceNs = nowNs;
        if (isSending()) {
            send(nowNs);
        }
    }

    /** A packet arrived that nothing is wrong with. */
    void onPacket(ControlPacket packet, long nowNs) {
        remote.discriminator = packet.myDiscriminator();
        remote.state = packet.state();
        remote.diagnostic = packet.diagnostic();
        remote.demand = packet.isDemand();
        remote.minRxNs = packet.requiredMinRxUs() * Nanos.PER_US;
        remote.minTxNs = packet.desiredMinTxUs() * Nanos.PER_US;
        remote.multiplier = packet.multiplier();
        remote.heardNs = nowNs;
        if (polling && packet.isFinal()) {
            endPoll();
        }
        expiryNs = nowNs + detectionNs();
        BfdState next = next(packet.state());
        boolean changed = next != state;
        if (changed) {
            become(next, next == BfdState.DOWN ? Diagnostic.NEIGHBOR_SIGNALED_DOWN : Diagnostic.NONE, nowNs);
        }
        if (packet.isPoll()) {
            // RFC 5880 6.5: at once, whatever the transmission timer says.
            emit(false, true);
        }
        if (changed && isSending()) {
            // RFC 5880 6.8.7: the neighbour shall hear of another state at once.
            send(nowNs);
        } else {
            reschedule(nowNs);
        }
    }

    /** Something is due, or may be. */
    void onDeadline(long nowNs) {
        if (expiryNs <= nowNs) {
            expire(nowNs);
        }
        if (sendAtNs <= nowNs) {
            send(nowNs);
        }
    }

    /** Other settings with the same path count from now on; a Poll Sequence asks the neighbour to follow. */
    void reconfigure(BfdSettings next, long nowNs) {
        boolean otherRx = next.timing().minRxNs() != settings.timing().minRxNs();
        settings = next;
        desire(state == BfdState.UP ? next.timing().minTxNs() : slowNs());
        if (otherRx) {
            // RFC 5880 6.8.3: the neighbour may go on at the old interval until it has answered.
            boolean wait = state == BfdState.UP && next.timing().minRxNs() < requiredRxInUseNs;
            requiredRxInUseNs = wait ? requiredRxInUseNs : next.timing().minRxNs();
            polling = state == BfdState.UP;
        }
        reschedule(nowNs);
    }

    // The state machine

    /** RFC 5880 6.8.6: the state after a packet with the neighbour's. */
    private BfdState next(BfdState theirs) {
        return switch (state) {
            case ADMIN_DOWN -> BfdState.ADMIN_DOWN;
            case DOWN ->
                switch (theirs) {
                    case DOWN -> BfdState.INIT;
                    case INIT -> BfdState.UP;
                    case ADMIN_DOWN, UP -> BfdState.DOWN;
                };
            case INIT ->
                switch (theirs) {
                    case ADMIN_DOWN -> BfdState.DOWN;
                    case DOWN -> BfdState.INIT;
                    case INIT, UP -> BfdState.UP;
                };
            case UP ->
                switch (theirs) {
                    case ADMIN_DOWN, DOWN -> BfdState.DOWN;
                    case INIT, UP -> BfdState.UP;
                };
        };
    }

    private void become(BfdState next, int why, long nowNs) {
        state = next;
        // What brought the session down is said until it is up again.
        diagnostic = next == BfdState.INIT ? diagnostic : why;
        sinceNs = nowNs;
        if (next == BfdState.UP) {
            desire(settings.timing().minTxNs());
        } else {
            polling = false;
            desire(slowNs());
            requiredRxInUseNs = settings.timing().minRxNs();
        }
        effects.became(this);
    }

    /** The detection time passed without a packet: nothing that was known of the neighbour counts any more. */
    private void expire(long nowNs) {
        expiryNs = NEVER;
        remote = new Remote();
        if (state == BfdState.UP || state == BfdState.INIT) {
            become(BfdState.DOWN, Diagnostic.DETECTION_TIME_EXPIRED, nowNs);
            if (isSending()) {
                send(nowNs);
                return;
            }
        }
        reschedule(nowNs);
    }

    // Intervals

    private long slowNs() {
        return Math.max(settings.timing().idleTxNs(), SLOW_NS);
    }

    /** Another interval is desired from now on. */
    private void desire(long intervalNs) {
        if (intervalNs == desiredTxNs) {
            return;
        }
        desiredTxNs = intervalNs;
        polling = state == BfdState.UP;
        // RFC 5880 6.8.3: longer intervals than the neighbour knows of would let it expire.
        if (!polling || intervalNs < desiredTxInUseNs) {
            desiredTxInUseNs = intervalNs;
        }
    }

    private void endPoll() {
        polling = false;
        desiredTxInUseNs = desiredTxNs;
        requiredRxInUseNs = settings.timing().minRxNs();
    }

    /** RFC 5880 6.8.4: so long without a packet, and the neighbour is lost; 0 before it was heard. */
    public long detectionNs() {
        return remote.multiplier * remoteIntervalNs();
    }

    /** RFC 5880 6.8.7: the interval of packets before any part of it is taken off. */
    public long intervalNs() {
        return Math.max(desiredTxInUseNs, remote.minRxNs);
    }

    /** A tenth to a quarter is taken off an interval with multiplier 1, and up to a quarter otherwise. */
    private long jittered(long intervalNs) {
        long leastOffNs = settings.timing().multiplier() == 1 ? intervalNs / 10 : 0;
        return intervalNs - random.nextLong(leastOffNs, intervalNs / 4 + 1);
    }

    // Sending

    /** Whether packets leave regularly (RFC 5880 6.8.7). */
    private boolean isSending() {
        boolean asked = !settings.timing().passive() || remote.discriminator != 0;
        boolean demanded = remote.demand && state == BfdState.UP && remote.state == BfdState.UP && !polling;
        return asked && !demanded && remote.minRxNs != 0;
    }

    private void send(long nowNs) {
        emit(polling, false);
        sentNs = nowNs;
        sendIntervalNs = intervalNs();
        sendAtNs = nowNs + jittered(sendIntervalNs);
    }

    /** The next packet leaves as the interval of now wants it. */
    private void reschedule(long nowNs) {
        if (!isSending()) {
            sendAtNs = NEVER;
        } else if (sendAtNs == NEVER || intervalNs() != sendIntervalNs) {
            sendIntervalNs = intervalNs();
            sendAtNs = Math.max(nowNs, sentNs + jittered(sendIntervalNs));
        }
    }

    private void emit(boolean poll, boolean last) {
        BfdSettings.Timing timing = settings.timing();
        out.is(state, diagnostic)
                .flagged(poll, last)
                .between(discriminator, remote.discriminator)
                .every(desiredTxNs / Nanos.PER_US, timing.minRxNs() / Nanos.PER_US, timing.multiplier());
        effects.send(this, out);
    }

    // What others see

    /** When {@link #onDeadline} must be called next. */
    long deadlineNs() {
        return Math.min(sendAtNs, expiryNs);
    }

    public BfdSettings settings() {
        return settings;
    }

    public String name() {
        return settings.name();
    }

    public BfdState state() {
        return state;
    }

    public boolean isUp() {
        return state == BfdState.UP;
    }

    /** Since when it is in its state. */
    public long sinceNs() {
        return sinceNs;
    }

    /** Why the session is not up, by the numbers of {@link Diagnostic}. */
    public int diagnostic() {
        return diagnostic;
    }

    /** What tells the session from others of this node; unsigned. */
    public int discriminator() {
        return discriminator;
    }

    public BfdState remoteState() {
        return remote.state;
    }

    public int remoteDiagnostic() {
        return remote.diagnostic;
    }

    /** The shortest interval at which the neighbour wants to send. */
    public long remoteMinTxNs() {
        return remote.minTxNs;
    }

    /** The shortest interval at which the neighbour receives. */
    public long remoteMinRxNs() {
        return remote.minRxNs;
    }

    public int remoteMultiplier() {
        return remote.multiplier;
    }

    public boolean isRemoteDemand() {
        return remote.demand;
    }

    /** When the neighbour was heard last; 0 if it counts as not heard. */
    public long heardNs() {
        return remote.heardNs;
    }

    /** Whether a Poll Sequence is on. */
    public boolean isPolling() {
        return polling;
    }

    /** RFC 5880 6.8.4: after so long without our packets the neighbour counts us as lost. */
    public long remoteDetectionNs() {
        return settings.timing().multiplier() * intervalNs();
    }

    /** The interval of the neighbour's packets before any part of it is taken off. */
    public long remoteIntervalNs() {
        return Math.max(requiredRxInUseNs, remote.minTxNs);
    }

    /** Unsigned; 0 while the neighbour is not heard. */
    public int remoteDiscriminator() {
        return remote.discriminator;
    }
}
