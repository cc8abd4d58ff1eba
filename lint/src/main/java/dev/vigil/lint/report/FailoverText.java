package dev.vigil.lint.report;

import dev.vigil.config.Words;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.lint.failover.FailoverTable;
import dev.vigil.lint.failover.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A table for people: which failure moves the addresses of a virtual router where. */
final class FailoverText {
    private static final String GAP = "   ";
    private static final int ADDRESSES_MAX = 4;

    private FailoverText() {}

    /** The table, which ends with a line end. */
    static String of(FailoverTable table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "master", "what fails", "priorities then", "the addresses"));
        for (Outcome outcome : table.rows()) {
            rows.add(List.of(
                    mark(outcome),
                    table.contest().standing(outcome.holder()).name(),
                    outcome.failuresText(),
                    outcome.prioritiesText(),
                    outcome.masterText()));
        }
        StringBuilder text = new StringBuilder(title(table)).append('\n');
        int[] widths = widths(rows);
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
        }
        if (!table.complete()) {
            text.append("  Too much is tracked to try every combination; single failures and pairs were tried.\n");
        }
        return text.toString();
    }

    private static String title(FailoverTable table) {
        List<String> addresses = table.router().members().getFirst().instance().addresses().stream()
                .map(VirtualAddress::address)
                .map(Object::toString)
                .toList();
        String shown = Words.list(addresses.subList(0, Math.min(ADDRESSES_MAX, addresses.size())));
        String more = addresses.size() > ADDRESSES_MAX ? " and " + (addresses.size() - ADDRESSES_MAX) + " more" : "";
        return "What failures do to " + table.router().title() + " (" + shown + more + "):";
    }

    private static String mark(Outcome outcome) {
        return switch (outcome.verdict()) {
            case STUCK -> "!";
            case NOBODY -> "-";
            case STAYS, MOVES -> " ";
        };
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(column == 0 ? " " : column == 1 ? " " : GAP).append(cell);
            line.append(" ".repeat(widths[column] - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
