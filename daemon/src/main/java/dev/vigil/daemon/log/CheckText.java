package dev.vigil.daemon.log;

import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Probe;

/** The lines about checks, with the words that keepalived has for each kind of them. */
final class CheckText {
    private CheckText() {}

    static String passed(BalanceEvent.CheckPassed event) {
        String server = event.server();
        return switch (event.probe()) {
            case Probe.Connect _ -> "TCP connection to " + server + " success.";
            case Probe.Web _ -> "Remote Web server " + server + " succeed on service.";
        };
    }

    static String failed(BalanceEvent.CheckFailed event) {
        String what = name(event.probe()) + " on service " + event.server() + " failed";
        if (!event.isLast()) {
            return what + ", attempt " + event.attempts() + ": " + event.reason();
        }
        return what + (event.attempts() > 1 ? " after " + (event.attempts() - 1) + " retries" : "") + ": "
                + event.reason();
    }

    private static String name(Probe probe) {
        return switch (probe) {
            case Probe.Connect _ -> "TCP_CHECK";
            case Probe.Web _ -> "HTTP_CHECK";
        };
    }
}
