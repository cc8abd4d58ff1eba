package dev.vigil.daemon.vrrp;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import java.util.Optional;

/** What operators want of virtual routers, asked for when one comes into being. */
@FunctionalInterface
public interface Wishes {
    /** Nobody wants anything. */
    Wishes NONE = _ -> Optional.empty();

    /** What is wanted of one. */
    record Wish(SteeringOrder order, Cause why) {}

    Optional<Wish> of(String instance);
}
