package dev.vigil.core.place;

import java.util.List;

/**
 * What is done to the addresses, routes and rules of the host. Nothing here decides, and nothing throws for a refusal of the
 * kernel: it is given back.
 */
public interface HostEdge {
    /** Hears which requests were not carried out. */
    interface Refusals {
        void refused(AddressRequest request, Refusal refusal);
    }

    /** Carries out requests in their order; a refused one does not stop the others. */
    void change(List<AddressRequest> requests, Refusals refusals);

    /** Hears which requests for routes and rules were not carried out. */
    interface RoutingRefusals {
        void refused(RoutingRequest request, Refusal refusal);
    }

    /** Prepares these routes and rules and no others, so that they can be asked for at once. */
    void placeRouting(List<PlacedEntry> entries);

    /** Carries out requests for routes and rules in their order; a refused one does not stop the others. */
    void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals);
}
