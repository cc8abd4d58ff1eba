package dev.vigil.core.group;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import java.util.List;

/** What one member of a sync group does next, and why. */
public record GroupStep(int member, GroupOrder order, List<Cause> why) {
    public GroupStep {
        why = List.copyOf(why);
    }
}
