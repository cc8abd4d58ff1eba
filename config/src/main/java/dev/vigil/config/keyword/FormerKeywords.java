package dev.vigil.config.keyword;

import java.util.Map;
import java.util.Optional;

/** Words that configurations still carry although keepalived knows them no more, or knows them elsewhere only. */
public final class FormerKeywords {
    private static final String SYNC_DAEMON = "Write lvs_sync_daemon IFNAME INSTANCE in global_defs.";

    private static final Map<String, String> ADVICE = Map.of(
            "nat_mask", "Remove it: it has had no effect since the load balancer is a part of the kernel.",
            "lvs_id", "Write router_id instead.",
            "nb_get_retry", "Write retry instead; only HTTP_GET and SSL_GET know nb_get_retry.",
            "lvs_sync_daemon_inteface", SYNC_DAEMON,
            "lvs_sync_daemon_interface", SYNC_DAEMON);

    private FormerKeywords() {}

    /** What to write instead of a word. */
    public static Optional<String> advice(String name) {
        return Optional.ofNullable(ADVICE.get(name));
    }
}
