package dev.vigil.daemon.log;

/**
 * Something that happened and is told. An event is plain data: whoever makes it neither formats nor waits; {@link EventText}
 * and {@link EventFields} turn it into its two forms on the log's own thread.
 */
public sealed interface Event
        permits DaemonEvent,
                VrrpEvent,
                ScriptEvent,
                TrackerEvent,
                NotifyEvent,
                FifoEvent,
                MailEvent,
                ControlEvent,
                ReloadEvent,
                IntentEvent,
                ServerEvent {
    EventKind kind();

    /**
     * The configured object that the event is about, or an empty string. Events are limited per kind and subject, so a
     * subject is a name from the configuration, never something that a packet or a peer says.
     */
    String subject();
}
