package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Optional;

/** A health check of a real server, with everything that it inherits. */
public sealed interface Checker {
    Schedule schedule();

    SourcePlace place();

    /**
     * When a check runs and how failures are counted.
     *
     * @param intervalNs keyword {@code delay_loop}
     * @param retries keyword {@code retry}: attempts after the first failure until the server is down
     * @param retryDelayNs keyword {@code delay_before_retry}
     * @param warmupNs keyword {@code warmup}: the first check comes after a random time up to this
     * @param startDown keyword {@code alpha}
     * @param logAllFailures keyword {@code log_all_failures}
     */
    record Schedule(
            long intervalNs,
            long retries,
            long retryDelayNs,
            long warmupNs,
            boolean startDown,
            boolean logAllFailures) {}

    /**
     * How a check connects.
     *
     * @param port 0 for checks that have none
     * @param bindAddress keyword {@code bindto}
     * @param bindPort keyword {@code bind_port}; 0 for any
     * @param bindInterface keyword {@code bind_if}
     * @param timeoutNs keyword {@code connect_timeout}
     * @param mark keyword {@code fwmark}; 0 for none
     */
    record Connection(
            IpAddress address,
            int port,
            Optional<IpAddress> bindAddress,
            int bindPort,
            Optional<String> bindInterface,
            long timeoutNs,
            long mark) {}

    /** {@code TCP_CHECK}. */
    record Tcp(Schedule schedule, Connection connection, SourcePlace place) implements Checker {}

    /** {@code PING_CHECK}. */
    record Ping(Schedule schedule, Connection connection, SourcePlace place) implements Checker {}

    /**
     * {@code UDP_CHECK}.
     *
     * @param payload the bytes that are sent; empty for the usual text
     * @param expected the beginning of the reply, if one is required
     */
    record Udp(
            Schedule schedule,
            Connection connection,
            List<Integer> payload,
            Optional<List<MaskedByte>> expected,
            int replyLengthMin,
            int replyLengthMax,
            SourcePlace place)
            implements Checker {}

    /** A byte of which the bits in {@code mask} matter. */
    record MaskedByte(int value, int mask) {}

    /**
     * {@code HTTP_GET} and {@code SSL_GET}.
     *
     * @param tls whether it is {@code SSL_GET}
     * @param version {@code 1.0}, {@code 1.0C} or {@code 1.1}
     * @param sni keyword {@code enable_sni}
     * @param sniName keyword {@code sni_name}; the virtual host if it is not given
     * @param fastRecovery no pause between URLs while starting and recovering
     */
    record Http(
            Schedule schedule,
            Connection connection,
            boolean tls,
            String version,
            boolean sni,
            Optional<String> sniName,
            boolean fastRecovery,
            List<HttpUrl> urls,
            SourcePlace place)
            implements Checker {}

    /** {@code SMTP_CHECK}; one of these for each {@code host} block. */
    record Smtp(Schedule schedule, Connection connection, String heloName, SourcePlace place) implements Checker {}

    /** {@code DNS_CHECK}. */
    record Dns(Schedule schedule, Connection connection, String type, String name, SourcePlace place)
            implements Checker {}

    /**
     * {@code MISC_CHECK}.
     *
     * @param dynamicWeight keyword {@code misc_dynamic}: the exit status sets the weight
     */
    record Misc(Schedule schedule, Command command, long timeoutNs, boolean dynamicWeight, SourcePlace place)
            implements Checker {}

    /**
     * {@code FILE_CHECK}.
     *
     * @param weight what the file's number is multiplied with
     */
    record File(Schedule schedule, String trackFile, Weight weight, SourcePlace place) implements Checker {}

    /** {@code BFD_CHECK}. */
    record Bfd(Schedule schedule, String session, SourcePlace place) implements Checker {}
}
