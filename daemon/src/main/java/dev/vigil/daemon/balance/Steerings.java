package dev.vigil.daemon.balance;

import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.intent.Intent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the intents of operators become those of the core. */
public final class Steerings {
    private Steerings() {}

    /** What is wanted of servers. */
    static Map<ServerName, Steering> of(List<Intent> intents) {
        Map<ServerName, Steering> all = new HashMap<>();
        for (Intent intent : intents) {
            of(intent).ifPresent(steering -> all.put(name(intent.object()), steering));
        }
        return all;
    }

    /** Empty if the intent is about something else. */
    public static Optional<Steering> of(Intent intent) {
        return switch (intent.kind()) {
            case SERVER_DRAIN -> Optional.of(new Steering.Drain());
            case SERVER_WEIGHT -> Optional.of(new Steering.Weight(intent.value().orElse(0)));
            case SERVER_DISABLE -> Optional.of(new Steering.Out());
            case DRAIN, PROMOTE -> Optional.empty();
        };
    }

    /** The other way of {@link ServerName#toString}: names of servers have no blank in them, those of services may. */
    public static ServerName name(String object) {
        int blank = Math.max(0, object.lastIndexOf(' '));
        return new ServerName(object.substring(0, blank), object.substring(Math.min(blank + 1, object.length())));
    }
}
