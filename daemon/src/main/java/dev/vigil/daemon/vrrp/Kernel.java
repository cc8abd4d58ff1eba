package dev.vigil.daemon.vrrp;

import dev.vigil.linux.RouteNetlink;
import dev.vigil.recording.Recorder;

/** What all virtual routers share: the kernel, where they tell their story, and the time of the loop's turn. */
final class Kernel {
    final RouteNetlink netlink;
    final Announcer announcer;
    final Teller teller;
    final Recorder recorder;

    /** The monotonic time that the loop read in this turn. */
    long nowNs;

    Kernel(RouteNetlink netlink, Announcer announcer, Teller teller, Recorder recorder) {
        this.netlink = netlink;
        this.announcer = announcer;
        this.teller = teller;
        this.recorder = recorder;
    }
}
