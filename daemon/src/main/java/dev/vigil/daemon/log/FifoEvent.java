package dev.vigil.daemon.log;

import dev.vigil.daemon.outcome.Outcome;

/** What becomes of the FIFOs that hear of transitions. */
public sealed interface FifoEvent extends Event {
    /** The path of the FIFO. */
    String path();

    @Override
    default String subject() {
        return path();
    }

    /** Nothing will be written to it, because of what stands at its path or cannot be made there. */
    record Unusable(String path, String reason) implements FifoEvent {
        @Override
        public EventKind kind() {
            return EventKind.FIFO_UNUSABLE;
        }
    }

    /** It is full: nobody reads, or too slowly, and lines are lost from here on. */
    record Full(String path) implements FifoEvent {
        @Override
        public EventKind kind() {
            return EventKind.FIFO_FULL;
        }
    }

    /** It takes lines again, or is closed; so many were lost. */
    record Lost(String path, long lines) implements FifoEvent {
        @Override
        public EventKind kind() {
            return EventKind.FIFO_LINES_LOST;
        }
    }

    /** The program that was started to read it has ended by itself. */
    record ReaderEnded(String path, String program, Outcome outcome) implements FifoEvent {
        @Override
        public EventKind kind() {
            return EventKind.FIFO_READER_ENDED;
        }
    }
}
