package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a BACKUP knew of its master when it would have taken over, if it were alone. A member of a sync group waits with that
 * knowledge until the others would, too.
 */
final class Wish {
    private boolean made;
    private boolean ordered;
    private @Nullable IpAddress source;
    private int priority;
    private int ownPriority;

    void make(@Nullable IpAddress lastHeard, int itsPriority, int ours) {
        made = true;
        ordered = false;
        source = lastHeard;
        priority = itsPriority;
        ownPriority = ours;
    }

    /** An operator has it be MASTER. */
    void order() {
        made = true;
        ordered = true;
    }

    void drop() {
        made = false;
        ordered = false;
    }

    boolean isMade() {
        return made;
    }

    /** Whether the reason of a takeover is what was known then. */
    boolean explains(List<Cause> why) {
        return switch (first(why)) {
            case Cause.NoMasterHeard _ -> source == null;
            case Cause.MasterSilent silent -> silent.master().equals(source) && silent.priority() == priority;
            case Cause.MasterResigned resigned -> resigned.master().equals(source) && priority == 0;
            case Cause.MasterLower lower -> lower.master().equals(source) && priority < ownPriority;
            case Cause.Steered _ -> ordered;
            default -> false;
        };
    }

    /** The reason of its own behind that of its group. */
    private static Cause first(List<Cause> why) {
        boolean synced = why.getFirst() instanceof Cause.GroupSynced && why.size() > 1;
        return why.get(synced ? 1 : 0);
    }
}
