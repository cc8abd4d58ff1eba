package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.BMSR_LSTATUS;
import static dev.vigil.linux.Constants.ETHTOOL_GLINK;
import static dev.vigil.linux.Constants.IFF_RUNNING;
import static dev.vigil.linux.Constants.IFNAMSIZ;
import static dev.vigil.linux.Constants.MII_BMSR;
import static dev.vigil.linux.Constants.SIOCETHTOOL;
import static dev.vigil.linux.Constants.SIOCGIFFLAGS;
import static dev.vigil.linux.Constants.SIOCGMIIPHY;
import static dev.vigil.linux.Constants.SIOCGMIIREG;
import static dev.vigil.linux.Constants.SOCK_CLOEXEC;
import static dev.vigil.linux.Constants.SOCK_DGRAM;

import dev.vigil.linux.Structs.EthtoolValue;
import dev.vigil.linux.Structs.Ifreq;
import dev.vigil.linux.Structs.MiiIoctlData;
import java.nio.charset.StandardCharsets;

/**
 * Asks the drivers of links whether there is a carrier. One thread at a time. An answer may wait for the kernel's routing
 * lock, and that of a network card for its hardware.
 */
public final class LinkProbe extends Descriptor {
    private final NativeBuffer request = NativeBuffer.struct(Ifreq.SIZE);
    private final NativeBuffer value = NativeBuffer.struct(EthtoolValue.SIZE);

    private LinkProbe(int fd) {
        super(fd);
    }

    /** For the links of the calling thread's network namespace. */
    public static LinkProbe open() {
        return new LinkProbe((int)
                Libc.require("open", "a socket for links", Syscall.SOCKET, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    }

    /** By which question a link is asked. */
    public enum Method {
        /** The status register of its transceiver. */
        MII,
        /** What its driver reports to ethtool. */
        ETHTOOL,
        /** The flags of the interface. */
        IOCTL
    }

    /** An answer. */
    public enum Carrier {
        PRESENT,
        ABSENT,
        /** The driver does not know this question. */
        UNKNOWN,
        /** There is no such interface. */
        NO_LINK
    }

    /** Asks one link. */
    public Carrier ask(String link, Method method) {
        return switch (method) {
            case MII -> mii(link);
            case ETHTOOL -> ethtool(link);
            case IOCTL -> flags(link);
        };
    }

    private Carrier mii(String link) {
        name(link);
        long result = ioctl(SIOCGMIIPHY);
        if (result < 0) {
            return failure((int) -result);
        }
        // The register holds a loss until it is read, so the second reading is of this moment.
        int status = 0;
        for (int reading = 0; reading < 2; reading++) {
            request.bytes().putShort(Ifreq.IFR_DATA + MiiIoctlData.REG_NUM, (short) MII_BMSR);
            result = ioctl(SIOCGMIIREG);
            if (result < 0) {
                return failure((int) -result);
            }
            status = request.bytes().getShort(Ifreq.IFR_DATA + MiiIoctlData.VAL_OUT);
        }
        return carrier((status & BMSR_LSTATUS) != 0);
    }

    private Carrier ethtool(String link) {
        name(link);
        value.bytes().putInt(EthtoolValue.CMD, ETHTOOL_GLINK).putInt(EthtoolValue.DATA, 0);
        request.bytes().putLong(Ifreq.IFR_DATA, value.address());
        long result = ioctl(SIOCETHTOOL);
        value.keep();
        return result < 0 ? failure((int) -result) : carrier(value.bytes().getInt(EthtoolValue.DATA) != 0);
    }

    private Carrier flags(String link) {
        name(link);
        long result = ioctl(SIOCGIFFLAGS);
        return result < 0
                ? failure((int) -result)
                : carrier((request.bytes().getShort(Ifreq.IFR_FLAGS) & IFF_RUNNING) != 0);
    }

    private void name(String link) {
        byte[] bytes = link.getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < Ifreq.SIZE; index++) {
            boolean isName = index < bytes.length && index < IFNAMSIZ - 1;
            request.bytes().put(index, isName ? bytes[index] : 0);
        }
    }

    private long ioctl(int question) {
        long result = Libc.call(Syscall.IOCTL, fd(), question, request.address());
        request.keep();
        return result;
    }

    private static Carrier failure(int errno) {
        return errno == Errno.ENODEV ? Carrier.NO_LINK : Carrier.UNKNOWN;
    }

    private static Carrier carrier(boolean present) {
        return present ? Carrier.PRESENT : Carrier.ABSENT;
    }
}
