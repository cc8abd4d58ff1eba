package dev.vigil.simulator.whatif;

/** An interface of a node; its text is {@code NODE:INTERFACE}. */
public record Port(String node, String interfaceName) {
    @Override
    public String toString() {
        return node + ":" + interfaceName;
    }
}
