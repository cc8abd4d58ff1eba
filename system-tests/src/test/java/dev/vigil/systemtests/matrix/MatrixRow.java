package dev.vigil.systemtests.matrix;

import dev.vigil.systemtests.lab.Pairwise;
import dev.vigil.systemtests.lab.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of the matrix.
 *
 * @param master the program on the node with the higher priority
 * @param backup the program on the node with the lower priority
 */
record MatrixRow(Program master, Program backup, Form form) {
    /** What three values did together: a link-local address of its own on the interface with the virtual MAC address. */
    private static final List<MatrixRow> THREES = List.of(
            new MatrixRow(Program.VIGIL, Program.KEEPALIVED, new Form(3, true, false, Form.Proof.NONE, true, false)));

    /** Every combination, whether or not it can be. */
    static List<MatrixRow> all() {
        List<MatrixRow> rows = new ArrayList<>();
        for (Form form : Form.all()) {
            Program.pairs().forEach(pair -> rows.add(new MatrixRow(pair.getFirst(), pair.getLast(), form)));
        }
        return rows;
    }

    /** What runs: all that can be, or so many that each value of each dimension meets each of each other one. */
    static List<MatrixRow> rows() {
        List<MatrixRow> rows =
                all().stream().filter(row -> row.impossible().isEmpty()).toList();
        if (Program.everything() || !Program.vigilPlays()) {
            return rows;
        }
        List<MatrixRow> few = new ArrayList<>(Pairwise.of(
                rows,
                row -> List.of(
                        row.master,
                        row.backup,
                        row.form.version(),
                        row.form.ipv6(),
                        row.form.unicast(),
                        row.form.proof(),
                        row.form.vmac(),
                        row.form.group())));
        few.addAll(THREES);
        return few;
    }

    /** Why there is no such row. */
    Optional<String> impossible() {
        boolean keepalived = master == Program.KEEPALIVED || backup == Program.KEEPALIVED;
        return form.proof() == Form.Proof.HMAC && keepalived
                ? Optional.of("keepalived 2.2.7 does not know `auth_hmac`, which came with 2.4")
                : form.impossible();
    }

    String programs() {
        return master + " > " + backup;
    }

    @Override
    public String toString() {
        return programs() + ", " + form;
    }
}
