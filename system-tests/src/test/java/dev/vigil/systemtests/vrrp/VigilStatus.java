package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;

/** What {@code vigil status} and {@code vigil why} say on a node. */
final class VigilStatus {
    private VigilStatus() {}

    static Shell.Outcome json(Node node) {
        return node.exec(Program.vigilCommand("vigil"), "status", "--json");
    }

    static String why(Node node) {
        return node.exec(Program.vigilCommand("vigil"), "why").output();
    }
}
