package dev.vigil.core.place;

/**
 * What the kernel answered to a request that it did not carry out.
 *
 * @param text for people, with the operation, the object and the kernel's reason
 */
public record Refusal(Kind kind, String text) {
    public enum Kind {
        /** The address that was to be added is there already. */
        EXISTS,

        /** There is nothing to remove, or not even the interface. */
        ABSENT,
        REFUSED
    }
}
