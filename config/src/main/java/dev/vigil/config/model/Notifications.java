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
        boolean priorityChanges) {
    /** The same programs as they would stand anywhere else, for comparing what two files mean. */
    public Notifications withoutPlaces() {
        return new Notifications(
                master.map(Command::withoutPlace),
                backup.map(Command::withoutPlace),
                fault.map(Command::withoutPlace),
                stop.map(Command::withoutPlace),
                masterRxLowerPriority.map(Command::withoutPlace),
                any.map(Command::withoutPlace),
                priorityChanges);
    }
}
