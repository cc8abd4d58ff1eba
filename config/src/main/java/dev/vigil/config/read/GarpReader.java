package dev.vigil.config.read;

import static dev.vigil.config.read.VrrpDefaults.first;

import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.read.VrrpDefaults.GarpDefaults;
import java.util.OptionalLong;

/** Reads when gratuitous ARPs are sent. What an instance leaves open follows from the defaults alone. */
final class GarpReader {
    private static final long DELAY_NS = 5_000_000_000L;
    private static final int REPEAT = 5;

    private GarpReader() {}

    static GarpSettings read(Section instance, GarpDefaults defaults, boolean strict, Problems problems) {
        ExtraInterfaces extra = ExtraInterfaces.read(instance, "garp_extra_if", defaults.extraInterfaces(), problems);
        long delayNs = defaults.delayNs().orElse(defaults.minimal() ? 0 : DELAY_NS);
        int repeat = atLeastOne(defaults.repeat(), defaults.minimal() ? 1 : REPEAT);
        OptionalLong refreshRepeat = first(instance.number("garp_master_refresh_repeat"), defaults.refreshRepeat());
        int lowerRepeat =
                count(first(instance.number("garp_lower_prio_repeat"), defaults.lowerPriorityRepeat()), repeat);
        return new GarpSettings(
                atLeastOne(instance.number("garp_master_repeat"), repeat),
                instance.nanos("garp_master_delay").orElse(delayNs),
                first(instance.nanos("garp_master_refresh"), defaults.refreshNs())
                        .orElse(0),
                refreshRepeat.isEmpty() && defaults.minimal() ? 0 : atLeastOne(refreshRepeat, 1),
                strict ? 0 : lowerRepeat,
                first(instance.nanos("garp_lower_prio_delay"), defaults.lowerPriorityDelayNs())
                        .orElse(delayNs),
                extra.periodNs(),
                extra.all());
    }

    private static int atLeastOne(OptionalLong configured, int fallback) {
        return Math.max(1, count(configured, fallback));
    }

    private static int count(OptionalLong configured, int fallback) {
        return (int) Math.min(Integer.MAX_VALUE, configured.orElse(fallback));
    }
}
