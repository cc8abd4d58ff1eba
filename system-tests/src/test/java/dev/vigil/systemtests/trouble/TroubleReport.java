package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.trouble.Spans.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of one run.
 *
 * @param stallNs the machine's own latest tick
 * @param findings of the first and the second virtual router
 * @param before what the daemon that never ends costs at the beginning
 * @param after and at the end
 * @param becameMaster how often an address came to a node
 */
record TroubleReport(
        long seed,
        Span window,
        long stallNs,
        Map<Fault, Integer> faults,
        List<Referee.Findings> findings,
        Footprint before,
        Footprint after,
        long becameMaster) {
    private static final List<String> NAMES = List.of("advert_int 0.3 s", "advert_int 1 s");

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(seed).append(", ").append(window.lengthNs() / 1_000_000_000);
        text.append(" s, 3 nodes, 2 virtual routers\n");
        text.append("latest tick of the machine ").append(ms(stallNs)).append('\n');
        int total = faults.values().stream().mapToInt(Integer::intValue).sum();
        text.append("faults ")
                .append(total)
                .append(": ")
                .append(new TreeMap<>(faults))
                .append('\n');
        text.append("addresses came to a node ").append(becameMaster).append(" times\n");
        for (int index = 0; index < findings.size(); index++) {
            Referee.Findings found = findings.get(index);
            text.append(NAMES.get(index)).append(":\n  two holders, longest: ");
            text.append(ms(found.twoNs())).append(" at a hand-over, ");
            text.append(ms(found.twoExcusedNs())).append(" beside a frozen or deaf node\n");
            text.append("  none while a candidate lived, longest: ").append(ms(found.noneNs()));
            text.append("; the protocol allows ")
                    .append(ms(found.noneAllowedNs()))
                    .append('\n');
        }
        text.append("the daemon that was never ended: ").append(before).append(" at the beginning, ");
        text.append(after).append(" at the end, ").append(after.cpuMs() - before.cpuMs());
        return text.append(" ms of processor time\n").toString();
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
    }
}
