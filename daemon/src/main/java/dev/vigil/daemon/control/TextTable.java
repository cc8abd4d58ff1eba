package dev.vigil.daemon.control;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as their widest cell; the last column is not padded. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... titles) {
        rows.add(List.of(titles));
    }

    /** @param cells as many as there are titles */
    void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row has " + rows.getFirst().size() + " cells, not " + cells.length);
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < columns - 1; column++) {
                String cell = row.get(column);
                out.append(cell)
                        .append(" ".repeat(widths[column] - DisplayWidth.of(cell)))
                        .append(GAP);
            }
            out.append(row.getLast()).append('\n');
        }
        return out.toString();
    }
}
