package dev.vigil.daemon.log;

import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Probe;

/** The lines about checks, with the words that keepalived has for each kind of them. */
final class CheckText {
    private static final String SILENCE = "no answer in time";

    private CheckText() {}

    static String passed(BalanceEvent.CheckPassed event) {
        String server = event.server();
        return switch (event.probe()) {
            case Probe.Connect _ -> "TCP connection to " + server + " success.";
            case Probe.Script script -> script(script, server, event.service().shown()) + "succeeded.";
            case Probe.File file -> "File check of " + server + " by [" + file.name() + "] succeeded.";
            case Probe.Session session -> "BFD check of " + server + " by [" + session.name() + "] succeeded.";
            case Probe.Mail _ -> "Remote SMTP server " + server + " succeed on service.";
            case Probe.Query _ -> "DNS_CHECK (" + server + ") success.";
            case Probe.Datagram _ -> "UDP connection to " + server + " success.";
            case Probe.Echo _ -> "ICMP connection to " + server + " success.";
            case Probe.Web _ -> "Remote Web server " + server + " succeed on service.";
        };
    }

    static String failed(BalanceEvent.CheckFailed event) {
        return switch (event.probe()) {
            case Probe.Script script ->
                script(script, event.server(), event.service().shown()) + scriptComplaint(event);
            case Probe.File file ->
                "File check of " + event.server() + " by [" + file.name() + "] failed: " + event.reason();
            case Probe.Session session ->
                "BFD check of " + event.server() + " by [" + session.name() + "] failed: " + event.reason();
            case Probe.Mail mail -> "SMTP_CHECK " + mailComplaint(mail, event.reason()) + attempts(event);
            case Probe.Query _ ->
                "DNS_CHECK (" + event.server() + ") " + queryComplaint(event.reason()) + attempts(event);
            case Probe.Connect _, Probe.Web _, Probe.Datagram _, Probe.Echo _ -> plainly(event);
        };
    }

    private static String script(Probe.Script script, String server, String service) {
        return "Misc check for [" + server + " VS " + service + "] by [" + String.join(" ", script.command()) + "] ";
    }

    private static String scriptComplaint(BalanceEvent.CheckFailed event) {
        boolean timedOut = event.reason().startsWith("timed out");
        long retries = event.attempts() - 1;
        String tries = retries == 0 ? "" : " after " + retries + (retries == 1 ? " retry" : " retries");
        return (timedOut ? "timed out" : "failed") + (event.isLast() ? tries : ", attempt " + event.attempts()) + " ("
                + event.reason() + ")";
    }

    /** The words of keepalived, and what the server said. */
    private static String mailComplaint(Probe.Mail mail, String reason) {
        String server =
                " server [" + mail.route().address() + "]:" + mail.route().port();
        int colon = reason.indexOf(": ");
        if (reason.startsWith("Bad ") && colon > 0) {
            return reason.substring(0, colon) + " from" + server + reason.substring(colon);
        }
        return reason.equals(SILENCE) ? "Read timeout from" + server : "Could not connect to" + server + ": " + reason;
    }

    private static String queryComplaint(String reason) {
        if (reason.startsWith("rcode")) {
            return "read error occurred. (" + reason + ")";
        }
        return reason.equals(SILENCE) ? "read timeout from socket" : "failed to read socket: " + reason;
    }

    private static String attempts(BalanceEvent.CheckFailed event) {
        if (!event.isLast()) {
            return ", attempt " + event.attempts();
        }
        return event.attempts() > 1 ? " after " + (event.attempts() - 1) + " retries" : "";
    }

    private static String plainly(BalanceEvent.CheckFailed event) {
        String what = name(event.probe()) + " on service " + event.server() + " failed";
        return what + attempts(event) + ": " + event.reason();
    }

    private static String name(Probe probe) {
        return switch (probe) {
            case Probe.Web _ -> "HTTP_CHECK";
            case Probe.Echo _ -> "ICMP CHECK";
            default -> probe.keyword();
        };
    }
}
