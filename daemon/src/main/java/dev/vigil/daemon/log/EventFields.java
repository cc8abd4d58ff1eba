package dev.vigil.daemon.log;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.outcome.Outcome;
import java.util.List;
import java.util.Locale;

/** The named parts of each event, for JSON and for the journal. Names are stable. */
public final class EventFields {
    private EventFields() {}

    public static void of(Event event, Fields out) {
        switch (event) {
            case DaemonEvent daemon -> daemon(daemon, out);
            case VrrpEvent vrrp -> vrrp(vrrp, out);
            case ScriptEvent script -> script(script, out.put("script", script.script()));
            case TrackerEvent tracker -> tracker(tracker, out);
            case NotifyEvent notify -> notify(notify, out);
            case FifoEvent fifo -> fifo(fifo, out.put("fifo", fifo.path()));
            case MailEvent mail -> mail(mail, out);
            case ControlEvent control -> control(control, out);
            case ReloadEvent reload -> reload(reload, out.put("file", reload.file()));
            case IntentEvent intent -> intent.fields(out);
            case ServerEvent server -> ServerText.fields(server, out);
        }
    }

    private static void daemon(DaemonEvent event, Fields out) {
        switch (event) {
            case DaemonEvent.Starting e -> out.put("product", e.product()).put("version", e.version());
            case DaemonEvent.StartupComplete _, DaemonEvent.Stopped _, DaemonEvent.Unguarded _ -> {}
            case DaemonEvent.Stopping e -> out.put("reason", e.reason());
            case DaemonEvent.Reloading e -> out.put("reason", e.reason());
            case DaemonEvent.ReloadComplete e -> out.put("summary", e.summary());
            case DaemonEvent.ReloadChange e -> {
                if (!e.instance().isEmpty()) {
                    out.put("instance", e.instance());
                }
                out.put("change", e.change());
            }
            case DaemonEvent.ReloadRefused e -> out.put("reason", e.reason());
            case DaemonEvent.DumpWritten e -> out.put("file", e.file());
            case DaemonEvent.ConfigurationRead e -> out.put("file", e.file());
            case DaemonEvent.ConfigurationRemark e -> out.put("finding", e.text());
            case DaemonEvent.ConfigurationWarning e -> out.put("finding", e.text());
            case DaemonEvent.KeywordsWithoutEffect e -> out.put("keywords", String.join(", ", e.keywords()));
            case DaemonEvent.ConfigurationError e -> out.put("finding", e.text());
            case DaemonEvent.AlreadyRunning e -> out.put("where", e.where());
            case DaemonEvent.RecordingKept e -> out.put("file", e.file()).put("reason", e.reason());
            case DaemonEvent.LeftoversRemoved e -> out.put("addresses", e.addresses());
            case DaemonEvent.LinkChanged e -> out.put("link", e.link()).put("made", e.made());
            case DaemonEvent.OperationFailed e ->
                out.put("operation", e.operation()).put("reason", e.reason());
            case DaemonEvent.Defect e ->
                out.put("where", e.where()).put("exception", e.cause().toString());
            case DaemonEvent.LoopStalled e ->
                out.put("loop", e.loop()).put("silent_ns", e.silentNs()).put("stack", e.stack());
            case DaemonEvent.WaitBridged e -> out.put("adverts", e.adverts()).put("longest_ns", e.longestNs());
            case DaemonEvent.PriorityRaised e -> out.put("priority", e.priority());
            case DaemonEvent.LoopLate e -> out.put("loop", e.loop()).put("late_ns", e.lateNs());
            case DaemonEvent.EventsLost e -> out.put("count", e.count());
            case DaemonEvent.EventsHeldBack e ->
                out.put("held_back", e.heldBack().code())
                        .put("about", e.about())
                        .put("count", e.count())
                        .put("within_ns", e.withinNs());
            case DaemonEvent.SinkFailed e ->
                out.put("sink", e.sink()).put("reason", e.reason()).put("lost", e.lost());
            case DaemonEvent.Detail e -> out.put("about", e.about());
        }
    }

    private static void vrrp(VrrpEvent event, Fields out) {
        if (!event.instance().isEmpty()) {
            out.put(event instanceof VrrpEvent.GroupSyncing ? "group" : "instance", event.instance());
        }
        switch (event) {
            case VrrpEvent.StateEntered e -> transition(e.transition(), out);
            case VrrpEvent.StoppedOrRemoved e -> transition(e.transition(), out);
            case VrrpEvent.AdvertisementTimeout _,
                    VrrpEvent.AddressesSet _,
                    VrrpEvent.AddressesRemoved _,
                    VrrpEvent.PriorityZeroSent _ -> {}
            case VrrpEvent.PriorityChanged e ->
                out.put("from", e.from())
                        .put("to", e.to())
                        .put("state", e.state().name())
                        .put("why", texts(e.why()));
            case VrrpEvent.LowerPriorityHeard e -> heard(e.from().toString(), e.theirPriority(), e.ourPriority(), out);
            case VrrpEvent.HigherPriorityHeard e -> heard(e.from().toString(), e.theirPriority(), e.ourPriority(), out);
            case VrrpEvent.AdvertisementDropped e ->
                out.put("from", e.from().toString())
                        .put("reason", e.reason().name().toLowerCase(Locale.ROOT))
                        .put("total", e.total());
            case VrrpEvent.InterfaceChanged e ->
                out.put("interface", e.interfaceName()).put("up", e.up());
            case VrrpEvent.AddressRestored e ->
                out.put("address", e.address().toString()).put("interface", e.interfaceName());
            case VrrpEvent.AddressRemovedByOther e ->
                out.put("address", e.address().toString()).put("interface", e.interfaceName());
            case VrrpEvent.ClockDiffers e ->
                out.put("from", e.from().toString()).put("ahead_ns", e.aheadNs());
            case VrrpEvent.UnknownVrid e ->
                out.put("interface", e.interfaceName())
                        .put("vrid", e.vrid())
                        .put("from", e.from().toString());
            case VrrpEvent.RoutingRemovedByOther e -> out.put("entry", e.entry());
            case VrrpEvent.AddressesAnnounced e ->
                out.put("interface", e.interfaceName())
                        .put("addresses", e.addresses())
                        .put("rounds", e.rounds());
            case VrrpEvent.EffectRefused e -> out.put("refusal", e.refusal());
            case VrrpEvent.Degraded e -> out.put("lacking", e.lacking());
            case VrrpEvent.WholeAgain _ -> {}
            case VrrpEvent.PeerDiffers e -> out.put("from", e.from().toString()).put("difference", e.difference());
            case VrrpEvent.SecondMaster e ->
                out.put("from", e.from().toString())
                        .put("their_priority", e.priority())
                        .put("trouble", e.trouble());
            case VrrpEvent.MastersMet e ->
                out.put("from", e.from().toString())
                        .put("their_priority", e.theirPriority())
                        .put("interfaces", e.interfaces());
            case VrrpEvent.RivalGone e -> out.put("from", e.from().toString()).put("trouble", e.trouble());
            case VrrpEvent.AddressSeen e ->
                out.put("interface", e.interfaceName())
                        .put("address", e.address().toString())
                        .put("added", e.added());
            case VrrpEvent.TwoOwners e -> out.put("other", e.other().toString());
            case VrrpEvent.ChangesHeldBack e -> {
                out.put("count", e.count()).put("within_ns", e.withinNs());
                transition(e.last().transition(), out);
            }
            case VrrpEvent.GroupSyncing e -> out.put("state", e.state().name()).put("why", texts(e.why()));
        }
    }

    private static void transition(Transition transition, Fields out) {
        out.put("from_state", transition.from().name())
                .put("state", transition.to().name())
                .put("transition", transition.kind().name().toLowerCase(Locale.ROOT))
                .put("priority", transition.priority())
                .put("why", texts(transition.why()));
    }

    private static void heard(String from, int theirPriority, int ourPriority, Fields out) {
        out.put("from", from).put("their_priority", theirPriority).put("our_priority", ourPriority);
    }

    private static void tracker(TrackerEvent event, Fields out) {
        switch (event) {
            case TrackerEvent.FileHolds e ->
                out.put("file", e.name()).put("value", e.value()).put("remark", e.remark());
            case TrackerEvent.QuorumGained e -> out.put("process", e.name()).put("detail", e.detail());
            case TrackerEvent.QuorumLost e -> out.put("process", e.name()).put("detail", e.detail());
            case TrackerEvent.BfdState e ->
                out.put("session", e.name())
                        .put("state", e.state())
                        .put("neighbor", e.neighbor())
                        .put("reason", e.reason());
            case TrackerEvent.BfdDropped e ->
                out.put("reason", e.reason().name().toLowerCase(Locale.ROOT))
                        .put("from", e.from().toString())
                        .put("total", e.total());
            case TrackerEvent.BfdRefused e -> out.put("session", e.name()).put("reason", e.reason());
            case TrackerEvent.ProcessesPolled e -> out.put("reason", e.reason());
        }
    }

    private static void script(ScriptEvent event, Fields out) {
        switch (event) {
            case ScriptEvent.Succeeded _ -> {}
            case ScriptEvent.Failed e -> outcome(e.outcome(), out);
            case ScriptEvent.Returns e -> out.put("status", e.status());
            case ScriptEvent.Unusable e -> out.put("reason", e.reason());
            case ScriptEvent.Overrun e -> out.put("running_ns", e.runningNs());
            case ScriptEvent.Insecure e -> out.put("reason", e.reason());
        }
    }

    private static void notify(NotifyEvent event, Fields out) {
        if (!event.instance().isEmpty()) {
            out.put("instance", event.instance());
        }
        switch (event) {
            case NotifyEvent.Ended e ->
                outcome(e.outcome(), out.put("program", e.program()).put("state", e.state()));
            case NotifyEvent.Skipped e -> out.put("count", e.count()).put("told_instead", e.toldInstead());
            case NotifyEvent.Abandoned e -> out.put("count", e.count());
            case NotifyEvent.RequestsLost e -> out.put("count", e.count());
        }
    }

    private static void reload(ReloadEvent event, Fields out) {
        switch (event) {
            case ReloadEvent.Due e -> out.put("at", e.at().toString());
            case ReloadEvent.NoTime e -> out.put("reason", e.reason());
            case ReloadEvent.Saved _ -> {}
        }
    }

    private static void fifo(FifoEvent event, Fields out) {
        switch (event) {
            case FifoEvent.Unusable e -> out.put("reason", e.reason());
            case FifoEvent.Full _ -> {}
            case FifoEvent.Lost e -> out.put("lines", e.lines());
            case FifoEvent.ReaderEnded e -> outcome(e.outcome(), out.put("program", e.program()));
        }
    }

    private static void mail(MailEvent event, Fields out) {
        if (!event.instance().isEmpty()) {
            out.put("instance", event.instance());
        }
        switch (event) {
            case MailEvent.Sent e ->
                out.put("state", e.state()).put("recipients", e.recipients()).put("refused", e.refused());
            case MailEvent.Failed e -> {
                out.put("state", e.state()).put("reason", e.reason());
                e.againNs().ifPresent(after -> out.put("again_ns", after));
            }
            case MailEvent.Lost e -> out.put("count", e.count()).put("reason", e.reason());
        }
    }

    private static void control(ControlEvent event, Fields out) {
        switch (event) {
            case ControlEvent.Listening e -> out.put("socket", e.socket());
            case ControlEvent.Refused e -> out.put("peer", e.peer()).put("reason", e.reason());
            case ControlEvent.Requested e -> out.put("peer", e.peer()).put("command", e.command());
            case ControlEvent.Unavailable e -> out.put("socket", e.socket()).put("reason", e.reason());
        }
    }

    private static void outcome(Outcome outcome, Fields out) {
        switch (outcome) {
            case Outcome.Exited e -> out.put("outcome", "exited").put("status", e.status());
            case Outcome.Killed e -> out.put("outcome", "killed").put("signal", e.signal());
            case Outcome.TimedOut e -> out.put("outcome", "timed_out").put("limit_ns", e.limitNs());
            case Outcome.CannotRun e -> out.put("outcome", "cannot_run").put("reason", e.reason());
        }
        out.put("duration_ns", outcome.durationNs()).put("output", outcome.lastLine());
    }

    private static List<String> texts(List<Cause> why) {
        return why.stream().map(Cause::text).toList();
    }
}
