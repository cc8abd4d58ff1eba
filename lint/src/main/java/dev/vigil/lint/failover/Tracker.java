package dev.vigil.lint.failover;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.core.track.Weight;

/**
 * Something whose failure counts for a member of a virtual router.
 *
 * @param name that of the script, interface or other object
 */
public record Tracker(Kind kind, String name, Weight weight, SourcePlace place) {
    /** What is tracked. */
    public enum Kind {
        SCRIPT("script"),
        INTERFACE("interface"),
        PROCESS("process"),
        BFD("BFD session");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What it adds to the priority. With a reversed weight it is success that is bad. */
    public int delta(boolean failed) {
        return weight.delta(failed == weight.reversed());
    }

    /** How tables call it. */
    public String title() {
        return kind == Kind.SCRIPT ? name : kind + " " + name;
    }
}
