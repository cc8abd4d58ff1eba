package dev.vigil.core.balance;

import dev.vigil.core.check.Dialogue;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDialogue;
import dev.vigil.core.check.WebRequest;
import java.util.List;
import java.util.Optional;

/** What one attempt of a check does. */
public sealed interface Probe {
    /** The keyword of such a check. */
    String keyword();

    /** How many attempts in a row make up a success; the check goes through them one after the other. */
    default int steps() {
        return 1;
    }

    /** Talks to the server. */
    sealed interface Talk extends Probe {
        Route route();

        Medium medium();

        /**
         * What is said.
         *
         * @param step from 0 below {@link #steps()}
         */
        Dialogue dialogue(int step);
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
        public Dialogue dialogue(int step) {
            return Dialogue.OPENING;
        }
    }

    /**
     * A web server is asked for one URL after the other.
     *
     * @param tlsName the name that TLS asks for
     * @param fast whether there is no pause between URLs at the start and while the server recovers
     */
    record Web(Route route, boolean tls, Optional<String> tlsName, boolean fast, List<WebRequest> requests)
            implements Talk {
        public Web {
            requests = List.copyOf(requests);
        }

        @Override
        public String keyword() {
            return tls ? "SSL_GET" : "HTTP_GET";
        }

        @Override
        public int steps() {
            return requests.size();
        }

        @Override
        public Medium medium() {
            return tls ? Medium.TLS : Medium.TCP;
        }

        @Override
        public Dialogue dialogue(int step) {
            return new WebDialogue(route, requests.get(step));
        }
    }
}
