package dev.vigil.core.vrrp;

/** The states of a virtual router; {@link #code()} is the number that keepalived's JSON and D-Bus use. */
public enum State {
    INIT(0),
    BACKUP(1),
    MASTER(2),
    FAULT(3);

    private final int code;

    State(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
