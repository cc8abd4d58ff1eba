package dev.vigil.config.model;

import java.util.Optional;

/** The programs that are told about transitions: keywords {@code notify_master} and so on, and {@code notify}. */
public record Notifications(
        Optional<Command> master,
        Optional<Command> backup,
        Optional<Command> fault,
        Optional<Command> stop,
        Optional<Command> masterRxLowerPriority,
        Optional<Command> any,
        boolean priorityChanges) {}
