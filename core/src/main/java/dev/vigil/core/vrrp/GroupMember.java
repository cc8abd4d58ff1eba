package dev.vigil.core.vrrp;

import java.util.List;

/** A virtual router that does what its sync group decided. An order that does not fit its state changes nothing. */
record GroupMember(VirtualRouter router, long nowNs, Effects effects) {
    void carryOut(GroupOrder order, List<Cause> why) {
        switch (order) {
            case BEGIN, RECOVER -> {
                if (router.state == State.INIT || router.state == State.FAULT) {
                    router.takePartAsBackup(why, nowNs, effects);
                }
            }
            case OWN -> {
                if (router.state == State.INIT) {
                    router.becomeMaster(why, nowNs, effects);
                }
            }
            case FAULT -> fail(why);
            case DRAIN -> {
                if (router.stage().isDrain()) {
                    new SteeredRouter(router, nowNs, effects)
                            .leave(router.steering().cause());
                }
            }
            case SERVE -> {
                if (router.stage().isLeaving()) {
                    new SteeredRouter(router, nowNs, effects).serveAgain(why.getFirst());
                }
            }
            case LEAD -> {
                if (router.state == State.BACKUP) {
                    router.becomeMaster(why, nowNs, effects);
                }
            }
            case FOLLOW -> giveUp(why);
            case RESIGN -> {
                if (router.state == State.MASTER) {
                    router.sayFarewell(effects);
                }
                giveUp(why);
            }
            case ANNOUNCE -> {
                if (router.state == State.MASTER && !router.stage().isLeaving()) {
                    router.master.schedule.contest(router.terms.settings.announcements(), nowNs, effects);
                }
            }
        }
    }

    private void fail(List<Cause> why) {
        if (router.state == State.FAULT) {
            router.why = why;
            return;
        }
        State from = router.state;
        router.resign(effects);
        router.state = State.FAULT;
        router.endRoles();
        // What has not been looked at yet keeps it there like a fault of its own.
        router.wish = router.isInformed() ? why : null;
        router.enter(from, why, nowNs, effects);
    }

    private void giveUp(List<Cause> why) {
        if (router.state == State.MASTER) {
            router.becomeBackup(why, router.terms.masterDownNs(), nowNs, effects);
        }
    }
}
