package dev.vigil.core.bfd;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The sessions of a node: whom a packet is for, what is due, and what a reload begins and ends. */
public final class BfdSessions {
    /** How long until what could not be opened is tried again. */
    static final long RETRY_NS = 10 * Nanos.PER_S;

    /** So long a reason for which packets are refused is not told again. */
    static final long DROP_TOLD_AGAIN_NS = 60 * Nanos.PER_S;

    private static final String SOCKETS = "";

    private final BfdWire wire;
    private final BfdStory story;
    private final RandomGenerator random;
    private final ControlPacket in = new ControlPacket();
    private final Map<BfdDrop, Long> drops = new EnumMap<>(BfdDrop.class);
    private final Map<BfdDrop, Long> dropToldNs = new EnumMap<>(BfdDrop.class);

    /** Those of whom a refusal was told that has not ended. */
    private final Set<String> refused = new HashSet<>();

    private List<BfdSession> all = List.of();
    private long retryAtNs = BfdSession.NEVER;

    /** What a session does, on the wire and in the story. */
    private final class Outside implements BfdSession.Effects {
        @Override
        public void send(BfdSession session, ControlPacket packet) {
            note(session.name(), wire.send(session, packet));
        }

        @Override
        public void became(BfdSession session) {
            story.became(session);
        }
    }

    private final BfdSession.Effects outside = new Outside();

    public BfdSessions(BfdWire wire, BfdStory story, RandomGenerator random) {
        this.wire = wire;
        this.story = story;
        this.random = random;
    }

    /** These sessions and no others run from now on; those with the same path go on as they are. */
    public void follow(List<BfdSettings> wanted, long nowNs) {
        List<BfdSession> next = new ArrayList<>();
        for (BfdSettings settings : wanted) {
            next.add(goingOn(settings).orElseGet(() -> begin(settings, next)));
        }
        List<BfdSession> ended = new ArrayList<>(all);
        ended.removeAll(next);
        List<BfdSession> begun = new ArrayList<>(next);
        begun.removeAll(all);
        ended.forEach(this::end);
        all = List.copyOf(next);
        for (int index = 0; index < all.size(); index++) {
            BfdSession session = all.get(index);
            if (!session.settings().equals(wanted.get(index))) {
                session.reconfigure(wanted.get(index), nowNs);
            }
        }
        open(nowNs);
        begun.stream().filter(session -> session.state() == BfdState.ADMIN_DOWN).forEach(story::became);
    }

    private Optional<BfdSession> goingOn(BfdSettings settings) {
        return all.stream()
                .filter(session -> session.settings().isSameSession(settings))
                .findFirst();
    }

    private BfdSession begin(BfdSettings settings, List<BfdSession> beside) {
        int discriminator = random.nextInt();
        while (discriminator == 0 || has(all, discriminator) || has(beside, discriminator)) {
            discriminator++;
        }
        return new BfdSession(settings, discriminator, random, outside);
    }

    private static boolean has(Collection<BfdSession> sessions, int discriminator) {
        return sessions.stream().anyMatch(session -> session.discriminator() == discriminator);
    }

    /** Nothing is sent: a neighbour notices that after its detection time. */
    private void end(BfdSession session) {
        if (session.state() != BfdState.ADMIN_DOWN) {
            wire.close(session);
        }
        refused.remove(session.name());
    }

    /** Opens what is not open yet, and begins the sessions that only waited for that. */
    private void open(long nowNs) {
        Set<BfdKind> kinds = new HashSet<>();
        all.forEach(session -> kinds.add(session.settings().path().kind()));
        boolean complete = note(SOCKETS, wire.listen(kinds));
        for (BfdSession session : all) {
            if (session.state() == BfdState.ADMIN_DOWN) {
                boolean opened = note(session.name(), wire.open(session));
                complete &= opened;
                if (opened) {
                    session.start(nowNs);
                    story.became(session);
                }
            }
        }
        retryAtNs = complete ? BfdSession.NEVER : nowNs + RETRY_NS;
    }

    /** Tells of a refusal once; whether there is none. */
    private boolean note(String session, @Nullable String refusal) {
        if (refusal == null) {
            refused.remove(session);
            return true;
        }
        if (refused.add(session)) {
            story.refused(session, refusal);
        }
        return false;
    }

    /**
     * A datagram arrived.
     *
     * @param at where its payload begins
     * @param ttl what was left of its TTL
     * @return why it was refused; null if a session took it
     */
    public @Nullable BfdDrop onDatagram(ByteBuffer bytes, int at, int lengthBytes, Origin origin, long nowNs) {
        BfdDrop drop = in.read(bytes, at, lengthBytes);
        if (drop == null) {
            drop = deliver(origin, nowNs);
        }
        if (drop != null) {
            count(drop, origin, nowNs);
        }
        return drop;
    }

    private void count(BfdDrop drop, Origin origin, long nowNs) {
        long total = drops.merge(drop, 1L, Long::sum);
        Long toldNs = dropToldNs.get(drop);
        if (toldNs == null || nowNs - toldNs >= DROP_TOLD_AGAIN_NS) {
            dropToldNs.put(drop, nowNs);
            story.dropped(drop, origin.source, total);
        }
    }

    /** Where a datagram came from. */
    public record Origin(BfdKind kind, IpAddress source, int ttl) {}

    private @Nullable BfdDrop deliver(Origin origin, long nowNs) {
        BfdSession session = find(origin);
        if (session == null) {
            return BfdDrop.UNKNOWN_SESSION;
        }
        if (!session.settings().allowsTtl(origin.ttl)) {
            return BfdDrop.TTL;
        }
        if (session.state() == BfdState.ADMIN_DOWN) {
            return BfdDrop.NOT_LISTENING;
        }
        session.onPacket(in, nowNs);
        return null;
    }

    /** RFC 5880 6.3: by the discriminator that the neighbour repeats, and until it knows one, by its address. */
    private @Nullable BfdSession find(Origin origin) {
        int named = in.yourDiscriminator();
        for (int index = 0; index < all.size(); index++) {
            BfdSession session = all.get(index);
            boolean meant = named == 0
                    ? session.settings().path().neighbor().equals(origin.source)
                    : session.discriminator() == named;
            if (meant && session.settings().path().kind().equals(origin.kind)) {
                return session;
            }
        }
        return null;
    }

    /** When {@link #onDeadline} must be called next. */
    public long deadlineNs() {
        long nearestNs = retryAtNs;
        for (int index = 0; index < all.size(); index++) {
            nearestNs = Math.min(nearestNs, all.get(index).deadlineNs());
        }
        return nearestNs;
    }

    /** Does what is due. */
    public void onDeadline(long nowNs) {
        if (retryAtNs <= nowNs) {
            open(nowNs);
        }
        for (int index = 0; index < all.size(); index++) {
            all.get(index).onDeadline(nowNs);
        }
    }

    /** The sessions in the order of the configuration. */
    public List<BfdSession> all() {
        return all;
    }

    /** How many packets were refused; no count of 0. */
    public Map<BfdDrop, Long> drops() {
        return Map.copyOf(drops);
    }
}
