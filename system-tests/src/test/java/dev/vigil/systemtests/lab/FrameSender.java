package dev.vigil.systemtests.lab;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that puts frames on the wire exactly as they are given. It runs on a node, in a JVM of its own.
 *
 * <p>Arguments: a file with one frame in hexadecimal digits per line, and the pause after each in milliseconds.
 */
final class FrameSender {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL_LENGTH = 20;

    private FrameSender() {}

    public static void main(String[] arguments) throws Throwable {
        List<String> frames = Files.readAllLines(Path.of(arguments[0]));
        int interfaceIndex = Integer.parseInt(
                Files.readString(Path.of("/sys/class/net/eth0/ifindex")).strip());
        MethodHandle socket = libc("socket", 3);
        MethodHandle sendto = libc("sendto", 6);
        try (Arena arena = Arena.ofConfined()) {
            long descriptor = (long) socket.invokeExact((long) AF_PACKET, (long) SOCK_RAW, 0L);
            MemorySegment address = arena.allocate(SOCKADDR_LL_LENGTH);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(ValueLayout.JAVA_INT, 4, interfaceIndex);
            for (String hex : frames) {
                byte[] bytes = HexFormat.of().parseHex(hex);
                MemorySegment frame = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                long sent = (long) sendto.invokeExact(
                        descriptor, frame.address(), (long) bytes.length, 0L, address.address(), (long)
                                SOCKADDR_LL_LENGTH);
                if ((int) sent != bytes.length) {
                    throw new IllegalStateException("sendto returned " + (int) sent + " for " + hex);
                }
                Thread.sleep(Long.parseLong(arguments[1]));
            }
        }
    }

    /** A function of libc that takes and returns integers of one machine word. */
    @SuppressWarnings("restricted")
    private static MethodHandle libc(String name, int arguments) {
        ValueLayout[] words = new ValueLayout[arguments];
        java.util.Arrays.fill(words, ValueLayout.JAVA_LONG);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_LONG, words));
    }
}
