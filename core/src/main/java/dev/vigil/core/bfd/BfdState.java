package dev.vigil.core.bfd;

/** The states of a session in the order of their numbers in a packet (RFC 5880 4.1). */
public enum BfdState {
    ADMIN_DOWN("AdminDown"),
    DOWN("Down"),
    INIT("Init"),
    UP("Up");

    private static final BfdState[] ALL = values();

    private final String word;

    BfdState(String word) {
        this.word = word;
    }

    static BfdState of(int number) {
        return ALL[number];
    }

    /** As RFC 5880 and keepalived write it. */
    public String word() {
        return word;
    }
}
