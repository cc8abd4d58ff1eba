package dev.vigil.core.filter;

import dev.vigil.core.address.IpAddress;

/** A part of a rule: it loads something into a register, goes on only if that matches, counts, or decides. */
public sealed interface Expression {
    /** The first register, and the one behind it, of 16 bytes each. */
    int FIRST = 1;

    int SECOND = 2;

    /** Loads bytes of the packet into the first register. */
    record Load(Header header, int offset, int length) implements Expression {}

    /** Loads what the kernel knows of the packet. */
    record LoadMeta(Meta meta, int register) implements Expression {}

    /** Replaces what the second register holds by what a map has for it, and goes on if it has something. */
    record Mapped(String map) implements Expression {}

    /** Sends a copy to the address in the first register by the interface in the second one. */
    record Copy() implements Expression {}

    /** Goes on if the first register is this text. */
    record IsText(String value) implements Expression {}

    /** Goes on if what the registers hold, from the first one on, is in a set. */
    record InSet(String set) implements Expression {}

    /** Goes on if the first register begins with this byte. */
    record IsByte(int value) implements Expression {}

    /** Goes on if the first register is an address in this network. */
    record InNetwork(IpAddress network, int prefixLength) implements Expression {}

    record Count() implements Expression {}

    record Drop() implements Expression {}

    record Accept() implements Expression {}

    /** Goes on in another chain, for good. */
    record GoTo(String chain) implements Expression {}

    /** Where an offset counts from. */
    enum Header {
        NETWORK,
        TRANSPORT
    }

    /** What the kernel knows of a packet. */
    enum Meta {
        PROTOCOL,
        IN_INTERFACE,
        OUT_INTERFACE,
        OUT_KIND
    }
}
