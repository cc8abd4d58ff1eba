package dev.vigil.core.packet;

/** Why a received packet was refused. Refusals are values and are counted; hostile bytes never become an exception. */
public enum DropReason {
    /** Shorter than its headers say, or longer than anything that VRRP sends. */
    LENGTH,
    /** An IP header that is not one: wrong version, header length or protocol, or a fragment. */
    IP_HEADER,
    /** A multicast advertisement whose TTL is not 255 (RFC 9568 7.1), or a unicast one outside the peer's limits. */
    TTL,
    /** Another VRRP version than that of the virtual router. */
    VERSION,
    /** A VRID that is not configured on the interface. */
    UNKNOWN_VRID,
    /** An authentication type that VRRPv2 does not know (RFC 3768 5.3.6, RFC 2338 5.3.6). */
    AUTH_TYPE_INVALID,
    /** An authentication type other than the configured one. */
    AUTH_TYPE_MISMATCH,
    /** The right authentication type, the wrong secret. */
    AUTH_FAILED,
    /** An authentication header whose sequence number was passed already (RFC 2402 3.4.3). */
    AUTH_REPLAYED,
    /** No trailer, where {@code auth_hmac} demands one. */
    TRAILER_MISSING,
    /** A trailer of an unknown type. */
    TRAILER_MALFORMED,
    /** A trailer made at another time than now, by more than {@code time_window}. */
    TRAILER_STALE,
    /** A trailer made with a key of an unknown number. */
    TRAILER_UNKNOWN_KEY,
    /** A trailer that does not prove the message. */
    TRAILER_INVALID,
    /** A right trailer that is not beyond all before it from its sender. */
    TRAILER_REPLAYED,
    /** A VRRPv2 advertisement interval other than the configured one (RFC 3768 7.1). */
    INTERVAL,
    /** An advertisement interval of 0 (RFC 9568 erratum 8301). */
    INTERVAL_ZERO,
    /** Not an advertisement: the only type that VRRP defines is 1. */
    TYPE,
    /** A wrong VRRP checksum. */
    CHECKSUM,
    /** Unicast to a virtual router that uses multicast, or the other way round. */
    CAST_MISMATCH,
    /** An address owner that is configured to ignore advertisements. */
    OWNER_IGNORES,
    /** A unicast source that is not a configured peer. */
    UNKNOWN_PEER,
    /** An advertisement without addresses to a virtual router that has some (RFC 9568 erratum 8299). */
    ADDRESS_COUNT_ZERO,
    /** An advertisement of our own that the network brought back. */
    OWN_ADVERTISEMENT,
    /** A virtual router that is not taking part: INIT, FAULT, or within its startup delay. */
    NOT_LISTENING
}
