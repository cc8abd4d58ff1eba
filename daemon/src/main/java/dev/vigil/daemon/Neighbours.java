package dev.vigil.daemon;

import dev.vigil.core.address.IpAddress;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NeighbourInfo;
import dev.vigil.linux.RouteNetlink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Gives rivals their hardware addresses, from the kernel's table of neighbours. Advertisements are multicast, so the kernel
 * may not know their sender: then one empty datagram makes it ask. It says who answers for the address, not who sent.
 */
final class Neighbours {
    private static final int DISCARD_PORT = 9;
    private static final int LOOKS_MAX = 5;
    private static final long BETWEEN_LOOKS_MS = 20;

    private Neighbours() {}

    /** The same instances, their rivals with hardware addresses as far as they are known. May wait for a tenth of a second. */
    static List<StatusReport.Instance> name(List<StatusReport.Instance> instances) {
        Set<IpAddress> wanted = new TreeSet<>();
        instances.forEach(each -> each.rivals().forEach(rival -> wanted.add(rival.address())));
        if (wanted.isEmpty()) {
            return instances;
        }
        Map<IpAddress, String> known = look(wanted);
        return instances.stream()
                .map(each -> each.withRivals(named(each, known)))
                .toList();
    }

    private static List<StatusReport.Rival> named(StatusReport.Instance instance, Map<IpAddress, String> known) {
        return instance.rivals().stream()
                .map(rival -> known.containsKey(rival.address()) ? rival.withMac(known.get(rival.address())) : rival)
                .toList();
    }

    private static Map<IpAddress, String> look(Set<IpAddress> wanted) {
        Map<IpAddress, String> known = new HashMap<>();
        try (RouteNetlink netlink = RouteNetlink.open()) {
            for (int look = 0; look < LOOKS_MAX; look++) {
                for (NeighbourInfo neighbour : netlink.neighbours()) {
                    if (wanted.contains(neighbour.address())) {
                        known.put(neighbour.address(), neighbour.mac().toString());
                    }
                }
                if (known.size() == wanted.size()) {
                    return known;
                }
                if (look == 0) {
                    wanted.stream()
                            .filter(address -> !known.containsKey(address))
                            .forEach(Neighbours::provoke);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
            }
        } catch (LinuxException refusal) {
            // What is not known is said to be unknown.
            return known;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return known;
    }

    private static void provoke(IpAddress address) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            int _ = channel.send(
                    ByteBuffer.allocate(0),
                    new InetSocketAddress(InetAddress.ofLiteral(address.toString()), DISCARD_PORT));
        } catch (IOException unreachable) {
            // Then there is nothing to learn.
        }
    }
}
