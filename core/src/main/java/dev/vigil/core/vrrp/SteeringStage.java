package dev.vigil.core.vrrp;

/** How far a virtual router has come with what an operator asked of it. */
public enum SteeringStage {
    /** Nobody asked for anything. */
    NONE,
    /** It is to be out, but knows of no other master yet. */
    ASKED,
    /** A MASTER that has resigned and keeps its addresses until another node is heard as a master. */
    LEAVING,
    /** Its successor was heard; for a moment both have the addresses. */
    SUCCEEDED,
    /** That moment is over, and the other members of its sync group are not as far. */
    READY,
    /** It is out. */
    OUT,
    /** It is MASTER, or about to be. */
    PROMOTED;

    /** Whether it is to be out, or is. */
    public boolean isDrain() {
        return switch (this) {
            case ASKED, LEAVING, SUCCEEDED, READY, OUT -> true;
            case NONE, PROMOTED -> false;
        };
    }

    /** Whether it is a MASTER that has resigned. */
    public boolean isLeaving() {
        return this == LEAVING || isSucceeded();
    }

    /** Whether it is a MASTER that has resigned and heard its successor. */
    boolean isSucceeded() {
        return this == SUCCEEDED || this == READY;
    }
}
