package dev.vigil.systemtests.trouble;

/** Something that goes wrong on one node for a while. */
enum Fault {
    /** The switch's port goes down, so the node loses its carrier. */
    UNPLUGGED,
    /** The tracked script fails: less priority for one virtual router, FAULT for the other. */
    SCRIPT_FAILS,
    /** kill -9, and a start some time later. */
    KILLED,
    /** kill -9, at once {@code vigil cleanup} as the systemd unit does it, and a start later. */
    KILLED_AND_CLEANED,
    /** kill -9, and a start with another configuration. */
    KILLED_AND_CHANGED,
    /** SIGTERM, and a start some time later. */
    TERMINATED,
    /** A reload of the same file. */
    RELOADED,
    /** A reload that adds or removes an address. */
    CHANGED,
    /** A reload of a file that must be refused. */
    BROKEN_RELOAD,
    /** Somebody deletes a virtual address by hand. */
    ADDRESS_DELETED,
    /** nftables drops a part of the advertisements in both directions. */
    LOSS,
    /** nftables sends everybody a second copy of the node's advertisements. */
    DUPLICATION,
    /** SIGSTOP, and SIGCONT some time later. */
    FROZEN;

    boolean endsTheDaemon() {
        return switch (this) {
            case KILLED, KILLED_AND_CLEANED, KILLED_AND_CHANGED, TERMINATED -> true;
            case UNPLUGGED,
                    SCRIPT_FAILS,
                    RELOADED,
                    CHANGED,
                    BROKEN_RELOAD,
                    ADDRESS_DELETED,
                    LOSS,
                    DUPLICATION,
                    FROZEN -> false;
        };
    }
}
