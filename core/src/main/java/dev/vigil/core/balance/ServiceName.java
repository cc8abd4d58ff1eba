package dev.vigil.core.balance;

/**
 * What a service is called.
 *
 * @param shown as keepalived shows it, which two services of one group have in common
 * @param kind what distinguishes those: the protocol; empty for a service that has none
 */
public record ServiceName(String shown, String kind) {
    /** The name of a service that nothing else is called by. */
    public static ServiceName of(String shown) {
        return new ServiceName(shown, "");
    }

    @Override
    public String toString() {
        return shown;
    }
}
