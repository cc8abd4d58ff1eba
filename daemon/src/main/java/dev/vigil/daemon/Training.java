package dev.vigil.daemon;

import dev.vigil.daemon.vrrp.VrrpLoop;

/** A run for the AOT cache: everything that a start and the first hand-over load, without serving. */
final class Training {
    private Training() {}

    static int run() {
        VrrpLoop.rehearse();
        return DaemonExit.OK;
    }
}
