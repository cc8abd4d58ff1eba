package dev.vigil.linux;

import java.util.Set;

/**
 * Who is at the other end of a Unix socket, as the kernel noted it when the connection was made.
 *
 * @param uid unsigned
 * @param groups the main group and all supplementary ones, unsigned
 */
public record LocalPeer(int uid, Set<Integer> groups) {
    public LocalPeer {
        groups = Set.copyOf(groups);
    }
}
