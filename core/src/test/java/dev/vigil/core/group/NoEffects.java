package dev.vigil.core.group;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;

/** Nothing happens. */
class NoEffects implements Effects {
    @Override
    public void sendAdvertisement(int priority) {}

    @Override
    public void addAddresses() {}

    @Override
    public void removeAddresses() {}

    @Override
    public void announceAddresses(int rounds) {}

    @Override
    public void reportTransition(Transition transition) {}

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {}

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {}
}
