/** A seeded network of real cores: simulated clusters, recordings and their replay. */
module dev.vigil.simulator {
    requires static org.jspecify;
    requires transitive dev.vigil.config;
    requires transitive dev.vigil.core;
    requires io.avaje.json;

    exports dev.vigil.simulator;
    exports dev.vigil.simulator.recording;
}
