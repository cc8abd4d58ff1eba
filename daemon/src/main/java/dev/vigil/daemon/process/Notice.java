package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Notifications;
import dev.vigil.daemon.fifo.FifoLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that notification scripts are told about one instance or group.
 *
 * @param subject instance or group
 * @param name of the instance or group
 * @param priority the effective priority; 0 for a group
 * @param programs who is told: those that are configured for the instance or group
 */
public record Notice(Subject subject, String name, NotifyState state, int priority, Notifications programs) {
    /** What a notice is about; the names are the words that scripts get. */
    public enum Subject {
        INSTANCE,
        GROUP
    }

    /** Whom it is told to, in order: the script for this state, then the one for every state. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        specific().ifPresent(commands::add);
        if (isToldToAny()) {
            programs.any().ifPresent(any -> commands.add(withArguments(any)));
        }
        return commands;
    }

    /** How FIFOs hear of it. */
    FifoLine line() {
        return FifoLine.vrrp(subject.name(), name, state.name(), priority);
    }

    private Optional<Command> specific() {
        return switch (state) {
            case MASTER -> programs.master();
            case BACKUP -> programs.backup();
            case FAULT -> programs.fault();
            case STOP -> programs.stop();
            case MASTER_RX_LOWER_PRI -> programs.masterRxLowerPriority();
            case DELETED -> programs.deleted();
            case MASTER_PRIORITY, BACKUP_PRIORITY -> Optional.empty();
        };
    }

    private boolean isToldToAny() {
        return switch (state) {
            case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
            case MASTER_PRIORITY, BACKUP_PRIORITY -> programs.priorityChanges();
            case MASTER_RX_LOWER_PRI -> false;
        };
    }

    /** The generic script gets four more arguments than are configured. */
    private Command withArguments(Command any) {
        List<String> words = new ArrayList<>(any.arguments());
        words.add(subject.name());
        words.add(name);
        words.add(state.name());
        words.add(Integer.toString(priority));
        return new Command(words, any.user(), any.place());
    }
}
