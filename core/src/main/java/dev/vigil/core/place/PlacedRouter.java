package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A virtual router at its place: it stands on an interface and a source address, owns addresses, and turns what the kernel
 * refuses into inputs of its state machine. Daemon and simulator run this same class; what differs is the {@link Edge}.
 *
 * <p>A {@link RuntimeException} out of an input is a defect, to be handed to {@link #contain}.
 */
public final class PlacedRouter implements Effects {
    /** How long a lost interface or source address is doubted before it costs a MASTER its role: it may be back at once. */
    static final long DOUBT_NS = 25_000_000L;

    /** How long until the kernel is asked again for what it refused. */
    static final long RETRY_NS = 10_000_000_000L;

    private final Host host;
    private final Story story;
    private final RouterInputs inputs;
    private final OwnedAddresses owned = new OwnedAddresses();
    private final SendFailures sendFailures = new SendFailures();
    private final RouterCounters counters = new RouterCounters();
    private final HearingReports reports;
    private Site site;
    private Reception reception;
    private Edge edge;

    /** What the open sockets stand on; null without sockets. */
    private @Nullable Footing footing;

    /** When a loss that was seen is believed; NEVER while nothing is lost. */
    private long doubtNs = VirtualRouter.NEVER;

    private long retryNs = VirtualRouter.NEVER;
    private long nowNs;

    /** Why nobody hears this MASTER, which the state machine has not heard of yet. */
    private @Nullable String unheard;

    /** A refusal that the state machine has not heard of yet. */
    private @Nullable String refusal;

    private boolean removalRefused;

    /** The address that is being put back; null unless one is. */
    private @Nullable PlacedAddress restoring;

    /** Whether the last advertisement was one with priority 0, and left. */
    private boolean resigned;

    /** Whether the addresses stay when this ends, and nobody hears of the end. */
    private boolean staying;

    private boolean ending;
    private List<String> lackingSaid = List.of();
    private @Nullable String attachRefusal;

    /**
     * @param prepared where it stands
     * @param makeInputs makes the inputs of its virtual router, whose effects go to the argument
     */
    public PlacedRouter(Host host, Story story, Prepared prepared, Function<Effects, RouterInputs> makeInputs) {
        this.host = host;
        this.story = story;
        site = prepared.site();
        reception = prepared.reception();
        edge = prepared.edge();
        inputs = makeInputs.apply(this);
        reports = new HearingReports(story);
        adopt(prepared);
    }

    private void adopt(Prepared prepared) {
        footing = prepared.isAttached() ? prepared.footing() : null;
        if (footing != null) {
            edge.serve();
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
        return reception;
    }

    public RouterCounters counters() {
        return counters;
    }

    /** The addresses whose interfaces exist. */
    public List<PlacedAddress> addresses() {
        return owned.placed();
    }

    /** Whether this is one of its addresses. */
    public boolean owns(HostAddress known) {
        return owned.placed().stream()
                .anyMatch(each -> each.ifindex() == known.ifindex()
                        && each.address().equals(known.address())
                        && each.spec().prefixLength() == known.prefixLength());
    }

    /** What a MASTER serves without, one sentence each. */
    public List<String> lacking() {
        if (state() != State.MASTER) {
            return List.of();
        }
        List<String> lacking = new ArrayList<>(owned.refusals());
        if (sendFailures.isUnheard()) {
            lacking.add("no advertisement leaves, and no other master is heard: " + edge.sendRefusal());
        }
        return lacking;
    }

    /** When {@link #onDeadline} must be called next. */
    public long deadlineNs() {
        return Math.min(router().deadlineNs(), Math.min(doubtNs, retryNs));
    }

    private State state() {
        return router().state();
    }

    private boolean isOwner() {
        return router().settings().isOwner();
    }

    // Inputs

    /** Begins: what it stands on and what it tracks is looked at first. */
    public void start(Cause cause, long atNs) {
        nowNs = atNs;
        look(atNs);
        inputs.start(cause, atNs);
        settle();
    }

    /** Removes addresses that an earlier run left behind; an address owner keeps its own. */
    public void clearLeftovers(long atNs) {
        nowNs = atNs;
        owned.place(OwnedAddresses.on(host, site));
        edge.place(owned.placed());
        boolean any = owned.placed().stream().anyMatch(host::has);
        if (!isOwner() && any) {
            removeAll();
        }
        settle();
    }

    /** A message that came for its VRID. Nothing is allocated. */
    public void receive(Datagram heard) {
        nowNs = heard.atNs();
        if (!router().isListening()) {
            reception.count(DropReason.NOT_LISTENING);
            return;
        }
        DropReason reason = reception.admit(heard, router().settings().source());
        if (reason != null) {
            reports.dropped(router(), reception, reason, heard);
            reports.rivals(router(), reception.rivals(), nowNs);
            return;
        }
        hear(heard);
    }

    private void hear(Datagram heard) {
        if (heard.priority() != 0 && sendFailures.heard() && state() == State.MASTER) {
            unheard = edge.sendRefusal();
        }
        inputs.onAdvertisement(heard.priority(), heard.intervalNs(), heard.source(), nowNs);
        reception.rivals().judge(router(), heard);
        settle();
    }

    /** Does everything whose time has come. To be called when {@link #deadlineNs()} has passed. */
    public void onDeadline(long atNs) {
        nowNs = atNs;
        if (doubtNs <= atNs || retryNs <= atNs) {
            look(atNs);
        }
        if (retryNs <= atNs) {
            retryNs = VirtualRouter.NEVER;
            retry();
        }
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

    /** Stops for good. */
    public void stop(Transition.Kind kind, Cause cause, long atNs) {
        nowNs = atNs;
        ending = true;
        inputs.stop(kind, cause, atNs);
        settle();
    }

    /** Stops without a word: no address is removed, and no advertisement sent. */
    public void stopInPlace(Cause cause, long atNs) {
        staying = true;
        stop(Transition.Kind.STOPPED, cause, atNs);
    }

    /** Gives the sockets back. */
    public void release() {
        footing = null;
        edge.detach();
    }

    /** A defect was found in the handling of this virtual router. */
    public void contain(String defect, long atNs) {
        nowNs = atNs;
        inputs.onDefect(defect, atNs);
        refusal = null;
        unheard = null;
        tellRemovalRefused();
    }

    /**
     * Takes over a changed configuration and the place that was prepared for it.
     *
     * @param settings whose source is not looked at
     */
    public void reconfigure(Prepared prepared, RouterSettings settings, Tracks tracks, long atNs) {
        nowNs = atNs;
        List<PlacedAddress> before = owned.placed();
        Edge old = edge;
        old.withdraw(before);
        site = prepared.site();
        Reception next = prepared.reception();
        next.inherit(reception);
        reception = next;
        edge = prepared.edge();
        // One edge hands over to the other between two arrivals.
        old.detach();
        adopt(prepared);
        IpAddress source = footing == null ? router().settings().source() : footing.fromAddress();
        inputs.reconfigure(settings.withSource(source), tracks, atNs);
        settle();
        owned.place(OwnedAddresses.on(host, site));
        edge.place(owned.placed());
        if (router().addressesPresent() && owned.differsFrom(before)) {
            reportNews(owned.change(edge, before));
            announce(1);
        }
        look(atNs);
    }

    // The host

    /** Looks at the host again, after something of it has changed. */
    public void look(long atNs) {
        nowNs = atNs;
        place();
        Footing seen = Footing.of(site, host);
        if (!isWorse(seen)) {
            doubtNs = VirtualRouter.NEVER;
        } else if (doubtNs == VirtualRouter.NEVER) {
            doubtNs = atNs + DOUBT_NS;
        }
        boolean patient = atNs < doubtNs && doubtNs != VirtualRouter.NEVER;
        if (!patient) {
            doubtNs = VirtualRouter.NEVER;
        }
        if (seen.holds()) {
            stand(seen);
        } else if (!patient) {
            // A MASTER resigns by the sockets that it still has, from the address that it had.
            see(Track.Kind.SOURCE_ADDRESS, site.interfaceName(), Condition.DOWN, seen.obstacle());
            release();
        }
        lookAtInterfaces(patient);
        settle();
    }

    private void place() {
        List<PlacedAddress> before = owned.placed();
        List<PlacedAddress> now = OwnedAddresses.on(host, site);
        if (now.equals(before)) {
            return;
        }
        owned.place(now);
        edge.place(owned.placed());
        if (router().addressesPresent()) {
            if (owned.differsFrom(before)) {
                reportNews(owned.change(edge, before));
            }
            if (!macs(before).equals(macs(now))) {
                announce(router().settings().announcements().repeat());
            }
        }
    }

    private static List<Long> macs(List<PlacedAddress> addresses) {
        return addresses.stream().map(each -> each.link().mac()).distinct().toList();
    }

    /** Whether something that is known to be up would be down. */
    private boolean isWorse(Footing seen) {
        if (!router().isListening()) {
            return false;
        }
        boolean worse = !seen.holds() && footing != null;
        for (Track track : router().tracks().all()) {
            worse |= track.kind() == Track.Kind.INTERFACE
                    && track.condition() == Condition.UP
                    && !carries(host.link(track.name()));
        }
        return worse;
    }

    private static boolean carries(@Nullable Link link) {
        return link != null && link.carries();
    }

    private void stand(Footing seen) {
        if (footing == null || !seen.fits(footing)) {
            attachRefusal = edge.attach(seen.onLink(), seen.fromAddress());
            if (attachRefusal != null) {
                story.refused(name(), attachRefusal);
                retryNs = Math.min(retryNs, nowNs + RETRY_NS);
                see(Track.Kind.SOURCE_ADDRESS, site.interfaceName(), Condition.DOWN, attachRefusal);
                release();
                return;
            }
            footing = seen;
            edge.serve();
        }
        if (!seen.fromAddress().equals(router().settings().source())) {
            inputs.onSource(seen.fromAddress(), nowNs);
        }
        see(
                Track.Kind.SOURCE_ADDRESS,
                site.interfaceName(),
                Condition.UP,
                seen.fromAddress().toString());
    }

    private void lookAtInterfaces(boolean patient) {
        for (Track track : router().tracks().all()) {
            if (track.kind() == Track.Kind.INTERFACE) {
                Link link = host.link(track.name());
                boolean up = carries(link);
                if (up || !patient || track.condition() != Condition.UP) {
                    String detail = link == null ? "it does not exist" : link.obstacle();
                    see(Track.Kind.INTERFACE, track.name(), up ? Condition.UP : Condition.DOWN, detail);
                }
            }
        }
    }

    private void see(Track.Kind kind, String name, Condition condition, String detail) {
        inputs.onTrack(kind, name, condition, detail, nowNs);
    }

    /**
     * Puts back what something else took from a MASTER. To be called only when nothing that the kernel has shown is
     * unread: its own additions are shown, too.
     */
    public void compare(long atNs) {
        nowNs = atNs;
        for (PlacedAddress address : owned.placed()) {
            if (state() != State.MASTER) {
                return;
            }
            boolean expected = address.spec().tracked() && address.link().carries() && !owned.isRefused(address);
            if (expected && !host.has(address)) {
                restore(address);
            }
        }
    }

    private void restore(PlacedAddress address) {
        restoring = address;
        try {
            inputs.onAddressLost(address.address(), nowNs);
        } finally {
            restoring = null;
        }
        settle();
        story.addressLost(name(), address.address(), address.link().name(), state() == State.MASTER);
    }

    private void retry() {
        if (state() == State.MASTER && owned.isLacking()) {
            List<PlacedAddress> came = owned.retry(edge);
            if (!came.isEmpty()) {
                edge.announce(came);
            }
            if (owned.isLacking()) {
                retryNs = nowNs + RETRY_NS;
            }
        }
    }

    // After each input

    private void settle() {
        String silence = unheard;
        if (silence != null) {
            unheard = null;
            inputs.onUnheard(silence, sendFailures.holdNs(router().takeoverMaxNs()), nowNs);
        }
        String text = refusal;
        if (text != null) {
            refusal = null;
            inputs.onRefusal(text, nowNs);
            // What the end of being MASTER was refused comes by way of the removal.
            refusal = null;
        }
        tellRemovalRefused();
        reports.rivals(router(), reception.rivals(), nowNs);
        List<String> lacking =
                lackingSaid.isEmpty() && !owned.isLacking() && !sendFailures.isUnheard() ? List.of() : lacking();
        if (!lacking.equals(lackingSaid)) {
            boolean recovered = lacking.isEmpty() && state() != State.MASTER;
            lackingSaid = lacking;
            if (!recovered) {
                story.degraded(name(), lacking);
            }
        }
        String violated = Invariants.violated(router(), nowNs);
        if (violated != null) {
            throw new IllegalStateException(violated);
        }
    }

    private void tellRemovalRefused() {
        if (removalRefused) {
            removalRefused = false;
            inputs.onRemovalRefused(nowNs);
        }
    }

    // Effects

    @Override
    public void sendAdvertisement(int priority) {
        resigned = false;
        int destinations = staying ? 0 : edge.destinations();
        if (destinations == 0) {
            return;
        }
        int failures = edge.send(priority);
        if (failures < destinations) {
            resigned = priority == 0;
            counters.countSent(priority);
        }
        if (failures == 0) {
            sendFailures.sent();
        } else {
            counters.sendErrors += failures;
            noteFailure(failures == destinations, priority);
        }
    }

    private void noteFailure(boolean all, int priority) {
        Link link = host.link(site.interfaceName());
        boolean expected = priority == 0 || !carries(link);
        switch (expected ? SendFailures.Verdict.NOTHING : sendFailures.failed(all)) {
            case NOTHING -> {}
            case REPORT -> story.refused(name(), edge.sendRefusal());
            case YIELD -> unheard = edge.sendRefusal();
            case SERVE -> {}
        }
    }

    @Override
    public void addAddresses() {
        PlacedAddress one = restoring;
        reportNews(one == null ? owned.addAll(edge, isOwner()) : owned.add(edge, one));
        String none = owned.whyNone();
        if (none != null) {
            refusal = none;
        }
    }

    private void reportNews(List<String> news) {
        news.forEach(text -> story.refused(name(), text));
        if (owned.isLacking()) {
            retryNs = Math.min(retryNs, nowNs + RETRY_NS);
        }
    }

    @Override
    public void removeAddresses() {
        if (!staying) {
            removeAll();
        }
    }

    private void removeAll() {
        String news = owned.removeAll(edge, host, site, ending);
        removalRefused = owned.isRemovalRefused();
        if (news != null) {
            story.refused(name(), news);
        }
    }

    @Override
    public void announceAddresses(int rounds) {
        announce(rounds);
    }

    private void announce(int rounds) {
        List<PlacedAddress> addresses = restoring == null ? owned.available() : List.of(restoring);
        for (int round = 0; round < rounds; round++) {
            edge.announce(addresses);
        }
        story.announced(name(), addresses, rounds);
    }

    @Override
    public void reportTransition(Transition transition) {
        if (transition.to() == State.MASTER) {
            counters.becameMaster++;
            sendFailures.begin();
        } else if (transition.from() == State.MASTER) {
            counters.releasedMaster++;
            edge.withdraw(owned.placed());
        } else if (transition.from() == State.FAULT && transition.to() == State.BACKUP) {
            edge.announceSource();
        }
        story.transition(name(), transition, resigned);
        resigned = false;
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        story.priority(name(), from, to, state, why);
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        story.lowerPriority(name(), other, theirPriority, ourPriority);
    }
}
