package dev.vigil.core.nat;

import dev.vigil.core.address.IpAddress;
import java.util.List;

/** A table of ours that the kernel has, of an earlier run or changed by somebody else: what of it has names or is worth keeping. */
public record FoundTable(List<String> chains, List<Set> sets, List<Server> servers) {
    public FoundTable {
        chains = List.copyOf(chains);
        sets = List.copyOf(sets);
        servers = List.copyOf(servers);
    }

    /** @param timeoutS how long an element stays that packets put into it; 0 for a set that packets do not change */
    public record Set(String name, int keyBytes, int valueBytes, int timeoutS) {
        boolean isLike(NatSet other) {
            return name.equals(other.name())
                    && keyBytes == other.keyBytes()
                    && valueBytes == other.valueBytes()
                    && timeoutS == other.timeoutS();
        }
    }

    /**
     * A server with its number.
     *
     * @param service the comment of the element
     * @param port 0 if it gets the port of the packet
     */
    public record Server(String service, int number, IpAddress address, int port) {}
}
