package dev.vigil.daemon.vrrp;

import dev.vigil.linux.RouteNetlink;

/** What all virtual routers share of the kernel, and the time of the loop's turn. */
final class Kernel {
    final RouteNetlink netlink;
    final Announcer announcer;
    final Teller teller;

    /** The monotonic time that the loop read in this turn. */
    long nowNs;

    Kernel(RouteNetlink netlink, Announcer announcer, Teller teller) {
        this.netlink = netlink;
        this.announcer = announcer;
        this.teller = teller;
    }
}
