package dev.vigil.daemon.log;

import dev.vigil.core.balance.BalanceEvent;

/** Something about a virtual server or one of its real servers. */
public record ServerEvent(BalanceEvent what) implements Event {
    @Override
    public EventKind kind() {
        return switch (what) {
            case BalanceEvent.CheckPassed _ -> EventKind.CHECK_PASSED;
            case BalanceEvent.UrlPassed _ -> EventKind.URL_PASSED;
            case BalanceEvent.CheckFailed _ -> EventKind.CHECK_FAILED;
            case BalanceEvent.ServerUp _ -> EventKind.SERVER_UP;
            case BalanceEvent.ServerDown _ -> EventKind.SERVER_DOWN;
            case BalanceEvent.ServerStaysDown _ -> EventKind.SERVER_STAYS_DOWN;
            case BalanceEvent.ServerRemoved _ -> EventKind.SERVER_REMOVED;
            case BalanceEvent.WeightChanged _ -> EventKind.WEIGHT_CHANGED;
            case BalanceEvent.QuorumGained _ -> EventKind.SERVICE_UP;
            case BalanceEvent.QuorumLost _ -> EventKind.SERVICE_DOWN;
            case BalanceEvent.StartsWithoutQuorum _ -> EventKind.SERVICE_STARTS_DOWN;
            case BalanceEvent.SorryServes _ -> EventKind.SORRY_SERVES;
            case BalanceEvent.SorryRests _ -> EventKind.SORRY_RESTS;
            case BalanceEvent.ChecksSuspended _ -> EventKind.CHECKS_SUSPENDED;
            case BalanceEvent.ChecksResumed _ -> EventKind.CHECKS_RESUMED;
            case BalanceEvent.ServiceRemoved _ -> EventKind.SERVICE_REMOVED;
            case BalanceEvent.ServerStops _ -> EventKind.SERVER_STOPS;
            case BalanceEvent.ServiceStops _ -> EventKind.SERVICE_STOPS;
            case BalanceEvent.TableDiffers _ -> EventKind.TABLE_DIFFERS;
            case BalanceEvent.Refused _ -> EventKind.TABLE_REFUSED;
        };
    }

    @Override
    public String subject() {
        return server().isEmpty() ? what.service().shown() : server() + " of " + what.service();
    }

    /** The real server that it is about; empty if it is about the whole virtual server. */
    String server() {
        return switch (what) {
            case BalanceEvent.CheckPassed e -> e.server();
            case BalanceEvent.UrlPassed e -> e.server();
            case BalanceEvent.CheckFailed e -> e.server();
            case BalanceEvent.ServerUp e -> e.server();
            case BalanceEvent.ServerDown e -> e.server();
            case BalanceEvent.ServerStaysDown e -> e.server();
            case BalanceEvent.ServerRemoved e -> e.server();
            case BalanceEvent.WeightChanged e -> e.server();
            case BalanceEvent.SorryServes e -> e.sorry();
            case BalanceEvent.SorryRests e -> e.sorry();
            case BalanceEvent.ServerStops e -> e.server();
            case BalanceEvent.Refused e -> e.subject().equals(e.service().shown()) ? "" : e.subject();
            case BalanceEvent.QuorumGained _,
                    BalanceEvent.QuorumLost _,
                    BalanceEvent.StartsWithoutQuorum _,
                    BalanceEvent.ChecksSuspended _,
                    BalanceEvent.ChecksResumed _,
                    BalanceEvent.ServiceRemoved _,
                    BalanceEvent.ServiceStops _,
                    BalanceEvent.TableDiffers _ -> "";
        };
    }
}
