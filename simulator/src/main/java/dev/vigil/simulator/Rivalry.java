package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rivals that a virtual router must report, from the packets alone: who speaks for it with another configuration, or is
 * master while this one is. Each is reported until it resigned, agrees, or was silent for three of its intervals.
 */
final class Rivalry {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int SILENT_MAX = 3;

    /** There is room for so many of them; beyond that nothing is demanded. */
    private static final int ROOM = 8;

    /** So many may be reported as new in a minute; beyond that nothing is demanded. */
    private static final int NEWS_MAX = 8;

    private static final long MINUTE_NS = 60 * Nanos.PER_S;
    private static final int AUTHENTICATIONS = 2;

    /** Somebody who was heard. */
    private static final class Other {
        Set<Rivals.Dispute> differences = EnumSet.noneOf(Rivals.Dispute.class);
        long heardNs;
        long intervalNs;

        /** Since when this MASTER hears it and stays. */
        long contestedNs = NEVER;

        boolean masterToo;

        boolean isSilent(long nowNs) {
            return nowNs - heardNs > SILENT_MAX * intervalNs;
        }
    }

    private final Member member;
    private final Map<IpAddress, Other> others = new HashMap<>();
    private final Map<IpAddress, Set<Rivals.Dispute>> reported = new HashMap<>();
    private final Deque<Long> news = new ArrayDeque<>();
    private final Seal seal = new Seal();
    private boolean proved = true;
    private @Nullable String wrongNews;

    Rivalry(Member member) {
        this.member = member;
    }

    void reset() {
        others.clear();
        reported.clear();
        news.clear();
        seal.forget();
        wrongNews = null;
    }

    /** A message came, and the virtual router listened. */
    void hears(Packet packet, IpAddress source, int at, int length, int ttl) {
        Wire wire = Wire.read(packet.bytes(), at, length, member.plan().family());
        proved = true;
        if (wire == null
                || isPadded(wire, length)
                || source.equals(member.source())
                || isTtlWrong(source, packet, ttl)) {
            return;
        }
        MemberPlan plan = member.plan();
        Seal.Verdict verdict = verdict(packet, source, at, wire, length);
        proved = verdict == Seal.Verdict.GOOD;
        if (verdict == Seal.Verdict.OLD || !isWhole(wire, packet, source, at)) {
            return;
        }
        if (verdict == Seal.Verdict.WRONG) {
            note(source, wire, EnumSet.of(Rivals.Dispute.AUTHENTICATION));
            return;
        }
        Set<Rivals.Dispute> differences = refused(wire, plan);
        boolean accepted = differences.isEmpty();
        if (accepted) {
            if (plan.expectation().ignoreAll() || (plan.expectation().checkSource() && peer(source) == null)) {
                return;
            }
            boolean multicast = plan.expectation().peers().isEmpty();
            differences = packet.destination().isMulticast() == multicast
                    ? differences(wire, plan)
                    : EnumSet.of(Rivals.Dispute.CAST);
        }
        note(source, wire, differences);
    }

    /** Whether it has not the length that it should have, with or without a proof. */
    private boolean isPadded(Wire wire, int length) {
        MemberPlan plan = member.plan();
        boolean trailed = !plan.proofs().isNone() && length == wire.length() + Seal.LENGTH;
        return wire.version() == plan.message().version() && wire.length() != length && !trailed;
    }

    /** What the proof behind a message is worth; good if none is expected of it. */
    private Seal.Verdict verdict(Packet packet, IpAddress source, int at, Wire wire, int length) {
        MemberPlan plan = member.plan();
        if (plan.proofs().isNone() || wire.version() != plan.message().version()) {
            return Seal.Verdict.GOOD;
        }
        boolean stranger =
                length != wire.length() && !plan.expectation().peers().isEmpty() && peer(source) == null;
        return stranger
                ? Seal.Verdict.OLD
                : seal.judge(
                        plan.proofs(),
                        packet,
                        source,
                        at,
                        wire,
                        length,
                        member.node().wallNs());
    }

    /** Whether what arrived last is proved, as far as that is demanded. */
    boolean isProved() {
        return proved;
    }

    private boolean isWhole(Wire wire, Packet packet, IpAddress source, int at) {
        return wire.type() == 1
                && wire.intervalNs() > 0
                && wire.isSound(
                        packet.bytes(),
                        at,
                        source,
                        packet.destination(),
                        member.plan().expectation().group());
    }

    private boolean isTtlWrong(IpAddress source, Packet packet, int ttl) {
        if (packet.destination().isMulticast()) {
            return ttl != 255;
        }
        Reception.Peer peer = peer(source);
        return peer != null && (ttl < peer.ttlMin() || ttl > peer.ttlMax());
    }

    private Reception.@Nullable Peer peer(IpAddress source) {
        return member.plan().expectation().peers().stream()
                .filter(peer -> peer.address().equals(source))
                .findFirst()
                .orElse(null);
    }

    /** The first thing for which a message is dropped; nothing if it is not. */
    private static Set<Rivals.Dispute> refused(Wire wire, MemberPlan plan) {
        if (wire.version() != plan.message().version()) {
            return EnumSet.of(Rivals.Dispute.VERSION);
        }
        if (wire.version() == 2 && wire.authType() != plan.proofType()) {
            // A type that nobody knows says nothing of who sends it.
            return EnumSet.of(Rivals.Dispute.AUTHENTICATION);
        }
        if (plan.proofType() != 0 && !wire.proof().equals(plan.proof())) {
            return EnumSet.of(Rivals.Dispute.PASSWORD);
        }
        if (wire.version() == 2 && wire.intervalNs() != plan.settings().rules().intervalNs()) {
            return EnumSet.of(Rivals.Dispute.INTERVAL);
        }
        return EnumSet.noneOf(Rivals.Dispute.class);
    }

    private static Set<Rivals.Dispute> differences(Wire wire, MemberPlan plan) {
        Set<Rivals.Dispute> differences = EnumSet.noneOf(Rivals.Dispute.class);
        if (wire.intervalNs() != plan.settings().rules().intervalNs()) {
            differences.add(Rivals.Dispute.INTERVAL);
        }
        if (!wire.addresses().equals(Set.copyOf(plan.message().addresses()))) {
            differences.add(Rivals.Dispute.ADDRESSES);
        }
        return differences;
    }

    private void note(IpAddress source, Wire wire, Set<Rivals.Dispute> differences) {
        if (wire.version() == 2 && wire.authType() > AUTHENTICATIONS) {
            return;
        }
        Other known = others.get(source);
        if (wire.priority() == 0) {
            others.remove(source);
            return;
        }
        if (known == null || known.isSilent(member.nowNs())) {
            known = new Other();
            others.put(source, known);
        }
        known.differences = differences;
        known.heardNs = member.nowNs();
        known.intervalNs = wire.intervalNs();
    }

    /** An advertisement was accepted and has been handled. */
    void accepted(IpAddress source, int priority) {
        if (member.router().state() != State.MASTER
                || member.referee().steered().isLeaving()) {
            endContests();
            return;
        }
        Other other = others.get(source);
        if (priority == 0 || other == null) {
            return;
        }
        if (other.contestedNs == NEVER) {
            other.contestedNs = member.nowNs();
        } else if (2 * (member.nowNs() - other.contestedNs)
                >= 3 * member.plan().settings().rules().intervalNs()) {
            other.masterToo = true;
        }
    }

    /** This one is no master any more. */
    void endContests() {
        for (Other other : others.values()) {
            other.contestedNs = NEVER;
            other.masterToo = false;
        }
    }

    /** A rival is reported to have come, changed or gone. */
    void reports(Rivals.News event) {
        IpAddress who = event.rival().address();
        if (event.over()) {
            if (reported.remove(who) == null) {
                wrongNews = who + " is reported to be gone and was not there";
            }
            return;
        }
        if (event.rival().disputes().equals(reported.put(who, event.rival().disputes()))) {
            wrongNews = who + " is reported twice";
        }
        news.add(member.nowNs());
        forgetOldNews();
        if (news.size() > 2 * NEWS_MAX) {
            wrongNews = news.size() + " rivals were reported within a minute";
        }
    }

    private void forgetOldNews() {
        while (!news.isEmpty() && member.nowNs() - news.getFirst() > MINUTE_NS) {
            news.removeFirst();
        }
    }

    /** What is wrong with what it says of rivals, after it heard or did something; null for nothing. */
    @Nullable
    String wrong() {
        if (wrongNews != null) {
            return wrongNews;
        }
        long nowNs = member.nowNs();
        if (others.values().stream().filter(other -> !other.isSilent(nowNs)).count() >= ROOM - 1) {
            return null;
        }
        Map<IpAddress, Set<Rivals.Dispute>> due = new HashMap<>();
        others.forEach((source, other) -> {
            Set<Rivals.Dispute> disputes = shown(other, nowNs);
            if (!disputes.isEmpty()) {
                due.put(source, disputes);
            }
        });
        Map<IpAddress, Set<Rivals.Dispute>> shown = new HashMap<>();
        member.placed()
                .reception()
                .rivals()
                .present(member.router(), nowNs)
                .forEach(rival -> shown.put(rival.address(), rival.disputes()));
        if (!shown.equals(due)) {
            return "its rivals are " + due + ", and it shows " + shown;
        }
        forgetOldNews();
        boolean many = news.size() >= NEWS_MAX;
        boolean complete = many ? due.keySet().containsAll(reported.keySet()) : reported.equals(due);
        return complete ? null : "its rivals are " + due + ", and it has reported " + reported;
    }

    private static Set<Rivals.Dispute> shown(Other other, long nowNs) {
        if (other.isSilent(nowNs)) {
            return Set.of();
        }
        Set<Rivals.Dispute> disputes = EnumSet.noneOf(Rivals.Dispute.class);
        disputes.addAll(other.differences);
        if (other.masterToo) {
            disputes.add(Rivals.Dispute.MASTER_TOO);
        }
        return disputes;
    }
}
