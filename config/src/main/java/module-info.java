/** Configuration: from text to immutable records and problems with their place. */
module dev.vigil.config {
    requires static org.jspecify;
    requires transitive dev.vigil.core;
    requires io.avaje.json;

    exports dev.vigil.config;
    exports dev.vigil.config.assemble;
    exports dev.vigil.config.keyword;
    exports dev.vigil.config.model;
    exports dev.vigil.config.lint;
    exports dev.vigil.config.lint.failover;
    exports dev.vigil.config.reference;
    exports dev.vigil.config.report;
}
