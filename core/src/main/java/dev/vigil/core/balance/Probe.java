package dev.vigil.core.balance;

import dev.vigil.core.address.Family;
import dev.vigil.core.check.DatagramDialogue;
import dev.vigil.core.check.Dialogue;
import dev.vigil.core.check.DnsDialogue;
import dev.vigil.core.check.EchoDialogue;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.SmtpDialogue;
import dev.vigil.core.check.WebDialogue;
import dev.vigil.core.check.WebRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What one attempt of a check does. */
public sealed interface Probe {
    /** The keyword of such a check. */
    String keyword();

    /** Whether a check that has not passed yet fails only when its retries are used up. */
    default boolean retriesFromTheStart() {
        return false;
    }

    /** Whether the time to the next check counts from the beginning of one, and not from its end. */
    default boolean countsFromStart() {
        return false;
    }

    /**
     * A program ends with exit status 0.
     *
     * @param user who runs it; empty for whoever runs programs
     * @param dynamic whether exit statuses from 2 on set the weight
     */
    record Script(List<String> command, Optional<String> user, Optional<String> group, long timeoutNs, boolean dynamic)
            implements Probe {
        private static final int LEAST_WEIGHT_STATUS = 2;

        public Script {
            command = List.copyOf(command);
        }

        @Override
        public String keyword() {
            return "MISC_CHECK";
        }

        @Override
        public boolean countsFromStart() {
            return true;
        }

        /** Whether a server is well of which a run says this. */
        public boolean passes(int status) {
            return status == 0 || (dynamic && status >= LEAST_WEIGHT_STATUS);
        }

        /** The weight that a run asks for; empty for that of the settings. */
        public OptionalLong weight(int status) {
            return dynamic && status >= LEAST_WEIGHT_STATUS
                    ? OptionalLong.of(status - LEAST_WEIGHT_STATUS)
                    : OptionalLong.empty();
        }
    }

    /** Follows what another part of the daemon sees; it is never due. */
    sealed interface Watch extends Probe {}

    /**
     * The number in a tracked file is added to the weight.
     *
     * @param weight what the number is multiplied with; 0 makes any number but 0 a failure
     * @param reversed changes the sign of what is added, and which numbers are a failure
     */
    record File(String name, int weight, boolean reversed) implements Watch {
        private static final long FAILURE = Integer.MIN_VALUE + 1;

        @Override
        public String keyword() {
            return "FILE_CHECK";
        }

        /** What a number adds to the weight; empty if it is a failure. */
        public OptionalLong change(int number) {
            if (weight == 0) {
                return (number != 0) == reversed ? OptionalLong.of(0) : OptionalLong.empty();
            }
            long product = (long) number * weight * (reversed ? -1 : 1);
            return product <= FAILURE ? OptionalLong.empty() : OptionalLong.of(Math.min(product, Integer.MAX_VALUE));
        }
    }

    /** A BFD session is up. */
    record Session(String name) implements Watch {
        @Override
        public String keyword() {
            return "BFD_CHECK";
        }
    }

    /** Talks to the server. */
    sealed interface Talk extends Probe {
        Route route();

        Medium medium();

        /**
         * What is said.
         *
         * @param step from 0: which of the URLs of a web check
         */
        Dialogue dialogue(int step, RandomGenerator random);

        /** The name that TLS asks for. */
        default Optional<String> tlsName(int step) {
            return Optional.empty();
        }
    }

    /** A TCP connection is opened and closed again. */
    record Connect(Route route) implements Talk {
        @Override
        public String keyword() {
            return "TCP_CHECK";
        }

        @Override
        public Medium medium() {
            return Medium.TCP;
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return Dialogue.OPENING;
        }
    }

    /** A mail server answers. */
    record Mail(Route route, String heloName) implements Talk {
        @Override
        public String keyword() {
            return "SMTP_CHECK";
        }

        @Override
        public boolean retriesFromTheStart() {
            return true;
        }

        @Override
        public Medium medium() {
            return Medium.TCP;
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return new SmtpDialogue(heloName);
        }
    }

    /**
     * A name server answers.
     *
     * @param type the number of a type of record
     */
    record Query(Route route, int type, String name) implements Talk {
        @Override
        public String keyword() {
            return "DNS_CHECK";
        }

        @Override
        public Medium medium() {
            return Medium.UDP;
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return new DnsDialogue(random.nextInt(), type, name);
        }
    }

    /**
     * A datagram is answered, or at least not refused.
     *
     * @param payload the bytes that are sent; empty for the usual text
     * @param expected empty if no answer is needed
     */
    record Datagram(Route route, List<Integer> payload, Optional<DatagramDialogue.Reply> expected) implements Talk {
        public Datagram {
            payload = List.copyOf(payload);
        }

        @Override
        public String keyword() {
            return "UDP_CHECK";
        }

        @Override
        public Medium medium() {
            return Medium.UDP;
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return new DatagramDialogue(payload, expected);
        }
    }

    /** An echo request is answered. */
    record Echo(Route route) implements Talk {
        @Override
        public String keyword() {
            return "PING_CHECK";
        }

        @Override
        public Medium medium() {
            return Medium.ECHO;
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return new EchoDialogue(route.address().family() == Family.IPV6);
        }
    }

    /**
     * A web server is asked for one URL after the other.
     *
     * @param fast whether there is no pause between URLs at the start and while the server recovers
     */
    record Web(Route route, Optional<Tls> tls, boolean fast, List<WebRequest> requests) implements Talk {
        /**
         * How TLS is spoken.
         *
         * @param asksForName whether the server hears for whom it is asked
         * @param name for whom; the host of the request if it is not given
         */
        public record Tls(boolean asksForName, Optional<String> name) {}

        public Web {
            requests = List.copyOf(requests);
        }

        @Override
        public String keyword() {
            return tls.isPresent() ? "SSL_GET" : "HTTP_GET";
        }

        /** How many attempts in a row make up a success; the check goes through them one after the other. */
        public int steps() {
            return requests.size();
        }

        @Override
        public Medium medium() {
            return tls.isPresent() ? Medium.TLS : Medium.TCP;
        }

        @Override
        public Optional<String> tlsName(int step) {
            return tls.filter(Tls::asksForName)
                    .flatMap(each -> each.name().or(() -> requests.get(step).host()));
        }

        @Override
        public Dialogue dialogue(int step, RandomGenerator random) {
            return new WebDialogue(route, requests.get(step));
        }
    }
}
