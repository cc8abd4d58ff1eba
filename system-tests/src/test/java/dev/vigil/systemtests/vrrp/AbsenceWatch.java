package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a node was without an address that it had, by the kernel's own announcements. */
final class AbsenceWatch {
    private static final Pattern CHANGE =
            Pattern.compile("\\[([^]]+)] (Deleted )?\\d+: eth0 +inet ([0-9.]+)( peer [0-9.]+)?/?(\\d*) .*");
    private static final String PROBE = "10.254.254.254/32";

    private final Node node;
    private final Path log;

    private AbsenceWatch(Node node, Path log) {
        this.node = node;
        this.log = log;
    }

    static AbsenceWatch start(Node node) {
        Path log = node.newLog("absences");
        node.spawn(log, List.of("env", "TZ=UTC", "ip", "-ts", "-o", "monitor", "address"));
        Await.until("the watch of " + node.name(), Duration.ofSeconds(10), () -> {
            node.exec("ip", "addr", "add", PROBE, "dev", "lo");
            node.exec("ip", "addr", "del", PROBE, "dev", "lo");
            return !node.logLines(log).isEmpty();
        });
        return new AbsenceWatch(node, log);
    }

    /** The longest time from the end of an address to its return, in whatever form; zero if it was there all the time. */
    Duration longest(String address) {
        Duration longest = Duration.ZERO;
        Set<String> present = new HashSet<>(Set.of("at first"));
        LocalDateTime gone = LocalDateTime.MAX;
        for (String line : node.logLines(log)) {
            Matcher change = CHANGE.matcher(line);
            if (!change.matches() || !change.group(3).equals(address)) {
                continue;
            }
            LocalDateTime time = LocalDateTime.parse(change.group(1));
            if (change.group(2) != null) {
                // What is there at first goes as the first of its address.
                if (!present.remove(change.group(5))) {
                    present.remove("at first");
                }
                gone = present.isEmpty() ? time : gone;
            } else {
                if (present.isEmpty()) {
                    Duration absence = Duration.between(gone, time);
                    longest = absence.compareTo(longest) > 0 ? absence : longest;
                }
                present.add(change.group(5));
            }
        }
        return longest;
    }
}
