package dev.vigil.config.keyword;

/** Whether the daemon can do what a keyword asks for. */
public enum Status {
    /** The daemon does it. */
    SUPPORTED("supported", "Vigil does it."),
    /** The daemon cannot do it yet; it starts with a warning. */
    PLANNED("planned", "Vigil cannot do it yet; it starts without it and warns."),
    /** The daemon cannot do it yet, and does not start with it, because the node would not be safe without it. */
    REFUSED("refused", "Vigil cannot do it yet and does not start with it."),
    /** Accepted; there is nothing to do, as the meaning says. */
    NO_EFFECT("no effect", "Accepted; there is nothing to do.");

    private final String label;
    private final String consequence;

    Status(String label, String consequence) {
        this.label = label;
        this.consequence = consequence;
    }

    /** One or two words, as tables show it. */
    public String label() {
        return label;
    }

    /** What happens to a configuration that has such a keyword, in a sentence. */
    public String consequence() {
        return consequence;
    }

    /** Whether there is work left until the daemon does it. */
    public boolean isToCome() {
        return this == PLANNED || this == REFUSED;
    }
}
