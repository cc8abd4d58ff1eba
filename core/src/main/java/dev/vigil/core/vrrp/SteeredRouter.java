package dev.vigil.core.vrrp;

import java.util.List;

/**
 * A virtual router that does what an operator asked for. A MASTER that is drained resigns, so that a backup of whatever make
 * takes over within its skew time, and keeps its addresses until it hears that one; if it hears nobody, it serves on. So
 * there is no time without a holder, and none that is longer than {@link Steering#OVERLAP_NS} with two.
 */
record SteeredRouter(VirtualRouter router, long nowNs, Effects effects) {
    private Steering steering() {
        return router.steering();
    }

    void carryOut(SteeringOrder order, Cause why) {
        switch (order) {
            case DRAIN -> drain(why);
            case STAY_OUT -> stayOut(why);
            case PROMOTE -> promote(why);
            case RESUME -> resume(why);
        }
    }

    private void drain(Cause why) {
        if (steering().stage.isDrain()) {
            steering().why = why;
            return;
        }
        switch (router.state) {
            case INIT -> become(SteeringStage.ASKED, why);
            case FAULT -> leave(why);
            case BACKUP -> {
                become(SteeringStage.ASKED, why);
                leaveIfFollowing();
            }
            case MASTER -> {
                router.sayFarewell(effects);
                become(SteeringStage.LEAVING, why);
                steering().boundNs = nowNs + router.takeoverMaxNs();
                router.master.leave(steering().boundNs);
            }
        }
    }

    private void stayOut(Cause why) {
        if (router.state == State.MASTER) {
            drain(why);
        } else {
            leave(why);
        }
    }

    private void promote(Cause why) {
        boolean leaving = steering().stage.isLeaving();
        become(SteeringStage.PROMOTED, why);
        switch (router.state) {
            case INIT -> {}
            case FAULT -> router.settle(List.of(why), nowNs, effects);
            case BACKUP -> takeOver(why);
            case MASTER -> {
                if (leaving) {
                    router.master.serveAgain(nowNs, effects);
                }
            }
        }
    }

    /** A master that would not yield is left alone; there would be two. */
    private void takeOver(Cause why) {
        boolean yields = router.master().isEmpty() || router.backup.heard.priority() < router.effectivePriority();
        if (!yields) {
            return;
        }
        if (router.settings().isGrouped()) {
            router.wish = List.of(why);
            router.backup.begin(router.masterDownNs(), nowNs);
        } else {
            router.becomeMaster(List.of(why), nowNs, effects);
        }
    }

    private void resume(Cause why) {
        SteeringStage stage = steering().stage;
        if (stage.isLeaving()) {
            serveAgain(why);
        } else if (stage != SteeringStage.NONE) {
            become(SteeringStage.NONE, why);
            if (stage == SteeringStage.OUT) {
                router.settle(List.of(why), nowNs, effects);
            }
        }
    }

    // On the way out

    /** The others may be quicker with another configuration. */
    void reconfigure() {
        steering().boundNs = Math.min(steering().boundNs, nowNs + router.takeoverMaxNs());
        router.master.leave(Math.min(router.master.deadlineNs(), steering().boundNs));
    }

    /** Something was heard by a MASTER that leaves. */
    void hear(int priority) {
        if (priority > 0 && steering().stage == SteeringStage.LEAVING) {
            steering().stage = SteeringStage.SUCCEEDED;
            router.master.leave(Math.min(steering().boundNs, nowNs + Steering.OVERLAP_NS));
        } else if (priority == 0 && steering().stage.isSucceeded()) {
            serveAgain(new Cause.SuccessorResigned());
        }
    }

    /** A MASTER that leaves has waited for as long as it has to. */
    void serve() {
        if (steering().stage != SteeringStage.SUCCEEDED) {
            serveAgain(new Cause.NoSuccessor(router.takeoverMaxNs()));
        } else if (!router.settings().isGrouped()) {
            leave(steering().cause());
        } else {
            steering().stage = SteeringStage.READY;
            steering().boundNs = Math.max(steering().boundNs, nowNs + Steering.OVERLAP_NS);
            router.master.leave(steering().boundNs);
        }
    }

    /** It is drained after all: nobody, or nobody else, would hold its addresses. */
    void serveAgain(Cause why) {
        become(SteeringStage.NONE, why);
        router.master.serveAgain(nowNs, effects);
    }

    /** A BACKUP that is to be out hears a master. */
    void leaveIfFollowing() {
        if (router.isReadyToLeave() && !router.settings().isGrouped()) {
            leave(steering().cause());
        }
    }

    void leave(Cause why) {
        become(SteeringStage.OUT, why);
        router.settle(List.of(why), nowNs, effects);
    }

    /** A BACKUP has found that there is no master: it is needed. */
    void stayForWantOfMaster(Cause why) {
        if (steering().stage == SteeringStage.ASKED) {
            become(SteeringStage.NONE, why);
        }
    }

    /** It came from one state into another: what it is asked may be over by that, or not be possible any more. */
    void follow(State from) {
        State to = router.state;
        SteeringStage stage = steering().stage;
        boolean lost = from == State.MASTER || (from == State.BACKUP && to == State.FAULT);
        if (stage == SteeringStage.PROMOTED && lost) {
            become(SteeringStage.NONE, router.why.getFirst());
        } else if (stage.isLeaving()) {
            boolean out = stage.isSucceeded() && to == State.FAULT;
            become(out ? SteeringStage.OUT : SteeringStage.ASKED, steering().cause());
        }
    }

    private void become(SteeringStage next, Cause why) {
        Steering steering = steering();
        SteeringStage before = steering.stage;
        steering.stage = next;
        steering.why = next == SteeringStage.NONE ? null : why;
        steering.boundNs = VirtualRouter.NEVER;
        boolean repriced = (before == SteeringStage.PROMOTED) != (next == SteeringStage.PROMOTED);
        if (repriced) {
            router.changePriority(List.of(why), effects);
        }
        effects.reportSteering(before, next, why);
    }
}
