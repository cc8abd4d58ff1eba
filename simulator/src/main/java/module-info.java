/** A seeded network of real cores: simulated clusters and what they find. */
module dev.vigil.simulator {
    requires static org.jspecify;
    requires transitive dev.vigil.config;
    requires transitive dev.vigil.core;
    requires transitive dev.vigil.recording;

    exports dev.vigil.simulator;
    exports dev.vigil.simulator.whatif;
}
