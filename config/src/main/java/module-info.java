/** Configuration: from text to immutable records and problems with their place. */
@SuppressWarnings("module") // The linter is a module that is compiled later.
module dev.vigil.config {
    requires static org.jspecify;
    requires transitive dev.vigil.core;
    requires io.avaje.json;

    exports dev.vigil.config;
    exports dev.vigil.config.assemble;
    exports dev.vigil.config.facts;
    exports dev.vigil.config.keyword;
    exports dev.vigil.config.model;

    // How a file is written, statement by statement.
    exports dev.vigil.config.bind to
            dev.vigil.daemon,
            dev.vigil.lint;
    exports dev.vigil.config.read to
            dev.vigil.lint;
    exports dev.vigil.config.syntax to
            dev.vigil.lint;
}
