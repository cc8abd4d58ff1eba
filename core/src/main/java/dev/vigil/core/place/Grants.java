package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the kernel granted of this node's own requests for addresses, and has not shown yet. A removal it shows at once; an
 * IPv6 address that is not looked for duplicates of it shows when a worker of its own comes by, which on a busy machine is
 * long after everything else.
 */
final class Grants {
    /** What the kernel takes for one address. */
    private record Place(int ifindex, IpAddress address, int prefixLength) {
        static Place of(HostAddress shown) {
            return new Place(shown.ifindex(), shown.address(), shown.prefixLength());
        }

        static Place of(PlacedAddress placed) {
            return new Place(placed.ifindex(), placed.address(), placed.spec().prefixLength());
        }
    }

    private static final class Grant {
        /** Whether the address is there, as far as is known. */
        private boolean there;

        /** Whether the kernel has shown it since it was asked for. */
        private boolean shown;

        /** Removals that were granted and are not shown yet. */
        private int removals;
    }

    private final Map<Place, Grant> byPlace = new HashMap<>();

    /** The kernel did what it was asked for. */
    void granted(AddressRequest request) {
        Grant grant = byPlace.computeIfAbsent(Place.of(request.address()), _ -> new Grant());
        if (request.kind() == AddressRequest.Kind.REMOVE) {
            grant.there = false;
            grant.removals++;
        } else {
            grant.there = true;
            grant.shown = false;
        }
    }

    /** The kernel shows an address. */
    void seen(HostAddress address) {
        Grant grant = byPlace.get(Place.of(address));
        if (grant != null) {
            grant.shown = true;
        }
    }

    /** The kernel shows that an address is gone. What was asked for after that removal is still to be shown. */
    void gone(HostAddress address) {
        Place place = Place.of(address);
        Grant grant = byPlace.get(place);
        if (grant == null) {
            return;
        }
        if (grant.removals > 0) {
            grant.removals--;
        } else {
            grant.there = false;
        }
        if (!grant.there && grant.removals == 0) {
            byPlace.remove(place);
        }
    }

    /** An interface is gone, with all that was on it. */
    void goneWith(int ifindex) {
        byPlace.keySet().removeIf(place -> place.ifindex == ifindex);
    }

    /** Everything that is present was listed. */
    void listed(Collection<HostAddress> present) {
        Map<Place, Grant> before = Map.copyOf(byPlace);
        byPlace.clear();
        for (HostAddress address : present) {
            Place place = Place.of(address);
            Grant grant = before.get(place);
            if (grant != null && grant.there) {
                grant.shown = true;
                grant.removals = 0;
                byPlace.put(place, grant);
            }
        }
    }

    /** Whether an address was granted that the kernel has not shown yet. */
    boolean isAwaited(PlacedAddress address) {
        Grant grant = byPlace.get(Place.of(address));
        return grant != null && grant.there && !grant.shown;
    }

    /** Whether an address that the kernel shows is there by this node's doing, or only shown still. */
    boolean isOurs(HostAddress address) {
        return !byPlace.isEmpty() && byPlace.containsKey(Place.of(address));
    }
}
