/** The commands that users type. */
module dev.vigil.cli {
    requires static org.jspecify;
    requires dev.vigil.daemon;
}
