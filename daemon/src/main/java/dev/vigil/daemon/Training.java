package dev.vigil.daemon;

import dev.vigil.daemon.kernel.LinuxMachine;
import dev.vigil.daemon.vrrp.Rehearsal;

/** A run for the AOT cache: everything that a start and the first hand-over load, without serving. */
final class Training {
    private Training() {}

    static int run() {
        try (LinuxMachine machine = LinuxMachine.open(_ -> {})) {
            machine.startKeeper(() -> {});
            Rehearsal.on(machine::rehearsalEdge);
        }
        return DaemonExit.OK;
    }
}
