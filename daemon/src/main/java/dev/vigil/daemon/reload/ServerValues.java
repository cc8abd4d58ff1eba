package dev.vigil.daemon.reload;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.balance.ServerSettings;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a configuration says about virtual servers and their real servers: each of them is compared as a whole. */
final class ServerValues {
    private ServerValues() {}

    /** @param weight empty for what has none */
    private record Said(Object everything, Optional<Long> weight) {}

    /** What differs, by the keyword of the block. */
    static List<ValueChange> changes(Config old, Config next) {
        if (old.virtualServers().isEmpty() && next.virtualServers().isEmpty()) {
            return List.of();
        }
        List<ValueChange> changes = new ArrayList<>();
        Map<String, Said> before = said(old);
        said(next).forEach((name, said) -> compare(name, Optional.ofNullable(before.remove(name)), said, changes));
        before.keySet()
                .forEach(
                        gone -> changes.add(new ValueChange(keyword(gone), Optional.of(rest(gone)), Optional.empty())));
        return changes;
    }

    private static void compare(String name, Optional<Said> before, Said said, List<ValueChange> changes) {
        if (before.isEmpty()) {
            changes.add(new ValueChange(keyword(name), Optional.empty(), Optional.of(rest(name))));
        } else if (!before.get().weight.equals(said.weight)) {
            changes.add(new ValueChange(
                    "weight of " + name, before.get().weight.map(String::valueOf), said.weight.map(String::valueOf)));
        } else if (!before.get().everything.equals(said.everything)) {
            changes.add(ValueChange.secret(name));
        }
    }

    private static String keyword(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static String rest(String name) {
        return name.substring(name.indexOf(' ') + 1);
    }

    private static Map<String, Said> said(Config config) {
        Map<String, List<Object>> outside = new LinkedHashMap<>();
        for (VirtualServer service : config.virtualServers()) {
            String name = name(Balancing.name(service));
            outside.put(name, List.of(text(service.quorumUp()), text(service.quorumDown()), service.mail()));
            for (RealServer server : service.realServers()) {
                outside.put(
                        Balancing.name(server, service) + " of " + name,
                        List.of(text(server.notifyUp()), text(server.notifyDown()), server.mail()));
            }
        }
        Map<String, Said> all = new LinkedHashMap<>();
        for (ServiceSettings service : Balancing.services(config)) {
            String called = name(service.name());
            List<Object> everything = List.of(
                    service.entries(),
                    service.sorry(),
                    service.quorum(),
                    service.hysteresis(),
                    service.suspends(),
                    service.tells().stop(),
                    outside.getOrDefault(called, List.of()));
            all.put("virtual_server " + called, new Said(everything, Optional.empty()));
            for (ServerSettings server : service.servers()) {
                String name = server.name() + " of " + called;
                Said said = new Said(
                        List.of(server, outside.getOrDefault(name, List.of())),
                        Optional.of(server.destination().weight()));
                all.put("real_server " + name, said);
            }
        }
        return all;
    }

    /** Two services of one group are shown alike. */
    private static String name(ServiceName name) {
        return name.shown().startsWith("[") && name.shown().endsWith("]:0")
                ? name.shown() + " " + name.kind().toLowerCase(Locale.ROOT)
                : name.shown();
    }

    private static String text(Optional<Command> command) {
        return command.map(CommandText::of).orElse("");
    }
}
