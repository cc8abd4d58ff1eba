package dev.vigil.daemon.log;

import dev.vigil.core.balance.BalanceEvent;

/** The lines and the named parts of events about virtual servers, with the words that keepalived has for them. */
final class ServerText {
    private ServerText() {}

    static String of(BalanceEvent event) {
        return switch (event) {
            case BalanceEvent.CheckPassed e -> CheckText.passed(e);
            case BalanceEvent.UrlPassed e -> "HTTP status code success to " + e.server() + " url(" + e.path() + ")";
            case BalanceEvent.CheckFailed e -> CheckText.failed(e);
            case BalanceEvent.ServerUp e ->
                (e.inhibits()
                                ? "Enabling service " + e.server() + " of VS "
                                : "Adding service " + e.server() + " to VS ")
                        + e.service();
            case BalanceEvent.ServerDown e ->
                (e.inhibits()
                                ? "Disabling service " + e.server() + " of VS "
                                : "Removing service " + e.server() + " from VS ")
                        + e.service();
            case BalanceEvent.ServerStaysDown e -> "service " + e.server() + " of VS " + e.service() + " is down";
            case BalanceEvent.ServerRemoved e ->
                "service " + e.server() + " of VS " + e.service() + " no longer exists";
            case BalanceEvent.WeightChanged e ->
                "Changing weight from " + e.from() + " to " + e.to() + " for service " + e.server() + " of VS "
                        + e.service();
            case BalanceEvent.QuorumGained e ->
                "Gained quorum " + e.quorum() + "+" + e.hysteresis() + "=" + (e.quorum() + e.hysteresis()) + " <= "
                        + e.sum() + " for VS " + e.service();
            case BalanceEvent.QuorumLost e ->
                "Lost quorum " + e.quorum() + "-" + e.hysteresis() + "=" + (e.quorum() - e.hysteresis()) + " > "
                        + e.sum() + " for VS " + e.service();
            case BalanceEvent.StartsWithoutQuorum e ->
                "Starting with quorum down " + e.quorum() + "+" + e.hysteresis() + "=" + (e.quorum() + e.hysteresis())
                        + " > " + e.sum() + " for VS " + e.service();
            case BalanceEvent.SorryServes e ->
                (e.inhibits() ? "Enabling" : "Adding") + " sorry server " + e.sorry() + " to VS " + e.service();
            case BalanceEvent.SorryRests e ->
                (e.inhibits() ? "Disabling" : "Removing") + " sorry server " + e.sorry() + " from VS " + e.service();
            case BalanceEvent.ChecksSuspended e ->
                "Suspending the checks of VS " + e.service() + ": this host has none of its addresses";
            case BalanceEvent.ChecksResumed e ->
                "Activating the checks of VS " + e.service() + ": this host has an address of it";
            case BalanceEvent.ServiceRemoved e -> "Removing Virtual Server " + e.service();
            case BalanceEvent.ServerStops e -> "Shutting down service " + e.server() + " from VS " + e.service();
            case BalanceEvent.ServiceStops e -> "Shutting down VS " + e.service();
            case BalanceEvent.TableDiffers e ->
                "The kernel did not have VS " + e.service() + " as it is configured, in " + e.differences()
                        + (e.differences() == 1 ? " point" : " points") + "; it is put right";
            case BalanceEvent.Refused e -> refused(e);
        };
    }

    private static String refused(BalanceEvent.Refused event) {
        return event.subject().equals(event.service().shown())
                ? "The kernel refused VS " + event.service() + ", which serves nobody: " + event.reason()
                : "The kernel refused service " + event.subject() + " of VS " + event.service()
                        + ", which does not count as alive: " + event.reason();
    }

    static void fields(ServerEvent event, Fields out) {
        out.put("virtual_server", event.what().service().shown());
        if (!event.server().isEmpty()) {
            out.put("real_server", event.server());
        }
        switch (event.what()) {
            case BalanceEvent.CheckPassed e -> out.put("check", e.probe().keyword());
            case BalanceEvent.UrlPassed e ->
                out.put("check", e.probe().keyword()).put("path", e.path());
            case BalanceEvent.CheckFailed e ->
                out.put("check", e.probe().keyword())
                        .put("reason", e.reason())
                        .put("attempts", e.attempts())
                        .put("last", e.isLast());
            case BalanceEvent.WeightChanged e -> out.put("from", e.from()).put("to", e.to());
            case BalanceEvent.QuorumGained e -> quorum(e.quorum(), e.hysteresis(), e.sum(), out);
            case BalanceEvent.QuorumLost e -> quorum(e.quorum(), e.hysteresis(), e.sum(), out);
            case BalanceEvent.StartsWithoutQuorum e -> quorum(e.quorum(), e.hysteresis(), e.sum(), out);
            case BalanceEvent.TableDiffers e -> out.put("differences", e.differences());
            case BalanceEvent.Refused e -> out.put("reason", e.reason());
            case BalanceEvent.ServerRemoved e -> out.put("was_up", e.wasUp());
            case BalanceEvent.ServiceRemoved e -> out.put("had_quorum", e.hadQuorum());
            case BalanceEvent.ServerUp e -> out.put("inhibit", e.inhibits());
            case BalanceEvent.ServerDown e -> out.put("inhibit", e.inhibits());
            case BalanceEvent.SorryServes e -> out.put("inhibit", e.inhibits());
            case BalanceEvent.SorryRests e -> out.put("inhibit", e.inhibits());
            case BalanceEvent.ServerStaysDown _,
                    BalanceEvent.ChecksSuspended _,
                    BalanceEvent.ChecksResumed _,
                    BalanceEvent.ServerStops _,
                    BalanceEvent.ServiceStops _ -> {}
        }
    }

    private static void quorum(long quorum, long hysteresis, long sum, Fields out) {
        out.put("quorum", quorum).put("hysteresis", hysteresis).put("sum", sum);
    }
}
