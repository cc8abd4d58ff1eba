package dev.vigil.systemtests.vrrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text dumps as a widespread exporter of metrics does: by blanks at the beginning of lines, by keys, and by words. What
 * that exporter would refuse is an error here.
 */
final class ExporterReader {
    private static final Pattern INSTANCE = Pattern.compile(" VRRP Instance = (\\S+)");
    private static final Pattern SCRIPT = Pattern.compile(" VRRP Script = (\\S+)");
    private static final Pattern VALUE = Pattern.compile("   ([A-Z][^=:]*) = (.*)");
    private static final Pattern ADDRESSES = Pattern.compile("   Virtual IP( Excluded)?( \\(\\d+\\))? ?:");
    private static final Pattern COUNTED = Pattern.compile("VRRP Instance: (\\S+)");
    private static final Pattern COUNTER = Pattern.compile(" {2,4}([^:]+): (\\d+)");
    private static final List<String> STATES = List.of("INIT", "BACKUP", "MASTER", "FAULT");

    private final Map<String, String> facts = new TreeMap<>();
    private String owner = "";
    private String list = "";

    private ExporterReader() {}

    /** What a data dump says, by the exporter's names. */
    static Map<String, String> data(String text) {
        ExporterReader reader = new ExporterReader();
        text.lines().forEach(reader::dataLine);
        return reader.facts;
    }

    private void dataLine(String line) {
        Matcher opening = INSTANCE.matcher(line);
        Matcher script = SCRIPT.matcher(line);
        if (opening.matches() || script.matches()) {
            owner = opening.matches() ? opening.group(1) : "script " + script.group(1);
            list = "";
        } else if (!line.startsWith("   ")) {
            owner = "";
            list = "";
        } else if (ADDRESSES.matcher(line).matches()) {
            list = line.contains("Excluded") ? "excluded" : "virtual";
        } else if (line.startsWith("     ") && !list.isEmpty()) {
            address(line.strip());
        } else {
            list = "";
            Matcher value = VALUE.matcher(line);
            if (!owner.isEmpty() && value.matches()) {
                value(value.group(1), value.group(2));
            }
        }
    }

    private void address(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() < 3 || !words.contains("dev")) {
            throw new AssertionError("an address that the exporter cannot read: " + line);
        }
        String device = words.get(words.indexOf("dev") + 1);
        facts.merge(owner + " " + list, words.getFirst() + " on " + device, (all, more) -> all + ", " + more);
    }

    private void value(String key, String text) {
        switch (key) {
            case "State", "Wantstate" -> {
                boolean ofScript = owner.startsWith("script ");
                if (!ofScript && !STATES.contains(text)) {
                    throw new AssertionError("a state that the exporter refuses: " + text);
                }
                facts.put(owner + " " + key, ofScript ? text : Integer.toString(STATES.indexOf(text)));
            }
            case "Gratuitous ARP delay", "Virtual Router ID" ->
                facts.put(owner + " " + key, Integer.toString(Integer.parseInt(text)));
            case "Interface", "Status" -> facts.put(owner + " " + key, text);
            default -> {}
        }
    }

    /** What a dump of counters says: a name for each, with the section that it stands in. */
    static Map<String, Long> statistics(String text) {
        Map<String, Long> counters = new TreeMap<>();
        List<String> at = new ArrayList<>(List.of("", ""));
        text.lines().forEach(line -> {
            Matcher instance = COUNTED.matcher(line);
            Matcher counter = COUNTER.matcher(line);
            if (instance.matches()) {
                at.set(0, instance.group(1));
            } else if (counter.matches()) {
                String section = line.startsWith("    ") ? at.get(1) + " " : "";
                counters.put(at.getFirst() + " " + section + counter.group(1), Long.parseLong(counter.group(2)));
            } else {
                at.set(1, line.strip().replace(":", ""));
            }
        });
        return counters;
    }
}
