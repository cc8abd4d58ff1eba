package dev.vigil.daemon.reload;

/** What the loop has answered to a proposal, for tests of the loop. */
public final class Answered {
    private Answered() {}

    /** The answer to a proposal that the loop has dealt with; its withdrawal if it has not taken it. */
    public static Proposal.Answer of(Proposal proposal) {
        try {
            return proposal.await(0);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Takes a proposal back. */
    public static boolean withdraw(Proposal proposal) {
        return proposal.withdraw();
    }
}
