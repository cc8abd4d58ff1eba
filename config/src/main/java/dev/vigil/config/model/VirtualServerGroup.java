package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** A {@code virtual_server_group} block: addresses that one virtual server serves. */
public record VirtualServerGroup(String name, List<Member> members, SourcePlace place) {
    /** What clients address. */
    public sealed interface Member {
        /**
         * The family of the services.
         *
         * @param ofServer that of the virtual server
         */
        Family family(Family ofServer);

        /** Addresses from one to another, both included, and a port; port 0 is any. */
        record Addresses(IpAddress first, IpAddress last, int port) implements Member {
            @Override
            public Family family(Family ofServer) {
                return first.family();
            }
        }

        /** Packets with a firewall mark; the family is that of the virtual server if it is not given. */
        record Mark(long value, Optional<Family> given) implements Member {
            @Override
            public Family family(Family ofServer) {
                return given.orElse(ofServer);
            }
        }
    }
}
