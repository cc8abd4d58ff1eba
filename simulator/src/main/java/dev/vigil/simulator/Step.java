package dev.vigil.simulator;

/** An action and its time since the beginning. */
public record Step(long atNs, Action action) {}
