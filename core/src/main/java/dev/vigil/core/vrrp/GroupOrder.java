package dev.vigil.core.vrrp;

/** What a sync group has one of its members do. */
public enum GroupOrder {
    /** Leaves INIT and listens. */
    BEGIN,
    /** Leaves INIT as the address owner that it is. */
    OWN,
    /** Leaves FAULT, as nothing keeps any member there. */
    RECOVER,
    /** Is in FAULT with the member that has one. */
    FAULT,
    /** Is out, as an operator asked for, and leaves its addresses to another node. */
    DRAIN,
    /** Serves on although it has resigned: another member has no successor. */
    SERVE,
    /** Becomes MASTER with the others. */
    LEAD,
    /** Gives up being MASTER with the member that heard a better one. */
    FOLLOW,
    /** Gives up being MASTER because the group that it came to is not, and says so to the other nodes. */
    RESIGN,
    /** Announces its addresses: somebody else was heard in the place of another member. */
    ANNOUNCE
}
