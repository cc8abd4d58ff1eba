package dev.vigil.config.keyword;

/** What the entries of a block are, one on each line. */
public enum EntryKind {
    ADDRESS("ADDRESS[/LENGTH] [OPTION...]"),
    ROUTE("[TYPE] DESTINATION[/LENGTH] [OPTION...]"),
    RULE("[OPTION...]"),
    TRACKED("NAME [weight N [reverse|noreverse]]"),
    UNICAST_PEER("IP [min_ttl N] [max_ttl N]"),
    SERVER_GROUP_MEMBER("IP[-END|/LENGTH] [PORT] | fwmark N [inet|inet6]"),
    POLLED_INTERFACE("IFNAME [MII|ETHTOOL|IOCTL]"),
    INTERFACE_DELAY("IFNAME DOWN [UP]");

    private final String form;

    EntryKind(String form) {
        this.form = form;
    }

    /** An entry as a reader of documentation sees it. */
    public String form() {
        return form;
    }
}
