package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.SockaddrIn;
import dev.vigil.linux.Structs.SockaddrIn6;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An IP address in the kernel's form, made once and used for every packet that goes there. */
public final class SocketAddress {
    private final String text;
    private final NativeBuffer sockaddr;

    private SocketAddress(String text, NativeBuffer sockaddr) {
        this.text = text;
        this.sockaddr = sockaddr;
    }

    /**
     * @param ifindex the interface of a link-local or multicast IPv6 address; 0 where it does not matter
     */
    public static SocketAddress of(IpAddress address, int ifindex) {
        NativeBuffer sockaddr =
                NativeBuffer.struct(address.family() == Family.IPV4 ? SockaddrIn.SIZE : SockaddrIn6.SIZE);
        ByteBuffer bytes = sockaddr.bytes();
        if (address.family() == Family.IPV4) {
            bytes.putShort(SockaddrIn.SIN_FAMILY, (short) AF_INET);
            writeIp(bytes, SockaddrIn.SIN_ADDR, address);
        } else {
            bytes.putShort(SockaddrIn6.SIN6_FAMILY, (short) AF_INET6);
            writeIp(bytes, SockaddrIn6.SIN6_ADDR, address);
            boolean scoped = address.isLinkLocal() || address.isMulticast();
            bytes.putInt(SockaddrIn6.SIN6_SCOPE_ID, scoped ? ifindex : 0);
        }
        return new SocketAddress(address.toString(), sockaddr);
    }

    /** The same with a port of UDP or TCP. */
    public static SocketAddress withPort(IpAddress address, int port) {
        SocketAddress at = of(address, 0);
        at.sockaddr.bytes().order(ByteOrder.BIG_ENDIAN).putShort(SockaddrIn.SIN_PORT, (short) port);
        at.sockaddr.bytes().order(ByteOrder.nativeOrder());
        return at;
    }

    /** The same with a port. */
    static SocketAddress of(IpAddress address, int port, int ifindex) {
        SocketAddress made = of(address, ifindex);
        int position = address.family() == Family.IPV4 ? SockaddrIn.SIN_PORT : SockaddrIn6.SIN6_PORT;
        made.sockaddr.bytes().put(position, (byte) (port >> Byte.SIZE)).put(position + 1, (byte) port);
        return made;
    }

    /** No address: for a socket that is connected. */
    public static SocketAddress ofPeer() {
        return new SocketAddress("the peer", NativeBuffer.struct(0));
    }

    /** Writes an address in network order into a buffer of any order. */
    static void writeIp(ByteBuffer bytes, int position, IpAddress address) {
        address.write(bytes.duplicate().order(ByteOrder.BIG_ENDIAN), position);
    }

    /** Reads an address in network order from a buffer of any order. */
    static IpAddress readIp(ByteBuffer bytes, int position, Family family) {
        return IpAddress.read(bytes.duplicate().order(ByteOrder.BIG_ENDIAN), position, family);
    }

    long nativeAddress() {
        return sockaddr.address();
    }

    int sizeBytes() {
        return sockaddr.sizeBytes();
    }

    void keep() {
        sockaddr.keep();
    }

    @Override
    public String toString() {
        return text;
    }
}
