package dev.vigil.core.check;

/** What a check talks over. */
public enum Medium {
    TCP,
    TLS,
    UDP,
    /** Echo requests of ICMP. */
    ECHO
}
