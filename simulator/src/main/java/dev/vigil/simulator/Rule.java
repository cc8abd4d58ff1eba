package dev.vigil.simulator;

/** What must hold in every simulation. */
public enum Rule {
    /** Neither the core nor the simulator throws. */
    NO_EXCEPTION("nothing throws"),
    /** The invariants that the daemon itself watches. */
    CORE_INVARIANT("the invariants of the core hold"),
    DEADLINE_AHEAD("no deadline is in the past after a turn"),
    ADDRESSES_OF_MASTER("the addresses are present exactly on a MASTER"),
    PRIORITY_OF_TRACKS("the priority is the configured one with what the tracked objects add, within 1..254"),
    FAULT_OF_TRACKS("FAULT lasts exactly as long as something demands it"),
    STARTED("a virtual router takes part from its start to its stop"),
    NO_EARLY_TAKEOVER("nobody takes over before its master was silent for long enough"),
    NO_LATE_TAKEOVER("a BACKUP takes over when its master was silent for long enough"),
    YIELDS_TO_STRONGER("a MASTER yields to a stronger one and to nobody else"),
    MASTER_IS_HEARD("a MASTER advertises once per interval"),
    MASTER_IS_NO_ECHO("a MASTER answers only so often"),
    ANSWERS("a MASTER answers who resigns and who is weaker, unless it must not"),
    ANNOUNCED("a MASTER announces its addresses when it must, as often as it must, and no others"),
    ORDER_OF_EFFECTS("effects come in their order, and only in the states that they belong to"),
    CAUSE_IS_TRUE("every change has a cause, and what the cause says is true"),
    SENT_AS_CONFIGURED("an advertisement says what is configured"),
    REFUSED_IS_REFUSED("a MASTER leaves because of refused addresses if it has none, and not before"),
    HOST_IS_KNOWN("what is taken for true of interfaces and source addresses is true, but for a moment"),
    LOSS_IS_TRUE("an address is missed only if something took it"),
    RIVALS_ARE_TOLD("who differs, or is master, too, is reported until it is silent, and nobody else is"),
    HOSTILE_IS_DROPPED("what must not be accepted is dropped"),
    BOUNDED("every queue is bounded"),
    UNHEARD_YIELDS("a MASTER whose advertisements do not leave yields once, and again only after it heard another"),
    HANDED_OVER(
            "a MASTER that is drained keeps its addresses until it hears another one, and serves on if it hears none"),
    STEERED("a virtual router does what an operator asked for, and nothing that nobody asked for"),
    ONE_MASTER("a settled group has at most one MASTER"),
    SOME_MASTER("a settled group with a sound member has a MASTER"),
    BEST_MASTER("no preempting member of a settled group is better than its MASTER"),
    CALM("in a settled group nothing changes"),
    GROUP_AGREES(
            "the members of a sync group are in one state, and in FAULT exactly as long as something keeps one of them"),
    GROUP_ORDERS("a sync group has its members do only what one of them is a reason for"),
    GROUP_IS_TOLD("what is reported of a sync group is the state of its members");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
