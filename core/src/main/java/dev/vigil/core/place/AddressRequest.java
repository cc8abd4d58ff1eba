package dev.vigil.core.place;

/** What the kernel is asked to do with one address. */
public record AddressRequest(Kind kind, PlacedAddress address) {
    public enum Kind {
        ADD,

        /** IPv6: gives an address that is there the new lifetime and flags, or adds it. */
        REPLACE,
        REMOVE
    }

    static AddressRequest add(PlacedAddress address) {
        return new AddressRequest(Kind.ADD, address);
    }

    static AddressRequest replace(PlacedAddress address) {
        return new AddressRequest(Kind.REPLACE, address);
    }

    static AddressRequest remove(PlacedAddress address) {
        return new AddressRequest(Kind.REMOVE, address);
    }
}
