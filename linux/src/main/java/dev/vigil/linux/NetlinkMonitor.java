package dev.vigil.linux;

import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.NETLINK_ROUTE;
import static dev.vigil.linux.Constants.RTMGRP_IPV4_IFADDR;
import static dev.vigil.linux.Constants.RTMGRP_IPV6_IFADDR;
import static dev.vigil.linux.Constants.RTMGRP_LINK;

import java.util.function.Consumer;

/**
 * Listens to changes of interfaces and addresses in the network namespace of the thread that opened it. Open it before
 * reading the present state by {@link RouteNetlink}, so that no change falls between. One thread at a time.
 */
public final class NetlinkMonitor extends NetlinkSocket {
    /** Room for some thousand changes between two turns of a loop. */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    /** The most datagrams one {@link #read} takes, so that a storm of changes does not hold up a loop. */
    public static final int DATAGRAMS_PER_READ_MAX = 32;

    private NetlinkMonitor(int fd) {
        super(fd);
    }

    public static NetlinkMonitor open() {
        int groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
        return new NetlinkMonitor(open(NETLINK_ROUTE, groups, RECEIVE_BUFFER_BYTES));
    }

    /** Listens to routes and rules that go, too; to those with the mark of VRRP daemons. */
    public void listenToRouting() {
        RoutingFilter.attach(fd());
        for (int group : RoutingFilter.GROUPS) {
            Socket.option(fd(), Constants.SOL_NETLINK, RoutingConstants.NETLINK_ADD_MEMBERSHIP, group, "netlink group");
        }
    }

    /**
     * Hands over what has come, in the kernel's order, without blocking. If it stops at
     * {@link #DATAGRAMS_PER_READ_MAX} the descriptor stays readable.
     *
     * @return whether that was all
     */
    public boolean read(Consumer<? super NetlinkEvent> sink) {
        for (int datagram = 0; datagram < DATAGRAMS_PER_READ_MAX; datagram++) {
            int length = receiveOrOverrun(MSG_DONTWAIT);
            if (length == -Errno.EAGAIN) {
                return true;
            }
            boolean lost = length == -Errno.ENOBUFS || isTruncated(length);
            if (length < 0 && !lost && length != -Errno.EINTR) {
                throw new LinuxException("read", -length, "netlink monitor");
            }
            while (reader.next()) {
                RouteMessages.event(reader).ifPresent(sink);
            }
            if (lost || reader.isMalformed()) {
                sink.accept(new NetlinkEvent.Overrun());
            }
        }
        return false;
    }
}
