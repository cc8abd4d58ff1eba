package dev.vigil.daemon.vrrp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What was last seen of each script. However many come, none that is the last of its script is lost. */
final class Verdicts {
    private final Map<String, LoopInput.ScriptSeen> fresh = new ConcurrentHashMap<>();

    /** Those that the loop has taken, for instances that come to track a script later. */
    private final Map<String, LoopInput.ScriptSeen> taken = new LinkedHashMap<>();

    /** Scripts of which nothing is heard, because it may still be said of an earlier program of that name. */
    private final Set<String> unheard = ConcurrentHashMap.newKeySet();

    /** Any thread may call it. */
    void see(LoopInput.ScriptSeen seen) {
        fresh.put(seen.script(), seen);
        if (unheard.contains(seen.script())) {
            fresh.remove(seen.script(), seen);
        }
    }

    /** Those that see are those in force by now: they are heard again. */
    void hearAll() {
        unheard.clear();
    }

    void takeEach(Consumer<LoopInput.ScriptSeen> handler) {
        for (String script : List.copyOf(fresh.keySet())) {
            LoopInput.ScriptSeen seen = fresh.remove(script);
            if (seen != null && !unheard.contains(script)) {
                taken.put(script, seen);
                handler.accept(seen);
            }
        }
    }

    void repeat(Consumer<LoopInput.ScriptSeen> handler) {
        taken.values().forEach(handler);
    }

    /**
     * Forgets scripts that are gone, or whose names another program has now; of those nothing is heard until the other program
     * is the one that runs, which comes a moment after the configuration is in force.
     */
    void forget(Set<String> scripts) {
        unheard.addAll(scripts);
        fresh.keySet().removeAll(scripts);
        taken.keySet().removeAll(scripts);
    }
}
