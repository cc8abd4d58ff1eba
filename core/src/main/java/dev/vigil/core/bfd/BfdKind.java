package dev.vigil.core.bfd;

import dev.vigil.core.address.Family;

/** Which socket the packets of a session arrive on. */
public record BfdKind(Family family, boolean multihop) {
    /** RFC 5881 4. */
    public static final int PORT = 3784;

    /** RFC 5883 5. */
    public static final int MULTIHOP_PORT = 4784;

    public int port() {
        return multihop ? MULTIHOP_PORT : PORT;
    }
}
