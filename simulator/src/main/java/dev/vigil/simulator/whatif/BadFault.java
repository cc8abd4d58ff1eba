package dev.vigil.simulator.whatif;

/** A sentence about a fault that cannot be understood. The message says where and what would be. */
public final class BadFault extends Exception {
    private static final long serialVersionUID = 1L;

    BadFault(String sentence, String detail) {
        super("\"" + sentence + "\": " + detail);
    }
}
