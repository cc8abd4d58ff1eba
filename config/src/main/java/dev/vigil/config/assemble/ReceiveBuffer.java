package dev.vigil.config.assemble;

import dev.vigil.config.model.Interfaces;
import dev.vigil.config.model.Interfaces.BufferPolicy;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.OutgoingAdvertisement;

/**
 * How large the kernel's queue for the advertisements of an instance is to be.
 *
 * @param bytes 0 for the kernel's default
 * @param packets so many packets as long as the interface takes them; 0 if it does not depend on the interface
 */
public record ReceiveBuffer(long bytes, long packets) {
    static final ReceiveBuffer DEFAULT = new ReceiveBuffer(0, 0);

    private static final int IPV6_HEADER_BYTES = 40;

    /** The kernel doubles what it is asked for. */
    private static final long BYTES_MAX = Integer.MAX_VALUE / 2;

    /** What an instance asks for, or else what holds for all of them. */
    static ReceiveBuffer of(VrrpInstance instance, Interfaces global) {
        if (instance.transport().receiveBufferBytes().isPresent()) {
            return new ReceiveBuffer(instance.transport().receiveBufferBytes().get(), 0);
        }
        int times = global.receiveBufferMultiplier();
        if (global.receiveBuffers().contains(BufferPolicy.MTU)) {
            return new ReceiveBuffer(0, times);
        }
        if (global.receiveBuffers().contains(BufferPolicy.ADVERT)) {
            return new ReceiveBuffer(times * advertBytes(instance), 0);
        }
        return global.receiveBufferBytes() == 0 ? DEFAULT : new ReceiveBuffer(global.receiveBufferBytes(), 0);
    }

    private static long advertBytes(VrrpInstance instance) {
        int bytes = OutgoingAdvertisement.lengthBytes(
                Assemble.advertisement(instance), instance.family(), Authenticator.none());
        return instance.family() == Family.IPV6 ? bytes + IPV6_HEADER_BYTES : bytes;
    }

    /** In bytes on an interface; 0 for the kernel's default. */
    public int bytesWith(int mtu) {
        return (int) Math.min(Math.max(bytes, packets * mtu), BYTES_MAX);
    }

    /** For people. */
    @Override
    public String toString() {
        if (packets > 0) {
            return packets + " times the MTU";
        }
        return bytes == 0 ? "the kernel's default" : String.valueOf(bytes);
    }
}
