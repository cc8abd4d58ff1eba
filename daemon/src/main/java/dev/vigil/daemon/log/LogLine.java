package dev.vigil.daemon.log;

/**
 * An event as it reaches the destinations of the log.
 *
 * @param epochMs when it happened, by the wall clock
 * @param text its one line
 */
public record LogLine(long epochMs, Event event, String text) {}
