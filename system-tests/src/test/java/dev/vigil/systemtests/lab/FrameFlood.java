package dev.vigil.systemtests.lab;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that puts the same frames on the wire over and over, as many a second as it is asked for and the machine allows,
 * and says how many that were.
 *
 * <p>Arguments: a file with one frame in hexadecimal digits per line, frames a second, milliseconds.
 */
final class FrameFlood {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL_LENGTH = 20;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int IOVEC_LENGTH = 16;
    private static final int MMSGHDR_LENGTH = 64;
    private static final int BATCH = 64;
    private static final long PAUSE_NS = 100_000;

    private FrameFlood() {}

    public static void main(String[] arguments) throws Throwable {
        List<String> frames = Files.readAllLines(Path.of(arguments[0]));
        long rate = Long.parseLong(arguments[1]);
        long durationNs = Long.parseLong(arguments[2]) * 1_000_000;
        try (Arena arena = Arena.ofConfined()) {
            long descriptor = open(arena);
            MemorySegment messages = messages(frames, arena);
            MethodHandle sendmmsg = libc("sendmmsg", 4);
            long sent = 0;
            long refused = 0;
            long startNs = System.nanoTime();
            long elapsedNs = 0;
            while (elapsedNs < durationNs) {
                long due = elapsedNs * rate / 1_000_000_000 - sent - refused;
                if (due < BATCH) {
                    LockSupport.parkNanos(PAUSE_NS);
                } else {
                    int result = (int) (long) sendmmsg.invokeExact(descriptor, messages.address(), (long) BATCH, 0L);
                    sent += Math.max(result, 0);
                    refused += BATCH - Math.max(result, 0);
                }
                elapsedNs = System.nanoTime() - startNs;
            }
            System.out.println("sent " + sent + " refused " + refused + " ms " + elapsedNs / 1_000_000);
        }
    }

    private static long open(Arena arena) throws Throwable {
        int interfaceIndex = Integer.parseInt(
                Files.readString(Path.of("/sys/class/net/eth0/ifindex")).strip());
        long descriptor = (long) libc("socket", 3).invokeExact((long) AF_PACKET, (long) SOCK_RAW, 0L);
        MemorySegment address = arena.allocate(SOCKADDR_LL_LENGTH);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
        address.set(ValueLayout.JAVA_INT, 4, interfaceIndex);
        MemorySegment on = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        long _ = (long) libc("setsockopt", 5)
                .invokeExact(descriptor, (long) SOL_PACKET, (long) PACKET_QDISC_BYPASS, on.address(), 4L);
        int bound = (int) (long) libc("bind", 3).invokeExact(descriptor, address.address(), (long) SOCKADDR_LL_LENGTH);
        if (bound != 0) {
            throw new IllegalStateException("bind returned " + bound);
        }
        return descriptor;
    }

    /** One batch of {@code struct mmsghdr}, in which the frames take turns. */
    private static MemorySegment messages(List<String> frames, Arena arena) {
        MemorySegment messages = arena.allocate((long) BATCH * MMSGHDR_LENGTH, 8);
        for (int index = 0; index < BATCH; index++) {
            byte[] bytes = HexFormat.of().parseHex(frames.get(index % frames.size()));
            MemorySegment vector = arena.allocate(IOVEC_LENGTH, 8);
            vector.set(
                    ValueLayout.JAVA_LONG,
                    0,
                    arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address());
            vector.set(ValueLayout.JAVA_LONG, 8, bytes.length);
            messages.set(ValueLayout.JAVA_LONG, (long) index * MMSGHDR_LENGTH + 16, vector.address());
            messages.set(ValueLayout.JAVA_LONG, (long) index * MMSGHDR_LENGTH + 24, 1);
        }
        return messages;
    }

    /** A function of libc that takes and returns integers of one machine word. */
    @SuppressWarnings("restricted")
    private static MethodHandle libc(String name, int arguments) {
        ValueLayout[] words = new ValueLayout[arguments];
        Arrays.fill(words, ValueLayout.JAVA_LONG);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_LONG, words));
    }
}
