package dev.vigil.cli;

import dev.vigil.core.address.IpAddress;
import dev.vigil.simulator.Times;
import dev.vigil.simulator.whatif.Holding;
import dev.vigil.simulator.whatif.SingleFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table of what every fault leads to. */
final class SingleFaultsText {
    private static final List<String> HEADINGS = List.of("FAULT", "ADDRESS", "WHERE IT IS", "NOBODY", "SEVERAL");

    private SingleFaultsText() {}

    static String of(List<SingleFaults.Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADINGS);
        for (SingleFaults.Row row : rows) {
            List<List<String>> lines = new ArrayList<>();
            row.after()
                    .grouped()
                    .forEach((holding, addresses) -> lines.add(List.of(
                            lines.isEmpty() ? row.fault() : "",
                            addresses(addresses),
                            places(holding),
                            duration(holding.nobodyNs(), holding.last().nodes().isEmpty()),
                            duration(holding.severalNs(), holding.last().nodes().size() > 1))));
            table.addAll(lines);
        }
        return text(table);
    }

    /** A long list is named by its beginning. */
    private static String addresses(List<IpAddress> addresses) {
        return addresses.size() <= 2
                ? SimulationText.addresses(addresses)
                : addresses.getFirst() + " and " + (addresses.size() - 1) + " more";
    }

    /** From node to node; times with no holder are in a column of their own. */
    static String places(Holding holding) {
        List<String> places = new ArrayList<>();
        for (Holding.Span span : holding.spans()) {
            String place = String.join(" + ", span.nodes());
            boolean end = span.equals(holding.last());
            if (span.nodes().isEmpty() && end) {
                places.add("nobody");
            } else if (!span.nodes().isEmpty()
                    && (places.isEmpty() || !places.getLast().equals(place))) {
                places.add(place);
            }
        }
        return places.size() == 1 ? "stays on " + places.getFirst() : String.join(" > ", places);
    }

    private static String duration(long ns, boolean atTheEnd) {
        return atTheEnd ? "to the end" : ns == 0 ? "-" : Times.text(ns);
    }

    private static String text(List<List<String>> table) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : table) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : table) {
            StringBuilder one = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                // Durations are read from the right.
                String form = column > 2 ? "%" + widths[column] + "s  " : "%-" + widths[column] + "s  ";
                one.append(String.format(Locale.ROOT, form, line.get(column)));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
