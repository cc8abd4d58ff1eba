package dev.vigil.config.keyword;

/** The files of one language, each with keywords of its own. */
public enum ConfFile {
    /** What keepalived can read, word for word. */
    KEEPALIVED("keepalived.conf"),
    /** Vigil's own settings. */
    VIGIL("vigil.conf");

    private final String title;

    ConfFile(String title) {
        this.title = title;
    }

    /** The usual name of the file, without its directory. */
    public String title() {
        return title;
    }
}
