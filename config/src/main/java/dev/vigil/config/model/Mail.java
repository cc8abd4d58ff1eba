package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Mail alerts.
 *
 * @param from keyword {@code notification_email_from}; user@host if it is not given
 * @param server keyword {@code smtp_server}; without it there is no mail
 * @param heloName keyword {@code smtp_helo_name}; the host name if it is not given
 * @param connectTimeoutNs keyword {@code smtp_connect_timeout}
 * @param recipients keyword {@code notification_email}
 * @param vrrpAlerts keywords {@code smtp_alert_vrrp} and {@code smtp_alert}: whether instances and groups mail that do not
 *     say; empty if nothing is said
 * @param checkerAlerts keywords {@code smtp_alert_checker} and {@code smtp_alert}: the same for servers
 * @param faultAlerts false for {@code no_email_faults}
 * @param eachChecker false for {@code no_checker_emails}: mail only when the real server itself changes
 */
public record Mail(
        Optional<String> from,
        Optional<Server> server,
        Optional<String> heloName,
        long connectTimeoutNs,
        List<String> recipients,
        Optional<Boolean> vrrpAlerts,
        Optional<Boolean> checkerAlerts,
        boolean faultAlerts,
        boolean eachChecker) {
    private static final long TIMEOUT_NS = 30_000_000_000L;

    /** No mail. */
    public static final Mail DEFAULT = new Mail(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TIMEOUT_NS,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            true,
            true);

    /** A mail server: a name or an address, and its port. */
    public record Server(String host, int port) {}
}
