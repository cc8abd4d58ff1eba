package dev.vigil.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The only door to native code. Every call has one shape, seven longs to a long, because each further shape costs
 * milliseconds at start; addresses travel as long. System calls go through libc's {@code syscall} and answer as the
 * kernel does: the result, or the negated error number.
 *
 * <p>A call that fails is made a second time, through a handle that captures errno: the capturing handle allocates on
 * every call, the plain one never does. A refused call had no effect, so the second attempt is as good as the first, and
 * its result is the one that counts. The exception is an error that waits in a socket: reporting takes it away, so the
 * second attempt would not see it, and {@link #callCapturing} is for those who must.
 */
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    @SuppressWarnings("restricted")
    private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE);

    private static final MemorySegment SYSCALL = symbol("syscall");

    private Libc() {}

    /** The result, or the negated error number. */
    static long call(Syscall syscall, long a, long b, long c, long d, long e, long f) {
        long result = invoke(SYSCALL, syscall.number, a, b, c, d, e, f);
        return result != -1 ? result : Capturing.call(syscall.number, a, b, c, d, e, f);
    }

    /** As {@link #call} but made once, through the capturing handle, and so with allocation. */
    static long callCapturing(Syscall syscall, long a, long b, long c, long d, long e, long f) {
        return Capturing.call(syscall.number, a, b, c, d, e, f);
    }

    static long call(Syscall syscall, long a, long b, long c) {
        return call(syscall, a, b, c, 0, 0, 0);
    }

    static long call(Syscall syscall, long a) {
        return call(syscall, a, 0, 0, 0, 0, 0);
    }

    /** A call that is never repeated and whose failure does not matter. */
    static void callOnce(Syscall syscall, long a) {
        long _ = invoke(SYSCALL, syscall.number, a, 0, 0, 0, 0, 0);
    }

    /** The result of a system call that must succeed; the object is named in the refusal. */
    static long require(String operation, String object, Syscall syscall, long a, long b, long c, long d, long e) {
        long result = call(syscall, a, b, c, d, e, 0);
        if (result < 0) {
            throw new LinuxException(operation, (int) -result, object);
        }
        return result;
    }

    static long require(String operation, String object, Syscall syscall, long a, long b, long c) {
        return require(operation, object, syscall, a, b, c, 0, 0);
    }

    /** Calls a libc function other than {@code syscall}; errno is not looked at. */
    static long function(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return invoke(function, a, b, c, d, e, f, 0);
    }

    static MemorySegment symbol(String name) {
        return findSymbol(name).orElseThrow(() -> new UnsupportedOperationException("libc has no " + name));
    }

    static Optional<MemorySegment> findSymbol(String name) {
        return LINKER.defaultLookup().find(name);
    }

    /** Links the capturing handle, so that the first refusal does not pay for it. */
    static void linkErrorPath() {
        long _ = Capturing.call(Syscall.GETPID.number, 0, 0, 0, 0, 0, 0);
    }

    private static long invoke(MemorySegment function, long a, long b, long c, long d, long e, long f, long g) {
        try {
            return (long) CALL.invokeExact(function, a, b, c, d, e, f, g);
        } catch (Throwable t) {
            throw new IllegalStateException("a downcall threw", t);
        }
    }

    /** The handle that captures errno; linked when the first call fails. */
    private static final class Capturing {
        @SuppressWarnings("restricted")
        private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));

        private static final int STATE_SIZE_BYTES =
                (int) Linker.Option.captureStateLayout().byteSize();

        private static long call(long number, long a, long b, long c, long d, long e, long f) {
            ByteBuffer state = ByteBuffer.allocateDirect(STATE_SIZE_BYTES).order(ByteOrder.nativeOrder());
            try {
                long result = (long) CALL.invokeExact(SYSCALL, MemorySegment.ofBuffer(state), number, a, b, c, d, e, f);
                return result != -1 ? result : -state.getInt(0);
            } catch (Throwable t) {
                throw new IllegalStateException("a downcall threw", t);
            }
        }
    }
}
