package dev.vigil.simulator.whatif;

import dev.vigil.config.model.Config;

/** A node with the configuration that its user wrote. */
public record UserNode(String name, Config config) {}
