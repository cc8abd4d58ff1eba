package dev.vigil.linux;

import static dev.vigil.linux.Constants._LINUX_CAPABILITY_VERSION_3;

import dev.vigil.linux.Structs.UserCapData;
import dev.vigil.linux.Structs.UserCapHeader;

/**
 * A set of privileges, capabilities(7).
 *
 * @param bits bit n stands for capability number n
 */
public record Capabilities(long bits) {
    public static final int NET_ADMIN = Constants.CAP_NET_ADMIN;
    public static final int NET_RAW = Constants.CAP_NET_RAW;
    public static final int SYS_ADMIN = Constants.CAP_SYS_ADMIN;
    public static final int SYS_NICE = Constants.CAP_SYS_NICE;

    private static final int SELF = 0;

    /** Those in effect for the calling thread. */
    public static Capabilities effective() {
        NativeBuffer header = NativeBuffer.struct(UserCapHeader.SIZE);
        header.bytes()
                .putInt(UserCapHeader.VERSION, _LINUX_CAPABILITY_VERSION_3)
                .putInt(UserCapHeader.PID, SELF);
        NativeBuffer data = NativeBuffer.struct(2 * UserCapData.SIZE);
        Libc.require("read", "capabilities", Syscall.CAPGET, header.address(), data.address(), 0);
        header.keep();
        long low = Integer.toUnsignedLong(data.bytes().getInt(UserCapData.EFFECTIVE));
        long high = Integer.toUnsignedLong(data.bytes().getInt(UserCapData.SIZE + UserCapData.EFFECTIVE));
        return new Capabilities(high << 32 | low);
    }

    public boolean has(int capability) {
        return (bits >>> capability & 1) != 0;
    }
}
