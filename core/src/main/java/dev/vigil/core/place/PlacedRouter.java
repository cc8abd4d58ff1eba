package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;
import java.util.function.Function;

/**
 * A virtual router at its place: it stands on an interface and a source address, owns addresses, and turns what the kernel
 * refuses into inputs of its state machine. Daemon and simulator run this same class; what differs is the {@link Edge}.
 *
 * <p>A {@link RuntimeException} out of an input is a defect, to be handed to {@link #contain}.
 */
public final class PlacedRouter implements Effects {
    /** How long until the kernel is asked again for what it refused. */
    static final long RETRY_NS = 10_000_000_000L;

    private final Story story;
    private final RouterInputs inputs;
    private final Ground ground;
    private final HeldAddresses held;
    private final HeldRouting routing;
    private final HeldFilter filter;
    private final Hearing hearing;
    private final Sending sending = new Sending();
    private final Reunion reunion = new Reunion();
    private Site site;
    private Edge edge;
    private long nowNs;
    private boolean started;

    /** Whether it has stopped, or is about to. */
    private boolean ended;

    /** Whether the addresses stay when this ends, and nobody hears of the end. */
    private boolean staying;

    /** Whether its sync group is to hear of another master. */
    private boolean contested;

    private List<String> lackingSaid = List.of();

    /**
     * @param prepared where it stands
     * @param makeInputs makes the inputs of its virtual router, whose effects go to the argument
     */
    public PlacedRouter(Host host, Story story, Prepared prepared, Function<Effects, RouterInputs> makeInputs) {
        this.story = story;
        site = prepared.site();
        edge = prepared.edge();
        inputs = makeInputs.apply(this);
        VirtualRouter router = inputs.router();
        ground = new Ground(host, story, inputs, prepared);
        held = new HeldAddresses(host, story, router, prepared);
        routing = new HeldRouting(host, story, new OfRouter(router), site.routing(), edge);
        filter = new HeldFilter(story, router, prepared);
        hearing = new Hearing(story, router, prepared.reception());
    }

    /** A master has its routes and rules; whoever is not master has them not. */
    private record OfRouter(VirtualRouter router) implements Holder {
        @Override
        public String name() {
            return router.settings().name();
        }

        @Override
        public boolean has() {
            return router.addressesPresent();
        }

        @Override
        public boolean restores() {
            return router.state() == State.MASTER;
        }
    }

    // What is read of it

    /** The virtual router, to be read. */
    public VirtualRouter router() {
        return inputs.router();
    }

    public String name() {
        return router().settings().name();
    }

    public Site site() {
        return site;
    }

    public Edge edge() {
        return edge;
    }

    public Reception reception() {
        return hearing.reception();
    }

    public RouterCounters counters() {
        return sending.counters();
    }

    /** The addresses whose interfaces exist. */
    List<PlacedAddress> addresses() {
        return held.placed();
    }

    /** Whether this is one of its addresses. */
    public boolean owns(HostAddress known) {
        return held.placed().stream()
                .anyMatch(each -> each.ifindex() == known.ifindex()
                        && each.address().equals(known.address())
                        && each.spec().prefixLength() == known.prefixLength());
    }

    /** What a MASTER serves without, one sentence each. */
    public List<String> lacking() {
        if (state() != State.MASTER) {
            return List.of();
        }
        List<String> lacking = held.lacking();
        routing.lacking(lacking);
        filter.lacking(lacking);
        if (sending.isUnheard()) {
            lacking.add("no advertisement leaves, and no other master is heard: " + edge.sendRefusal());
        }
        return lacking;
    }

    /** When {@link #onDeadline} must be called next. */
    public long deadlineNs() {
        long ofKernelNs = Math.min(held.deadlineNs(), routing.deadlineNs());
        long ofPlaceNs = Math.min(ground.deadlineNs(), filter.deadlineNs());
        return Math.min(router().deadlineNs(), Math.min(ofPlaceNs, ofKernelNs));
    }

    /** Whether what is due next is to take over from a master that is silent. */
    public boolean isTakeOverNext() {
        long takeOverNs = router().takeOverNs();
        return takeOverNs != VirtualRouter.NEVER && takeOverNs == deadlineNs();
    }

    private State state() {
        return router().state();
    }

    // Inputs

    /** Begins: what it stands on and what it tracks is looked at first. */
    public void start(Cause cause, long atNs) {
        nowNs = atNs;
        look(atNs);
        filter.practise(held.placed(), atNs);
        started = true;
        inputs.start(cause, atNs);
        settle();
    }

    /** Removes addresses that an earlier run left behind; an address owner keeps its own. */
    public void clearLeftovers(long atNs) {
        nowNs = atNs;
        routing.clearLeftovers(atNs);
        held.clearLeftovers();
        settle();
    }

    /** A message that came for its VRID. Nothing is allocated. */
    public void receive(Datagram heard) {
        nowNs = heard.atNs();
        if (!hearing.admits(heard)) {
            return;
        }
        if (heard.priority() != 0) {
            sending.hear(state() == State.MASTER, edge);
        }
        inputs.onAdvertisement(heard.priority(), heard.intervalNs(), heard.source(), nowNs);
        hearing.judge(heard);
        settle();
    }

    /** Does everything whose time has come. To be called when {@link #deadlineNs()} has passed. */
    public void onDeadline(long atNs) {
        nowNs = atNs;
        if (ground.deadlineNs() <= atNs) {
            look(atNs);
        }
        held.retry(atNs);
        routing.retry(atNs);
        filter.retry(held.placed(), atNs);
        if (router().deadlineNs() <= atNs) {
            inputs.onDeadline(atNs);
        }
        settle();
    }

    /** An advertisement of this MASTER left while the loop waited, and was not sent by {@link #sendAdvertisement}. */
    public void onAdvertised(long sentNs, long atNs) {
        nowNs = atNs;
        inputs.onAdvertised(sentNs, atNs);
        settle();
    }

    /** Something was seen of a tracked script. */
    public void onScript(String script, Condition condition, String detail, long atNs) {
        nowNs = atNs;
        inputs.onTrack(Track.Kind.SCRIPT, script, condition, detail, atNs);
        settle();
    }

    /** A tracked file was looked at. */
    public void onFile(String file, int value, String detail, long atNs) {
        nowNs = atNs;
        inputs.onFile(file, value, detail, atNs);
        settle();
    }

    /** Something was seen of tracked processes. */
    public void onProcess(String process, Condition condition, String detail, long atNs) {
        nowNs = atNs;
        inputs.onTrack(Track.Kind.PROCESS, process, condition, detail, atNs);
        settle();
    }

    /** A tracked BFD session is up or down. */
    public void onBfd(String session, Condition condition, String detail, long atNs) {
        nowNs = atNs;
        inputs.onTrack(Track.Kind.BFD, session, condition, detail, atNs);
        settle();
    }

    /** What its sync group decided. */
    public void onGroup(GroupOrder order, List<Cause> why, long atNs) {
        nowNs = atNs;
        inputs.onGroup(order, why, atNs);
        settle();
    }

    /** What an operator asked for. Before the start it is noted. */
    public void onSteering(SteeringOrder order, Cause why, long atNs) {
        nowNs = atNs;
        inputs.onSteering(order, why, atNs);
        settle();
    }

    /** Whether it announces its addresses again because of another master, once. */
    boolean takeContest() {
        boolean taken = contested;
        contested = false;
        return taken;
    }

    /** Stops for good. */
    public void stop(Transition.Kind kind, Cause cause, long atNs) {
        nowNs = atNs;
        ended = true;
        inputs.stop(kind, cause, atNs);
        ground.end();
        held.end();
        routing.end();
        filter.stop();
        settle();
    }

    /** Stops without a word: no address is removed, and no advertisement sent. */
    public void stopInPlace(Cause cause, long atNs) {
        staying = true;
        stop(Transition.Kind.STOPPED, cause, atNs);
    }

    /** Gives the sockets back. */
    public void release() {
        ground.release();
    }

    /** A defect was found in the handling of this virtual router. */
    public void contain(String defect, long atNs) {
        nowNs = atNs;
        inputs.onDefect(defect, atNs);
        String _ = held.takeRefusal();
        String _ = sending.takeUnheard();
        passRemovalRefused();
    }

    /**
     * Removes the addresses that a changed configuration does not have, before it is taken over: another virtual router may
     * be about to add them.
     */
    public void giveUp(Site next, long atNs) {
        nowNs = atNs;
        routing.giveUp(next.routing(), atNs);
        held.giveUp(next, atNs);
        settle();
    }

    /**
     * Takes over a changed configuration and the place that was prepared for it.
     *
     * @param settings whose source is not looked at
     */
    public void reconfigure(Prepared prepared, RouterSettings settings, Tracks tracks, long atNs) {
        nowNs = atNs;
        Edge old = edge;
        held.takeOver(prepared);
        routing.takeOver(prepared.site().routing(), prepared.edge());
        filter.takeOver(prepared);
        hearing.takeOver(prepared.reception());
        site = prepared.site();
        edge = prepared.edge();
        // One edge hands over to the other between two arrivals.
        old.detach();
        ground.takeOver(prepared);
        IpAddress source = ground.sourceOr(router().settings().source());
        inputs.reconfigure(settings.withSource(source), tracks, atNs);
        settle();
        held.replace(atNs);
        filter.follow(held.placed(), atNs);
        routing.replace(atNs);
        look(atNs);
    }

    /** Looks at the host again, after something of it has changed. */
    public void look(long atNs) {
        if (ended) {
            return;
        }
        nowNs = atNs;
        held.follow(atNs);
        filter.follow(held.placed(), atNs);
        routing.follow(atNs);
        ground.look(atNs);
        settle();
    }

    /**
     * Puts back what something else took from a MASTER. To be called only when nothing that the kernel has shown is
     * unread: its own additions are shown, too.
     */
    public void compare(long atNs) {
        nowNs = atNs;
        for (PlacedAddress address : held.placed()) {
            if (state() == State.MASTER && held.isMissed(address)) {
                restore(address);
            }
        }
        routing.compare(atNs);
        reportLacking();
    }

    /** The kernel shows that a route or rule is gone. To be followed by {@link #compare}. */
    void onRoutingGone(RoutingKey key) {
        routing.onGone(key);
    }

    /** The kernel may have dropped routes without a word. To be followed by {@link #compare}. */
    void onRoutingDoubt() {
        routing.onDoubt();
    }

    private void restore(PlacedAddress address) {
        boolean restored = held.restore(address, () -> inputs.onAddressLost(address.address(), nowNs));
        settle();
        story.addressLost(name(), address.address(), address.link().name(), restored);
    }

    // After each input

    private void settle() {
        String unheard = sending.takeUnheard();
        if (unheard != null) {
            inputs.onUnheard(unheard, sending.holdNs(router().takeoverMaxNs()), nowNs);
        }
        String refusal = held.takeRefusal();
        // Something else may have ended the role since the kernel refused.
        if (refusal != null && state() == State.MASTER) {
            inputs.onRefusal(refusal, nowNs);
        }
        passRemovalRefused();
        held.announceExtra(nowNs);
        hearing.reportRivals(nowNs);
        reportLacking();
        String violated = Invariants.violated(router(), nowNs);
        if (violated != null) {
            throw new IllegalStateException(violated);
        }
    }

    private void passRemovalRefused() {
        // What is refused before the start is heard of after it.
        if (started && held.takeRemovalRefused()) {
            inputs.onRemovalRefused(nowNs);
        }
    }

    /** Reports what a MASTER serves without, if that has changed. That another state lacks nothing is no news. */
    private void reportLacking() {
        if (lackingSaid.isEmpty()
                && !held.isLacking()
                && !routing.isLacking()
                && !filter.isLacking()
                && !sending.isUnheard()) {
            return;
        }
        List<String> lacking = lacking();
        if (!lacking.equals(lackingSaid)) {
            lackingSaid = lacking;
            if (state() == State.MASTER) {
                story.degraded(name(), lacking);
            }
        }
    }

    // Effects

    @Override
    public void sendAdvertisement(int priority) {
        String refused = staying ? null : sending.send(priority, edge, ground.isFirm());
        if (refused != null) {
            story.refused(name(), refused);
        }
    }

    @Override
    public void addAddresses() {
        filter.begin(held.placed(), nowNs);
        held.add(nowNs);
        routing.add(nowNs);
    }

    @Override
    public void removeAddresses() {
        if (!staying) {
            routing.removeAll(nowNs);
            held.removeAll(ended);
            filter.end(nowNs);
        }
    }

    @Override
    public void announceAddresses(int rounds) {
        held.announce(rounds);
    }

    @Override
    public void reportTransition(Transition transition) {
        if (transition.to() == State.MASTER) {
            counters().becameMaster++;
        } else if (transition.from() == State.MASTER) {
            counters().releasedMaster++;
            sending.leaveMaster();
            held.withdraw();
        } else if (transition.from() == State.FAULT && transition.to() == State.BACKUP) {
            edge.announceSource();
        }
        story.transition(name(), transition, sending.takeResigned());
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        story.priority(name(), from, to, state, why);
    }

    @Override
    public void reportSteering(SteeringStage from, SteeringStage to, Cause why) {
        story.steering(name(), from, to, why);
    }

    @Override
    public void reportContest() {
        contested = true;
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        story.lowerPriority(name(), other, theirPriority, ourPriority);
        if (reunion.begins(router(), nowNs)) {
            story.mastersMet(name(), other, theirPriority, announcedAgain());
        }
    }

    /** The interfaces on which a MASTER that has heard another one announces its addresses. */
    private List<String> announcedAgain() {
        return router().settings().announcements().lowerPriorityRepeat() == 0
                ? List.of()
                : held.placed().stream()
                        .map(placed -> placed.link().name())
                        .distinct()
                        .toList();
    }
}
