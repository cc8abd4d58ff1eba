package dev.vigil.core.place;

import dev.vigil.core.vrrp.Reception;
import org.jspecify.annotations.Nullable;

/**
 * A place that a virtual router may take: its sockets are open, and nothing else has happened yet.
 *
 * @param refusal why the sockets could not be opened; null if they are, or if there is nothing to open them on
 */
public record Prepared(
        Site site,
        Reception reception,
        Edge edge,
        Footing footing,
        @Nullable String refusal) {

    /** Opens what a site needs; the sockets that serve now stay as they are. */
    public static Prepared of(Site site, Reception reception, Edge edge, Host host) {
        Footing footing = Footing.of(site, host);
        String refusal = footing.holds() ? edge.attach(footing.onLink(), footing.fromAddress()) : null;
        return new Prepared(site, reception, edge, footing, refusal);
    }

    /** Gives everything back. */
    public void abandon() {
        edge.detach();
    }

    boolean isAttached() {
        return footing.holds() && refusal == null;
    }
}
