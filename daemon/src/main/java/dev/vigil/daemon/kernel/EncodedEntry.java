package dev.vigil.daemon.kernel;

import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.linux.Errno;
import dev.vigil.linux.NetlinkRequest;

/** A route or rule with everything that is done to it encoded in advance. */
record EncodedEntry(NetlinkRequest add, NetlinkRequest remove) {
    static EncodedEntry of(PlacedEntry placed) {
        return new EncodedEntry(
                NetlinkRequest.add(placed.entry(), placed::ifindex),
                NetlinkRequest.remove(placed.entry(), placed::ifindex));
    }

    NetlinkRequest request(RoutingRequest.Kind kind) {
        return switch (kind) {
            case ADD -> add;
            case REMOVE -> remove;
        };
    }

    /** What is there or gone already is as wanted. */
    static Refusal.Kind kind(RoutingRequest request, int errno) {
        return switch (request.kind()) {
            case ADD -> errno == Errno.EEXIST ? Refusal.Kind.EXISTS : Refusal.Kind.REFUSED;
            case REMOVE ->
                errno == Errno.ESRCH || errno == Errno.ENOENT || errno == Errno.ENODEV
                        ? Refusal.Kind.ABSENT
                        : Refusal.Kind.REFUSED;
        };
    }
}
