package dev.vigil.config.model;

/** A place in a configuration file; line and column count from 1. */
public record SourcePlace(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
