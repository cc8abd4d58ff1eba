package dev.vigil.config.model;

import java.util.Optional;

/** Receive buffers of the sockets that listen to the kernel. */
public record Buffers(
        Buffer vrrpCommand, Buffer vrrpMonitor, Buffer checkerCommand, Buffer checkerMonitor, Buffer processMonitor) {
    private static final Buffer KERNEL_DEFAULT = new Buffer(Optional.empty(), false);

    public static final Buffers DEFAULT =
            new Buffers(KERNEL_DEFAULT, KERNEL_DEFAULT, KERNEL_DEFAULT, KERNEL_DEFAULT, KERNEL_DEFAULT);

    /**
     * A receive buffer.
     *
     * @param bytes its size; the kernel's default if it is not given
     * @param force beyond the limit for ordinary users
     */
    public record Buffer(Optional<Long> bytes, boolean force) {}
}
