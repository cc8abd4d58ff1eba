package dev.vigil.systemtests.seeds;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stands in for a cloud's network: no multicast passes, and where an address lives is a table which only gratuitous
 * ARP changes, at most once per port in 5 s. The table is the client's neighbour entry, which ordinary ARP cannot
 * touch.
 */
final class Cloud implements Runnable {
    private static final long CLAIM_PAUSE_NS = Duration.ofSeconds(5).toNanos();
    private static final long POLL_MS = 5;

    private final Lab lab;
    private final Node client;
    private final String ip;
    private final List<String> moves = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lastClaimNs = new HashMap<>();
    private int seen;
    private final AtomicInteger toIgnore = new AtomicInteger();
    private final AtomicInteger ignored = new AtomicInteger();
    private volatile boolean open = true;

    private Cloud(Lab lab, Node client, String ip) {
        this.lab = lab;
        this.client = client;
        this.ip = ip;
    }

    static Cloud open(Lab lab, Node client, String ip) {
        return open(lab, client, ip, List.of("a", "b"));
    }

    /** As above, with nodes of other names. */
    static Cloud open(Lab lab, Node client, String ip, List<String> nodes) {
        Stream.concat(nodes.stream(), Stream.of(client.name()))
                .forEach(port -> lab.onSwitch("bridge", "link", "set", "dev", port, "mcast_flood", "off"));
        Cloud cloud = new Cloud(lab, client, ip);
        Thread thread = Thread.ofPlatform().daemon().start(cloud);
        lab.atEnd(() -> cloud.close(thread));
        return cloud;
    }

    /** The hardware addresses that the address has moved to, in order. */
    List<String> moves() {
        return moves;
    }

    /** How many claims would have moved the address but came from a port that had moved it less than 5 s before. */
    int ignored() {
        return ignored.get();
    }

    void ignoreNextClaims(int count) {
        toIgnore.set(count);
    }

    @Override
    public void run() {
        while (open) {
            List<Arp> claims = lab.wire().gratuitousArps(ip);
            claims.subList(seen, claims.size()).forEach(this::hear);
            seen = claims.size();
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void hear(Arp claim) {
        if (toIgnore.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
        }
        String mac = claim.senderMac();
        boolean moves = this.moves.isEmpty() || !this.moves.getLast().equals(mac);
        if (!moves) {
            return;
        }
        if (claim.timeNs() - lastClaimNs.getOrDefault(mac, 0L) < CLAIM_PAUSE_NS) {
            ignored.incrementAndGet();
            return;
        }
        lastClaimNs.put(mac, claim.timeNs());
        client.must("ip", "neigh", "replace", ip, "lladdr", mac, "dev", "eth0", "nud", "permanent");
        this.moves.add(mac);
    }

    private void close(Thread thread) {
        open = false;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
