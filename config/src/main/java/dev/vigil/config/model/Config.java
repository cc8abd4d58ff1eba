package dev.vigil.config.model;

import java.util.List;

/** A whole configuration. Lists are in the order of the file. */
public record Config(GlobalDefs global, List<VrrpScript> scripts, List<VrrpInstance> instances) {}
