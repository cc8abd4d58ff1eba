/** The commands that users type. */
module dev.vigil.cli {
    requires static org.jspecify;
    requires dev.vigil.daemon;
    requires info.picocli;

    opens dev.vigil.cli to
            info.picocli;
}
