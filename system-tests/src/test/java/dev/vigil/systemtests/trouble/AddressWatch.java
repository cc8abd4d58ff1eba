package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a node had which address, as the kernel announced it to somebody who only listens. */
final class AddressWatch {
    private static final Pattern CHANGE = Pattern.compile("\\[([^]]+)] (Deleted )?\\d+: eth0 +inet ([0-9.]+)/\\d+ .*");
    private static final String PROBE = "10.254.254.254/32";

    private final Node node;
    private final Path log;

    private AddressWatch(Node node, Path log) {
        this.node = node;
        this.log = log;
    }

    static AddressWatch start(Node node) {
        Path log = node.newLog("addresses");
        node.spawn(log, List.of("env", "TZ=UTC", "ip", "-ts", "-o", "monitor", "address"));
        Await.until("the watch of " + node.name(), Duration.ofSeconds(10), () -> {
            node.exec("ip", "addr", "add", PROBE, "dev", "lo");
            node.exec("ip", "addr", "del", PROBE, "dev", "lo");
            return !node.logLines(log).isEmpty();
        });
        return new AddressWatch(node, log);
    }

    /** When the node had the address until now. */
    Spans held(String address) {
        Spans held = Spans.NONE;
        long sinceNs = 0;
        for (String line : node.logLines(log)) {
            Matcher change = CHANGE.matcher(line);
            if (!change.matches() || !change.group(3).equals(address)) {
                continue;
            }
            boolean gone = change.group(2) != null;
            if (!gone && sinceNs == 0) {
                sinceNs = timeNs(change.group(1));
            } else if (gone && sinceNs != 0) {
                held = held.or(Spans.of(sinceNs, timeNs(change.group(1))));
                sinceNs = 0;
            }
        }
        return sinceNs == 0 ? held : held.or(Spans.of(sinceNs, Stalls.nowNs()));
    }

    private static long timeNs(String text) {
        Instant time = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }
}
