package dev.vigil.systemtests.differential;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Node;
import io.avaje.json.mapper.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The three dumps of a daemon, line by line, without moments, descriptors and secrets. */
final class Dumps {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final List<String> FILES =
            List.of("/run/lab/keepalived.data", "/run/lab/keepalived.stats", "/run/lab/keepalived.json");
    private static final List<String> SIGNALS = List.of("USR1", "USR2", "36");

    /** Sections of {@code keepalived.data} that Vigil writes as a whole. */
    private static final List<String> SECTIONS = List.of(
            "Static Addresses", "Static Routes", "Static Rules", "VRRP Topology", "VRRP Sync groups", "VRRP Scripts");

    /** What differs on purpose (docs/use/compatibility.md), and what depends on the moment. */
    private static final Pattern DIFFERENT =
            Pattern.compile(" *(Last transition|Read timeout|fd_in|Password|Flags|Using src_ip = \\(none).*");

    private static final List<String> MOMENTS = List.of("last_transition", "auth_data", "advert_sent", "advert_rcvd");

    private Dumps() {}

    /** Asks for all three and reads them; nothing of them is left. */
    static List<String> of(Node node, Daemon daemon) {
        FILES.forEach(node::delete);
        SIGNALS.forEach(daemon::signal);
        FILES.forEach(file -> Await.until(file, LIMIT, () -> !node.read(file).isEmpty()));
        List<String> before = new ArrayList<>();
        // keepalived writes two of the three in place.
        Await.settled("whole files", LIMIT, Duration.ofMillis(300), () -> {
            List<String> now = FILES.stream().map(node::read).toList();
            boolean same = now.equals(before);
            before.clear();
            before.addAll(now);
            return same;
        });
        List<String> lines = new ArrayList<>();
        SECTIONS.forEach(section -> lines.addAll(section(node.read(FILES.get(0)), section)));
        lines.addAll(statistics(node.read(FILES.get(1))));
        lines.addAll(json(node.read(FILES.get(2))));
        FILES.forEach(node::delete);
        return lines;
    }

    /** The lines of a section, each below the last one that is less indented. */
    private static List<String> section(String dump, String title) {
        List<String> lines = new ArrayList<>();
        String owner = "";
        for (String line : dump.lines()
                .dropWhile(line -> !line.equals("------< " + title + " >------"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("------<"))
                .toList()) {
            if (line.startsWith(" VRRP ")) {
                owner = line.strip();
            }
            if (!DIFFERENT.matcher(line).matches()) {
                lines.add(
                        "data, " + title + ", " + owner + ": " + line.replaceFirst(" \\[installed ifindex \\d+]", ""));
            }
        }
        return lines;
    }

    private static List<String> statistics(String dump) {
        List<String> lines = new ArrayList<>();
        String owner = "";
        String part = "";
        for (String line : dump.lines().toList()) {
            if (line.startsWith("VRRP Instance")) {
                owner = line;
            } else if (line.endsWith(":")) {
                part = line.strip();
            }
            boolean ofTheMoment = part.equals("Advertisements:") && line.matches(" +(Received|Sent): \\d+");
            if (!ofTheMoment) {
                lines.add("stats, " + owner + ": " + line);
            }
        }
        return lines;
    }

    private static List<String> json(String dump) {
        List<String> lines = new ArrayList<>();
        List<Object> instances = JsonMapper.builder().build().list().fromJson(dump);
        for (Object instance : instances) {
            String name = String.valueOf(member(instance, "data").get("iname"));
            for (String part : List.of("data", "stats")) {
                Map<String, Object> values = new TreeMap<>(member(instance, part));
                MOMENTS.forEach(values::remove);
                values.forEach((key, value) -> lines.add("json, " + name + ", " + part + ", " + key + ": " + value));
            }
        }
        return lines;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Object instance, String name) {
        return (Map<String, Object>) ((Map<String, Object>) instance).get(name);
    }
}
