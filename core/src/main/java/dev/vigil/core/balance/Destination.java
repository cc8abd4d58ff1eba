package dev.vigil.core.balance;

import dev.vigil.core.address.IpAddress;

/**
 * A server as the kernel forwards to it.
 *
 * @param upperThreshold connections above which it gets no more; 0 for no limit
 * @param lowerThreshold connections below which it gets some again
 */
public record Destination(Key key, Forwarding forwarding, long weight, long upperThreshold, long lowerThreshold) {
    /** By what the kernel knows it within a service. */
    public record Key(IpAddress address, int port) {}

    /**
     * How packets reach it, in the kernel's numbers.
     *
     * @param method one of those of this class
     * @param tunnelPort of GUE
     */
    public record Forwarding(int method, int tunnelType, int tunnelPort, int tunnelFlags) {
        public static final int NAT = 0;
        public static final int TUNNEL = 2;
        public static final int DIRECT = 3;
    }

    /** The same with another weight. */
    public Destination withWeight(long other) {
        return new Destination(key, forwarding, other, upperThreshold, lowerThreshold);
    }

    /** The same as it is reached from a service: only translation changes the port. */
    Destination from(ServiceKey service) {
        if (forwarding.method() == Forwarding.NAT) {
            return this;
        }
        int port = switch (service) {
            case ServiceKey.Endpoint endpoint -> endpoint.port();
            case ServiceKey.Mark _ -> 0;
        };
        return new Destination(new Key(key.address(), port), forwarding, weight, upperThreshold, lowerThreshold);
    }
}
