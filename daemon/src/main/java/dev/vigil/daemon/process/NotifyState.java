package dev.vigil.daemon.process;

/** What a notification tells; the names are the words that scripts get. */
public enum NotifyState {
    MASTER,
    BACKUP,
    FAULT,
    STOP,
    DELETED,
    MASTER_RX_LOWER_PRI,
    MASTER_PRIORITY,
    BACKUP_PRIORITY;

    /** Whether it tells a state; the others tell what happened within one and may be left out when there are too many. */
    boolean isState() {
        return switch (this) {
            case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
        };
    }
}
