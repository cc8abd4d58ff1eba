package dev.vigil.systemtests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts in the dump that keepalived writes to its log when it has read a configuration ({@code -d}). A fact's name
 * is the instance or script and keepalived's own key; a list is one fact, in its order.
 */
final class DumpFacts {
    private static final Pattern STAMP = Pattern.compile("^\\w{3} \\w{3} [ \\d]\\d [\\d:]{8} \\d{4}: ?");
    private static final Pattern OWNER = Pattern.compile(" VRRP (Instance|Script|Sync Group) = (.*)");
    private static final Pattern LIST = Pattern.compile(" {3}([^=:(]*?) ?(\\(\\d+\\))?:");
    private static final Pattern VALUE = Pattern.compile(" {3}([^=]*?) [=:] (.*)");
    private static final Pattern GROUP = Pattern.compile(" {3}(Multicast address) (.*)");

    private static final String CONFIGURED = " (from configuration)";

    private final Map<String, String> facts = new TreeMap<>();
    private String owner = "";
    private String list = "";
    private final List<String> entries = new ArrayList<>();

    private DumpFacts() {}

    static Map<String, String> of(String log) {
        DumpFacts reader = new DumpFacts();
        log.lines()
                .map(line -> STAMP.matcher(line).replaceFirst(""))
                .dropWhile(line -> !line.contains("< VRRP Topology >"))
                .takeWhile(line -> !line.contains("< Interfaces >"))
                // Lines of keepalived's other process may come between; those of a dump are indented.
                .filter(line -> line.startsWith(" "))
                .forEach(reader::line);
        reader.endList();
        return reader.facts;
    }

    private void line(String line) {
        if (line.startsWith("     ")) {
            entries.add(line.strip());
            return;
        }
        endList();
        Matcher match = OWNER.matcher(line);
        if (match.matches()) {
            // A group's name is followed by the state that it happens to be in.
            owner = match.group(1).equals("Sync Group")
                    ? "group " + match.group(2).replaceAll(", \\w+$", "")
                    : match.group(2);
            return;
        }
        match = LIST.matcher(line);
        if (match.matches()) {
            list = match.group(1);
            return;
        }
        match = line.startsWith("   Multicast address") ? GROUP.matcher(line) : VALUE.matcher(line);
        if (match.matches()) {
            facts.put(
                    owner + ": " + match.group(1),
                    value(match.group(1), match.group(2).strip()));
        }
    }

    /** What the value says of the configuration, where keepalived adds what it has made of it. */
    private String value(String key, String text) {
        return switch (key) {
            case "Using src_ip" ->
                text.endsWith(CONFIGURED) ? text.substring(0, text.length() - CONFIGURED.length()) : "of the interface";
            case "Timeout" ->
                text.equals("0 sec") || text.equals(facts.get(owner + ": Interval")) ? "the interval" : text;
            default -> text;
        };
    }

    private void endList() {
        if (!list.isEmpty()) {
            facts.put(owner + ": " + list, String.join("; ", entries));
        }
        list = "";
        entries.clear();
    }
}
