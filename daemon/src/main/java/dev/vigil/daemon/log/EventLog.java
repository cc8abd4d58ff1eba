package dev.vigil.daemon.log;

/** Takes events. {@link #put} only queues: it neither formats, blocks nor fails, and any thread may call it. */
@FunctionalInterface
public interface EventLog {
    void put(Event event);
}
