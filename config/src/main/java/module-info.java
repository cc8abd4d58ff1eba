/** Configuration: from text to immutable records and problems with their place. */
module dev.vigil.config {
    requires static org.jspecify;
    requires dev.vigil.core;
}
