package dev.vigil.config.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that are told about transitions: keywords {@code notify_master} and so on, and {@code notify}.
 *
 * @param deleted run when a reload removes the instance
 * @param reportDeleted whether a removed instance is reported as DELETED and not as FAULT
 * @param any keyword {@code notify}
 * @param mail keyword {@code smtp_alert}, or what {@code global_defs} says
 */
public record Notifications(
        Optional<Command> master,
        Optional<Command> backup,
        Optional<Command> fault,
        Optional<Command> stop,
        Optional<Command> deleted,
        boolean reportDeleted,
        Optional<Command> masterRxLowerPriority,
        Optional<Command> any,
        boolean priorityChanges,
        boolean mail) {
    /** Without what is rare: programs for deleted instances, and mail. */
    public Notifications(
            Optional<Command> master,
            Optional<Command> backup,
            Optional<Command> fault,
            Optional<Command> stop,
            Optional<Command> masterRxLowerPriority,
            Optional<Command> any,
            boolean priorityChanges) {
        this(master, backup, fault, stop, Optional.empty(), false, masterRxLowerPriority, any, priorityChanges, false);
    }

    /** Nobody is told. */
    public static final Notifications NONE = new Notifications(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            false);

    /** Every program of these. */
    public List<Command> commands() {
        return Stream.of(master, backup, fault, stop, deleted, masterRxLowerPriority, any)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The same, told of changes of priority as well. */
    public Notifications withPriorityChanges() {
        return new Notifications(
                master, backup, fault, stop, deleted, reportDeleted, masterRxLowerPriority, any, true, mail);
    }

    /** The same programs as they would stand anywhere else, for comparing what two files mean. */
    public Notifications withoutPlaces() {
        return new Notifications(
                master.map(Command::withoutPlace),
                backup.map(Command::withoutPlace),
                fault.map(Command::withoutPlace),
                stop.map(Command::withoutPlace),
                deleted.map(Command::withoutPlace),
                reportDeleted,
                masterRxLowerPriority.map(Command::withoutPlace),
                any.map(Command::withoutPlace),
                priorityChanges,
                mail);
    }
}
