package dev.vigil.linux;

import static dev.vigil.linux.Constants.BPF_ABS;
import static dev.vigil.linux.Constants.BPF_B;
import static dev.vigil.linux.Constants.BPF_IND;
import static dev.vigil.linux.Constants.BPF_JEQ;
import static dev.vigil.linux.Constants.BPF_JMP;
import static dev.vigil.linux.Constants.BPF_K;
import static dev.vigil.linux.Constants.BPF_LD;
import static dev.vigil.linux.Constants.BPF_LDX;
import static dev.vigil.linux.Constants.BPF_MSH;
import static dev.vigil.linux.Constants.BPF_RET;

import dev.vigil.core.address.Family;
import dev.vigil.linux.Structs.SockFilter;
import dev.vigil.linux.Structs.SockFprog;
import java.util.BitSet;

/**
 * A socket filter that keeps the datagrams of which one byte has one of some values. The kernel drops all others before
 * anybody is woken, and those that are too short to have the byte.
 *
 * <pre>
 * ldx 4*([0]&0xf)      IPv4: the length of the header      (IPv6 begins behind it)
 * ldb [x + offset]
 * jeq VALUE, 0, 1      for each value
 * ret ALL              kept
 * ret 0                dropped
 * </pre>
 */
final class ByteFilter {
    /** With more values than this the comparisons cost more than they save. */
    static final int VALUES_MAX = 64;

    private static final int ALL = -1;

    private final NativeBuffer instructions;
    private int count;

    private ByteFilter(int instructionsMax) {
        instructions = NativeBuffer.struct(instructionsMax * SockFilter.SIZE);
    }

    /** Puts the filter in the place of the one that the socket has; 0, or the error number of the kernel's refusal. */
    static int tryAttach(int fd, Family family, int payloadOffset, BitSet values) {
        ByteFilter filter = new ByteFilter(2 * VALUES_MAX + 3);
        if (values.cardinality() > VALUES_MAX) {
            filter.add(BPF_RET | BPF_K, 0, 0, ALL);
        } else {
            filter.keep(family, payloadOffset, values);
        }
        NativeBuffer program = NativeBuffer.struct(SockFprog.SIZE);
        program.bytes()
                .putShort(SockFprog.LEN, (short) filter.count)
                .putLong(SockFprog.FILTER, filter.instructions.address());
        int errno = Socket.tryOption(fd, Constants.SOL_SOCKET, Constants.SO_ATTACH_FILTER, program);
        filter.instructions.keep();
        return errno;
    }

    /** Lets everything through again; 0, or the error number of the kernel's refusal. */
    static int tryDetach(int fd) {
        return Socket.tryOption(fd, Constants.SOL_SOCKET, Constants.SO_DETACH_FILTER, 0);
    }

    private void keep(Family family, int payloadOffset, BitSet values) {
        if (family == Family.IPV4) {
            add(BPF_LDX | BPF_B | BPF_MSH, 0, 0, 0);
            add(BPF_LD | BPF_B | BPF_IND, 0, 0, payloadOffset);
        } else {
            add(BPF_LD | BPF_B | BPF_ABS, 0, 0, payloadOffset);
        }
        for (int value = values.nextSetBit(0); value >= 0; value = values.nextSetBit(value + 1)) {
            add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
            add(BPF_RET | BPF_K, 0, 0, ALL);
        }
        add(BPF_RET | BPF_K, 0, 0, 0);
    }

    private void add(int code, int ifTrue, int ifFalse, int operand) {
        int at = count * SockFilter.SIZE;
        instructions
                .bytes()
                .putShort(at + SockFilter.CODE, (short) code)
                .put(at + SockFilter.JT, (byte) ifTrue)
                .put(at + SockFilter.JF, (byte) ifFalse)
                .putInt(at + SockFilter.K, operand);
        count++;
    }
}
