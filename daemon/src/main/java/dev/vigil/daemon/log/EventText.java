package dev.vigil.daemon.log;

import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.daemon.outcome.OutcomeText;
import java.util.List;

/**
 * The one line of text that tells an event. Where keepalived has a line for the same thing, ours begins with the same words,
 * so that what greps for it goes on working; what we know beyond that follows in the same line.
 */
public final class EventText {
    /** As many frames of a defect's stack as one line takes. */
    private static final int STACK_FRAMES_MAX = 12;

    private EventText() {}

    /** The line, without control characters whatever the event holds. */
    public static String of(Event event) {
        String text = switch (event) {
            case DaemonEvent daemon -> daemon(daemon);
            case VrrpEvent vrrp -> vrrp(vrrp);
            case ScriptEvent script -> script(script);
            case TrackerEvent tracker -> tracker(tracker);
            case NotifyEvent notify -> notify(notify);
            case FifoEvent fifo -> fifo(fifo);
            case MailEvent mail -> mail(mail);
            case ControlEvent control -> control(control);
            case ReloadEvent reload -> reload(reload);
            case IntentEvent intent -> intent.text();
            case ServerEvent server -> ServerText.of(server.what());
        };
        return Printable.of(text);
    }

    private static String daemon(DaemonEvent event) {
        return switch (event) {
            case DaemonEvent.Starting e -> "Starting " + e.product() + " v" + e.version();
            case DaemonEvent.StartupComplete _ -> "Startup complete";
            case DaemonEvent.Stopping e -> "Stopping" + colon(e.reason());
            case DaemonEvent.Stopped _ -> "Stopped";
            case DaemonEvent.Reloading e -> "Reloading ..." + (e.reason().isEmpty() ? "" : " (" + e.reason() + ")");
            case DaemonEvent.ReloadComplete e -> "Reload complete" + colon(e.summary());
            case DaemonEvent.ReloadChange e ->
                (e.instance().isEmpty() ? "" : "(" + e.instance() + ") ") + "Reload: " + e.change();
            case DaemonEvent.ReloadRefused e ->
                "Reload refused, the old configuration stays in force" + colon(e.reason());
            case DaemonEvent.DumpWritten e -> "Wrote " + e.file() + ", as a signal asked for";
            case DaemonEvent.ConfigurationRead e -> "Configuration file " + e.file();
            case DaemonEvent.ConfigurationRemark e -> e.text();
            case DaemonEvent.ConfigurationWarning e -> e.text();
            case DaemonEvent.KeywordsWithoutEffect e -> withoutEffect(e.keywords());
            case DaemonEvent.ConfigurationError e -> e.text();
            case DaemonEvent.AlreadyRunning e -> "daemon is already running" + colon(e.where());
            case DaemonEvent.RecordingKept e -> "Kept a recording in " + e.file() + colon(e.reason());
            case DaemonEvent.LeftoversRemoved e ->
                "Removed what an earlier run left behind: " + String.join(", ", e.addresses());
            case DaemonEvent.LinkChanged e -> (e.made() ? "Made " : "Removed ") + e.link();
            case DaemonEvent.Unguarded _ ->
                "No guardian watches this daemon: after a kill -9 its addresses stay until the next start or `vigil cleanup`";
            case DaemonEvent.LoopStalled e ->
                "The " + e.loop() + " loop makes no step for " + OutcomeText.seconds(e.silentNs())
                        + (e.isLost() ? " and is given up, this process ends; it is at " : "; it is at ")
                        + String.join(" < ", e.stack());
            case DaemonEvent.OperationFailed e -> e.operation() + " failed" + colon(e.reason());
            case DaemonEvent.Defect e -> "A defect of this program in " + e.where() + ": " + stack(e.cause());
            case DaemonEvent.WaitBridged e ->
                "While the VRRP loop waited in the kernel, " + OutcomeText.seconds(e.longestNs()) + " at the longest, "
                        + count(e.adverts(), "advertisement was", "advertisements were") + " sent in its place";
            case DaemonEvent.PriorityRaised e ->
                "The VRRP loop was late and runs at real-time priority " + e.priority() + " from now on";
            case DaemonEvent.LoopLate e -> "The " + e.loop() + " loop was " + OutcomeText.seconds(e.lateNs()) + " late";
            case DaemonEvent.EventsLost e ->
                count(e.count(), "log event was", "log events were") + " lost, they came faster than they were written";
            case DaemonEvent.EventsHeldBack e ->
                e.count() + " more like this within " + OutcomeText.seconds(e.withinNs()) + colon(e.last());
            case DaemonEvent.SinkFailed e
            when e.lost() == 0 -> "The log's " + e.sink() + " cannot be written" + colon(e.reason());
            case DaemonEvent.SinkFailed e ->
                "The log's " + e.sink() + " lost " + count(e.lost(), "line", "lines") + colon(e.reason());
            case DaemonEvent.Detail e -> e.text();
        };
    }

    private static String withoutEffect(List<String> keywords) {
        return count(keywords.size(), "keyword", "keywords") + " of this configuration "
                + (keywords.size() == 1 ? "has" : "have") + " no effect yet: " + String.join(", ", keywords);
    }

    private static String vrrp(VrrpEvent event) {
        return switch (event) {
            case VrrpEvent.StateEntered e -> entered(e);
            case VrrpEvent.StoppedOrRemoved e ->
                of(e)
                        + (e.transition().kind() == Transition.Kind.DELETED ? "Removed" : "Stopped")
                        + because(e.transition().why());
            case VrrpEvent.AdvertisementTimeout e -> of(e) + "Receive advertisement timeout";
            case VrrpEvent.AddressesSet e -> of(e) + "setting VIPs.";
            case VrrpEvent.AddressesRemoved e -> of(e) + "removing VIPs.";
            case VrrpEvent.PriorityZeroSent e -> of(e) + "sent 0 priority";
            case VrrpEvent.PriorityChanged e ->
                of(e) + "Changing effective priority from " + e.from() + " to " + e.to() + because(e.why());
            case VrrpEvent.LowerPriorityHeard e ->
                of(e) + "Received advert from " + e.from() + " with lower priority " + e.theirPriority() + ", ours "
                        + e.ourPriority() + ", forcing new election";
            case VrrpEvent.HigherPriorityHeard e ->
                of(e) + "Master received advert from " + e.from() + " with higher priority " + e.theirPriority()
                        + ", ours " + e.ourPriority();
            case VrrpEvent.AdvertisementDropped e ->
                of(e) + "dropped an advertisement from " + e.from() + ": " + reason(e.reason()) + " (" + e.total()
                        + " since the start)";
            case VrrpEvent.InterfaceChanged e -> "Netlink reports " + e.interfaceName() + (e.up() ? " up" : " down");
            case VrrpEvent.AddressRestored e ->
                of(e) + e.address() + " was removed from " + e.interfaceName() + " by something else, put it back";
            case VrrpEvent.AddressRemovedByOther e ->
                of(e) + e.address() + " was removed from " + e.interfaceName() + " by something else";
            case VrrpEvent.ClockDiffers e ->
                of(e) + "the clock of " + e.from() + " is " + OutcomeText.seconds(Math.abs(e.aheadNs()))
                        + (e.aheadNs() > 0 ? " ahead of" : " behind")
                        + " ours, more than half of what auth_hmac allows;"
                        + " set the clocks, or its advertisements will be refused";
            case VrrpEvent.UnknownVrid e ->
                "Unknown VRID(" + e.vrid() + ") received on interface(" + e.interfaceName() + ") from " + e.from()
                        + ", ignored";
            case VrrpEvent.RoutingRemovedByOther e ->
                of(e) + e.entry() + " was removed by something else" + (e.restored() ? ", put it back" : "");
            case VrrpEvent.AddressesAnnounced e ->
                of(e) + "Sending/queueing gratuitous ARPs on " + e.interfaceName() + " for "
                        + count(e.addresses(), "address", "addresses") + ", " + count(e.rounds(), "time", "times");
            case VrrpEvent.EffectRefused e -> of(e) + "the kernel refused" + colon(e.refusal());
            case VrrpEvent.Degraded e -> of(e) + "serves, degraded: " + String.join("; ", e.lacking());
            case VrrpEvent.WholeAgain e -> of(e) + "is no longer degraded";
            case VrrpEvent.SecondMaster e ->
                of(e) + "Another master: " + e.from() + " with priority " + e.priority() + " " + e.trouble();
            case VrrpEvent.MastersMet e ->
                of(e) + "Two masters met: " + e.from() + " with priority " + e.theirPriority()
                        + " was master, too, unheard until now, and must yield; "
                        + (e.interfaces().isEmpty()
                                ? "our addresses are not announced again"
                                : "our addresses are announced again on " + String.join(", ", e.interfaces()));
            case VrrpEvent.RivalGone e -> of(e) + "No longer: " + e.from() + " " + e.trouble();
            case VrrpEvent.PeerDiffers e -> of(e) + e.from() + " differs from this node: " + e.difference();
            case VrrpEvent.AddressSeen e ->
                "Netlink reports " + e.address() + (e.added() ? " added to " : " removed from ") + e.interfaceName();
            case VrrpEvent.TwoOwners e ->
                of(e) + e.other() + " has priority 255, too, which is for the one owner of the addresses;"
                        + " give one of the two nodes a lower priority";
            case VrrpEvent.ChangesHeldBack e ->
                of(e) + count(e.count(), "more change", "more changes") + " of state within "
                        + OutcomeText.seconds(e.withinNs()) + ", the last of them: " + unnamed(e.last());
            case VrrpEvent.GroupSyncing e ->
                "VRRP_Group(" + e.instance() + ") Syncing instances to " + e.state() + " state" + because(e.why());
        };
    }

    private static String entered(VrrpEvent.StateEntered event) {
        return of(event) + unnamed(event);
    }

    private static String unnamed(VrrpEvent.StateEntered event) {
        Transition transition = event.transition();
        boolean initial = transition.from() == State.INIT && transition.to() != State.MASTER;
        return "Entering " + transition.to() + " STATE" + (initial ? " (init)" : "") + because(transition.why());
    }

    private static String script(ScriptEvent event) {
        String named = "VRRP_Script(" + event.script() + ") ";
        return switch (event) {
            case ScriptEvent.Succeeded _ -> named + "succeeded";
            case ScriptEvent.Failed e ->
                named + failure(e.outcome()) + colon(e.outcome().lastLine());
            case ScriptEvent.Returns e -> "Script `" + e.script() + "` now returning " + e.status();
            case ScriptEvent.Unusable e -> named + "cannot be run and counts as down" + colon(e.reason());
            case ScriptEvent.Overrun e ->
                "Track script " + e.script() + " is still running after " + OutcomeText.seconds(e.runningNs())
                        + " - skipping run";
            case ScriptEvent.Insecure e -> named + "is not secure" + colon(e.reason());
        };
    }

    private static String tracker(TrackerEvent event) {
        return switch (event) {
            case TrackerEvent.FileHolds e -> "Track file " + e.name() + " is " + e.value() + colon(e.remark());
            case TrackerEvent.QuorumGained e -> "Quorum gained for tracked process " + e.name() + colon(e.detail());
            case TrackerEvent.QuorumLost e -> "Quorum lost for tracked process " + e.name() + colon(e.detail());
            case TrackerEvent.BfdState e ->
                "Received BFD event: instance " + e.name() + " is in state " + e.state() + colon(e.reason());
            case TrackerEvent.BfdRefused e ->
                (e.name().isEmpty() ? "BFD cannot receive" : "BFD instance " + e.name() + " cannot send")
                        + colon(e.reason());
            case TrackerEvent.BfdDropped e ->
                "BFD packet of " + e.from() + " refused: " + e.reason().text() + "; " + e.total()
                        + " refused for that since the start";
            case TrackerEvent.ProcessesPolled e ->
                "Tracked processes are looked for twice a second, as the kernel does not show their changes here"
                        + colon(e.reason());
        };
    }

    private static String failure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exited exited -> "failed (exited with status " + exited.status() + ")";
            case Outcome.Killed killed ->
                "failed (due to signal " + killed.signal() + "), " + OutcomeText.brief(outcome);
            case Outcome.TimedOut timedOut -> "timed_out after " + OutcomeText.seconds(timedOut.limitNs());
            case Outcome.CannotRun _ -> "failed (" + OutcomeText.brief(outcome) + ")";
        };
    }

    private static String notify(NotifyEvent event) {
        return switch (event) {
            case NotifyEvent.Ended e ->
                of(e) + "notify " + e.state() + ", " + e.program() + ": " + OutcomeText.brief(e.outcome()) + " in "
                        + OutcomeText.seconds(e.outcome().durationNs())
                        + colon(e.outcome().lastLine());
            case NotifyEvent.Skipped e ->
                of(e) + count(e.count(), "notification was", "notifications were")
                        + " skipped because scripts are slow; reported " + e.toldInstead() + " instead";
            case NotifyEvent.Abandoned e ->
                of(e) + count(e.count(), "notification", "notifications")
                        + " had not ended when the daemon did, and had to be killed";
            case NotifyEvent.RequestsLost e ->
                count(e.count(), "request to run a script was", "requests to run scripts were")
                        + " lost, the queue was full";
        };
    }

    private static String reload(ReloadEvent event) {
        return switch (event) {
            case ReloadEvent.Due e -> "A reload is due at " + e.at() + ", by " + e.file();
            case ReloadEvent.NoTime e -> "No reload by " + e.file() + colon(e.reason());
            case ReloadEvent.Saved e -> "Kept a copy of the configuration in " + e.file();
        };
    }

    private static String fifo(FifoEvent event) {
        return switch (event) {
            case FifoEvent.Unusable e -> "FIFO " + e.path() + " is not written" + colon(e.reason());
            case FifoEvent.Full e ->
                "FIFO " + e.path() + " is full, nobody reads it or too slowly: lines are lost from here on";
            case FifoEvent.Lost e ->
                "FIFO " + e.path() + ": " + count(e.lines(), "line was", "lines were") + " lost while it was full";
            case FifoEvent.ReaderEnded e ->
                "The reader of FIFO " + e.path() + ", " + e.program() + ", " + OutcomeText.brief(e.outcome())
                        + colon(e.outcome().lastLine()) + "; a reload starts it again";
        };
    }

    private static String mail(MailEvent event) {
        String named = event.instance().isEmpty() ? "" : "(" + event.instance() + ") ";
        return switch (event) {
            case MailEvent.Sent e ->
                named + "mailed " + e.state() + " to " + String.join(", ", e.recipients())
                        + (e.refused().isEmpty() ? "" : "; not taken: " + String.join("; ", e.refused()));
            case MailEvent.Failed e ->
                named + "mail alert of " + e.state() + " failed"
                        + e.againNs()
                                .map(after -> ", next try in " + OutcomeText.seconds(after))
                                .orElse(" for good")
                        + colon(e.reason());
            case MailEvent.Lost e ->
                named + (e.count() == 1 ? "1 mail alert is" : e.count() + " mail alerts are") + " not sent"
                        + colon(e.reason());
        };
    }

    private static String control(ControlEvent event) {
        return switch (event) {
            case ControlEvent.Listening e -> "The control socket is " + e.socket();
            case ControlEvent.Refused e -> "Refused " + e.peer() + " on the control socket" + colon(e.reason());
            case ControlEvent.Requested e -> e.peer() + " asked for " + e.command();
            case ControlEvent.Unavailable e -> "No control socket at " + e.socket() + colon(e.reason());
        };
    }

    private static String of(VrrpEvent event) {
        // What is there whoever is master belongs to no instance.
        return event.instance().isEmpty() ? "" : "(" + event.instance() + ") ";
    }

    private static String of(NotifyEvent event) {
        return "(" + event.instance() + ") ";
    }

    private static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static String colon(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String because(List<Cause> why) {
        StringBuilder text = new StringBuilder();
        for (Cause cause : why) {
            text.append(text.isEmpty() ? ": " : "; ").append(cause.text());
        }
        return text.toString();
    }

    private static String stack(Throwable cause) {
        StringBuilder text = new StringBuilder(cause.toString());
        StackTraceElement[] frames = cause.getStackTrace();
        for (int index = 0; index < Math.min(frames.length, STACK_FRAMES_MAX); index++) {
            text.append(index == 0 ? " at " : " < ").append(frames[index]);
        }
        return text.toString();
    }

    private static String reason(DropReason reason) {
        return switch (reason) {
            case LENGTH -> "wrong length";
            case IP_HEADER -> "not a proper IP header";
            case TTL -> "invalid TTL/HL, it may have crossed a router";
            case VERSION -> "another VRRP version";
            case UNKNOWN_VRID -> "a VRID that is not configured";
            case AUTH_TYPE_INVALID -> "an unknown authentication type";
            case AUTH_TYPE_MISMATCH -> "another authentication type";
            case AUTH_FAILED -> "wrong authentication";
            case AUTH_REPLAYED -> "a sequence number of its authentication header that was passed already";
            case TRAILER_MISSING -> "no trailer of auth_hmac";
            case TRAILER_MALFORMED -> "a trailer of an unknown type";
            case TRAILER_STALE -> "a trailer from another time, a clock may be wrong";
            case TRAILER_UNKNOWN_KEY -> "a trailer with a key of an unknown number";
            case TRAILER_INVALID -> "a trailer that proves nothing, the keys may differ";
            case TRAILER_REPLAYED -> "a trailer that was used already";
            case INTERVAL -> "another advertisement interval";
            case INTERVAL_ZERO -> "an advertisement interval of 0";
            case TYPE -> "not an advertisement";
            case CHECKSUM -> "wrong checksum";
            case CAST_MISMATCH -> "unicast and multicast do not match";
            case OWNER_IGNORES -> "the address owner ignores advertisements";
            case UNKNOWN_PEER -> "the sender is no configured peer";
            case ADDRESS_COUNT_ZERO -> "no address in it";
            case OWN_ADVERTISEMENT -> "our own advertisement came back";
            case NOT_LISTENING -> "not taking part";
        };
    }
}
