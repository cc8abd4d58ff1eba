package dev.vigil.config.model;

/** A place in a configuration file; line and column count from 1. */
public record SourcePlace(String file, int line, int column) {
    /** The place of what stands in no file. */
    public static final SourcePlace NOWHERE = new SourcePlace("", 0, 0);

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
