package dev.vigil.core.packet;

/** What a VRRPv3 checksum over IPv4 covers. All forms are accepted; one is sent. */
public enum ChecksumForm {
    /** The pseudo-header and the message, as keepalived sends it. */
    PSEUDO_HEADER,
    /** The message alone: version 2, and version 3 over IPv4 as RFC 9568 5.2.8 has it. */
    MESSAGE_ONLY,
    /** Unicast, with the multicast group in the pseudo-header, as old keepalived releases sent it. */
    OLD_UNICAST
}
