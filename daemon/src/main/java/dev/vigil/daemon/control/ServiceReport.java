package dev.vigil.daemon.control;

import dev.vigil.core.balance.ServiceView;
import java.util.List;

/**
 * The virtual servers of a node.
 *
 * @param plane what of the kernel spreads connections over servers; empty where nothing does
 */
public record ServiceReport(String plane, List<ServiceView> services) {
    /** A node without virtual servers. */
    public static final ServiceReport NONE = new ServiceReport("", List.of());

    public ServiceReport {
        services = List.copyOf(services);
    }

    /** A real server and whose it is. */
    public record Place(ServiceView service, ServiceView.Server server) {
        /** What an intent about it calls it. */
        public String object() {
            return service.name() + " " + server.name();
        }
    }

    /** The virtual servers that somebody may mean: by the name that is shown, by an address and a port, or by an address. */
    public List<ServiceView> named(String asked) {
        List<ServiceView> exact = services.stream()
                .filter(service -> service.name().equalsIgnoreCase(asked)
                        || service.name().equalsIgnoreCase("[" + asked + "]:0")
                        || service.entries().contains(asked))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        return services.stream()
                .filter(service -> service.entries().stream().anyMatch(entry -> isAt(asked, entry)))
                .toList();
    }

    /** The real servers that somebody may mean, in the same ways. */
    public List<Place> servers(String asked) {
        return services.stream()
                .flatMap(service -> servers(service, asked).stream())
                .toList();
    }

    /** Those of one virtual server. */
    public static List<Place> servers(ServiceView service, String asked) {
        List<Place> places = service.servers().stream()
                .map(server -> new Place(service, server))
                .toList();
        List<Place> exact = places.stream()
                .filter(place -> place.server.name().equalsIgnoreCase(asked)
                        || entry(place.server).equals(asked))
                .toList();
        return exact.isEmpty()
                ? places.stream()
                        .filter(place -> isAt(asked, entry(place.server)))
                        .toList()
                : exact;
    }

    private static String entry(ServiceView.Server server) {
        String address = server.address();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + server.port();
    }

    /** Whether an address and a port are at an address. */
    private static boolean isAt(String address, String entry) {
        return (entry.startsWith(address + ":") && entry.lastIndexOf(':') == address.length())
                || entry.startsWith("[" + address + "]:");
    }
}
