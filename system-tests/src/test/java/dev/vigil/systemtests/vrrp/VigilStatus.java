package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;

/** What {@code vigil status} says on a node. */
final class VigilStatus {
    private VigilStatus() {}

    static Shell.Outcome json(Node node) {
        return node.exec(Program.vigilCommand("vigil"), "status", "--json");
    }
}
