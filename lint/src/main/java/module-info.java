/** What judges files and clusters, shows what was found, and explains keywords and codes; the daemon never loads it. */
module dev.vigil.lint {
    requires static org.jspecify;
    requires transitive dev.vigil.config;
    requires io.avaje.json;

    exports dev.vigil.lint;
    exports dev.vigil.lint.failover;
    exports dev.vigil.lint.reference;
    exports dev.vigil.lint.report;
}
