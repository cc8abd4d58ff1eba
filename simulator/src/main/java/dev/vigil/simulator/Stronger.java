package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import org.jspecify.annotations.Nullable;

/** The master that a MASTER gave way to, as it was heard. */
record Stronger(@Nullable IpAddress source, int priority) {
    /** Whether the reason for giving way is true. */
    boolean explains(Cause cause, Member member) {
        int ours = member.referee().standing().priority();
        return switch (cause) {
            case Cause.MasterHigher higher -> higher.priority() == priority && priority > ours;
            case Cause.MasterEqual equal ->
                equal.master().equals(source)
                        && priority == ours
                        && equal.master().compareTo(member.source()) > 0;
            case Cause.OwnerUnyielding owner ->
                owner.master().equals(source)
                        && priority == ours
                        && member.plan().settings().isOwner();
            default -> false;
        };
    }
}
