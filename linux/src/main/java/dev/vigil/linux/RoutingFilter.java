package dev.vigil.linux;

import static dev.vigil.linux.Constants.BPF_ABS;
import static dev.vigil.linux.Constants.BPF_B;
import static dev.vigil.linux.Constants.BPF_JEQ;
import static dev.vigil.linux.Constants.BPF_JMP;
import static dev.vigil.linux.Constants.BPF_K;
import static dev.vigil.linux.Constants.BPF_LD;
import static dev.vigil.linux.Constants.BPF_RET;

import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.linux.Structs.Nlmsghdr;
import dev.vigil.linux.Structs.Rtmsg;
import dev.vigil.linux.Structs.SockFilter;
import dev.vigil.linux.Structs.SockFprog;
import java.nio.ByteOrder;

/**
 * A socket filter that keeps what concerns a VRRP daemon of the news of routes and rules, so that a host with a million
 * routes of others wakes nobody: routes with its mark that are gone, and rules that are gone.
 *
 * <pre>
 * ldb [the low byte of the type]
 * jeq NEWROUTE: drop     jeq NEWRULE: drop     not DELROUTE: keep
 * ldb [the protocol]
 * jeq 18: keep, otherwise drop
 * </pre>
 */
final class RoutingFilter {
    static final int[] GROUPS = {
        RoutingConstants.RTNLGRP_IPV4_ROUTE,
        RoutingConstants.RTNLGRP_IPV6_ROUTE,
        RoutingConstants.RTNLGRP_IPV4_RULE,
        RoutingConstants.RTNLGRP_IPV6_RULE
    };

    private static final int ALL = -1;
    private static final int INSTRUCTIONS = 8;

    private final NativeBuffer instructions = NativeBuffer.struct(INSTRUCTIONS * SockFilter.SIZE);
    private int count;

    private RoutingFilter() {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        // Every type is below 256.
        add(BPF_LD | BPF_B | BPF_ABS, 0, 0, Nlmsghdr.NLMSG_TYPE + (little ? 0 : 1));
        add(BPF_JMP | BPF_JEQ | BPF_K, 5, 0, RoutingConstants.RTM_NEWROUTE);
        add(BPF_JMP | BPF_JEQ | BPF_K, 4, 0, RoutingConstants.RTM_NEWRULE);
        add(BPF_JMP | BPF_JEQ | BPF_K, 0, 2, RoutingConstants.RTM_DELROUTE);
        add(BPF_LD | BPF_B | BPF_ABS, 0, 0, Nlmsghdr.SIZE + Rtmsg.RTM_PROTOCOL);
        add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, RoutingEntry.PROTOCOL_KEEPALIVED);
        add(BPF_RET | BPF_K, 0, 0, ALL);
        add(BPF_RET | BPF_K, 0, 0, 0);
    }

    /** Without it everything comes, and is dropped later. */
    static void attach(int fd) {
        RoutingFilter filter = new RoutingFilter();
        NativeBuffer program = NativeBuffer.struct(SockFprog.SIZE);
        program.bytes()
                .putShort(SockFprog.LEN, (short) filter.count)
                .putLong(SockFprog.FILTER, filter.instructions.address());
        int _ = Socket.tryOption(fd, Constants.SOL_SOCKET, Constants.SO_ATTACH_FILTER, program);
        filter.instructions.keep();
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
