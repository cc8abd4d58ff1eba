package dev.vigil.daemon.link;

import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.ReportingLink;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What virtual links report of the groups that they are in leaves by their bases. Without virtual links nothing is done. */
final class Reports {
    private final Leading leading;
    private final EventLog log;
    private Set<ReportingLink> asked = Set.of();
    private FilterSettings askedOf = FilterSettings.DEFAULT;

    Reports(Leading leading, EventLog log) {
        this.leading = leading;
        this.log = log;
    }

    /** Who asks the kernel. */
    @FunctionalInterface
    public interface Leading {
        /**
         * Leads what these interfaces report of their groups to their bases, and of no others.
         *
         * @return the kernel's refusal; null if there is none
         */
        @Nullable
        String report(FilterSettings settings, Set<ReportingLink> links);
    }

    /** Asks for what has changed. A refusal is reported, and asked for again with the next change. */
    void follow(FilterSettings settings, Set<ReportingLink> wanted) {
        boolean same = settings.equals(askedOf);
        if (wanted.equals(asked) && (wanted.isEmpty() || same)) {
            return;
        }
        String refusal = asked.isEmpty() || same ? null : leading.report(askedOf, Set.of());
        if (refusal == null) {
            refusal = leading.report(settings, wanted);
        }
        asked = wanted;
        askedOf = settings;
        if (refusal != null) {
            log.put(new DaemonEvent.OperationFailed("lead the reports of virtual interfaces to their bases", refusal));
        }
    }
}
