package dev.vigil.linux;

import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.FilterStep;
import java.util.List;
import java.util.Optional;

/**
 * Asks the kernel to change nftables, in the network namespace of the thread that opened it. Tables are owned by this socket
 * where the kernel knows that (Linux 5.12): nobody else can change or flush them, and they go when it is closed, however the
 * process ends. One thread at a time.
 */
public final class FilterNetlink extends FilterSocket {
    /** Why nothing of a change was done. */
    public record Refused(int errno, String text) {}

    private boolean owning = true;

    private FilterNetlink(int fd) {
        super(fd);
    }

    public static FilterNetlink open() {
        return new FilterNetlink(openFilter());
    }

    /** Does all of it, or nothing. */
    public Optional<Refused> commit(FilterSettings settings, List<FilterStep> steps) {
        Optional<Refused> refused = tryCommit(settings, steps);
        boolean unknown = refused.isPresent()
                && (refused.get().errno() == Errno.EOPNOTSUPP || refused.get().errno() == Errno.EINVAL);
        if (!owning || !unknown) {
            return refused;
        }
        owning = false;
        return tryCommit(settings, steps);
    }

    private Optional<Refused> tryCommit(FilterSettings settings, List<FilterStep> steps) {
        return transact(FilterMessages.of(settings, owning, steps), "table " + settings.table());
    }
}
