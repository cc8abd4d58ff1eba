package dev.vigil.core.balance;

/** The protocol of a service. */
public enum Protocol {
    TCP(6),
    UDP(17),
    SCTP(132);

    /** The number that stands in IP headers. */
    public final int number;

    Protocol(int number) {
        this.number = number;
    }
}
