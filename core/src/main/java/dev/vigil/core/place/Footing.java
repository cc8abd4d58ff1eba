package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the host offers a site to stand on: an interface and an address to speak from, or the reason why not.
 *
 * @param link where advertisements leave and arrive
 * @param obstacle for people; empty if there is a footing
 */
public record Footing(@Nullable Link link, @Nullable IpAddress source, String obstacle) {

    static Footing of(Site site, Host host) {
        Link base = host.link(site.interfaceName());
        if (base == null) {
            return none("the interface does not exist");
        }
        Link link = host.link(site.carrier());
        if (link == null) {
            return none("its interface " + site.carrier() + " does not exist");
        }
        if (base.loopback() && site.multicast()) {
            return none("no other node is heard on a loopback interface");
        }
        if (site.source().isPresent()) {
            IpAddress configured = site.source().get();
            return host.isPresentAnywhere(configured)
                    ? new Footing(link, configured, "")
                    : none("this host does not have " + configured);
        }
        IpAddress primary = host.primary(base.ifindex(), site.family());
        return primary == null ? none("it has no address") : new Footing(link, primary, "");
    }

    private static Footing none(String obstacle) {
        return new Footing(null, null, obstacle);
    }

    public boolean holds() {
        return obstacle.isEmpty();
    }

    /** The interface of a footing that holds. */
    Link onLink() {
        return Objects.requireNonNull(link);
    }

    /** The source address of a footing that holds. */
    IpAddress fromAddress() {
        return Objects.requireNonNull(source);
    }

    /** Whether sockets for one fit the other. */
    boolean fits(Footing other) {
        return holds()
                && other.holds()
                && onLink().ifindex() == other.onLink().ifindex()
                && onLink().name().equals(other.onLink().name())
                && fromAddress().equals(other.fromAddress());
    }
}
