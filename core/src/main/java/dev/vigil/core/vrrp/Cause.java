package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Track;

/** Why something happened. A transition carries a chain of these, the nearest first. */
public sealed interface Cause {
    /** One sentence fragment for people, without a full stop. */
    String text();

    record Started() implements Cause {
        @Override
        public String text() {
            return "the daemon started";
        }
    }

    record Stopped() implements Cause {
        @Override
        public String text() {
            return "the daemon stops";
        }
    }

    record Removed() implements Cause {
        @Override
        public String text() {
            return "the instance was removed from the configuration";
        }
    }

    /**
     * A reload, where it is the reason by itself.
     *
     * @param detail what it changed, {@code virtual_router_id 51 became 52}; empty where that says nothing more
     */
    record Reloaded(String detail) implements Cause {
        public Reloaded() {
            this("");
        }

        @Override
        public String text() {
            return "the configuration was reloaded" + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    record AddressOwner() implements Cause {
        @Override
        public String text() {
            return "priority 255 makes this node the address owner";
        }
    }

    record InitialState() implements Cause {
        @Override
        public String text() {
            return "everything that is tracked was looked at";
        }
    }

    /** No master was ever heard. */
    record NoMasterHeard(long waitedNs) implements Cause {
        @Override
        public String text() {
            return "no master was heard for " + seconds(waitedNs);
        }
    }

    record MasterSilent(IpAddress master, int priority, long silentNs) implements Cause {
        @Override
        public String text() {
            return "no advertisement from " + master + " (priority " + priority + ") for " + seconds(silentNs);
        }
    }

    /** @param agoNs since it said so, in which nobody was known to have the addresses */
    record MasterResigned(IpAddress master, long agoNs) implements Cause {
        @Override
        public String text() {
            return master + " resigned with priority 0";
        }
    }

    record MasterLower(IpAddress master, int priority, int ourPriority) implements Cause {
        @Override
        public String text() {
            return master + " advertises priority " + priority + ", lower than ours of " + ourPriority;
        }
    }

    record MasterHigher(IpAddress master, int priority, int ourPriority) implements Cause {
        @Override
        public String text() {
            return master + " advertises priority " + priority + ", higher than ours of " + ourPriority;
        }
    }

    record MasterEqual(IpAddress master, int priority, IpAddress ourAddress) implements Cause {
        @Override
        public String text() {
            return master + " advertises our priority " + priority + " and its address is higher than ours of "
                    + ourAddress;
        }
    }

    /** Another address owner that should have yielded to our higher address. */
    record OwnerUnyielding(IpAddress master, IpAddress ourAddress) implements Cause {
        @Override
        public String text() {
            return master + " is an address owner, too, and does not yield to our higher address " + ourAddress;
        }
    }

    /** Why a MASTER with this priority and address gives way to another one. */
    static Cause ofYielding(IpAddress master, int priority, int ourPriority, IpAddress ourAddress) {
        if (priority > ourPriority) {
            return new MasterHigher(master, priority, ourPriority);
        }
        return master.compareTo(ourAddress) > 0
                ? new MasterEqual(master, priority, ourAddress)
                : new OwnerUnyielding(master, ourAddress);
    }

    record PriorityChanged(int from, int to) implements Cause {
        @Override
        public String text() {
            return "our priority changed from " + from + " to " + to;
        }
    }

    record Tracked(Track track) implements Cause {
        @Override
        public String text() {
            String condition = switch (track.condition()) {
                case UNKNOWN -> "not known yet";
                case UP -> track.kind() == Track.Kind.FILE ? Integer.toString(track.value()) : "up";
                case DOWN -> "down";
            };
            String detail = track.detail().isEmpty() ? "" : ": " + track.detail();
            return track.kind().word() + " " + track.name() + " is " + condition + detail;
        }
    }

    /** Another member of the sync group led it there. */
    record GroupSynced(String group, String leader, State state) implements Cause {
        @Override
        public String text() {
            return "sync group " + group + " follows " + leader + " to " + state;
        }
    }

    /** Something else keeps removing an address that this node owns. */
    record AddressContested(IpAddress address, int times) implements Cause {
        @Override
        public String text() {
            return address + " was removed " + times + " times by something else";
        }
    }

    /** The kernel refused to do what becoming or being MASTER takes. */
    record KernelRefused(String operation) implements Cause {
        @Override
        public String text() {
            return operation;
        }
    }

    /**
     * An operator asked for it.
     *
     * @param by who, as {@code user root}
     * @param reason in the words of the operator; may be empty
     * @param askedEpochMs when, which tells one wish from another
     */
    record Steered(SteeringOrder order, String by, String reason, long askedEpochMs) implements Cause {
        @Override
        public String text() {
            String done = switch (order) {
                case DRAIN, STAY_OUT -> "drained by ";
                case PROMOTE -> "promoted by ";
                case RESUME -> "resumed by ";
            };
            return done + by + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** A MASTER that was to be drained has heard of no other one. */
    record NoSuccessor(long waitedNs) implements Cause {
        @Override
        public String text() {
            return "no other master was heard within " + seconds(waitedNs) + ", so it is not drained";
        }
    }

    /** Another member of its sync group has no successor. */
    record Unsucceeded(String member) implements Cause {
        @Override
        public String text() {
            return member + " of its sync group has no successor, so it is not drained";
        }
    }

    /** The node that took over from a MASTER that was to be drained has given that up. */
    record SuccessorResigned() implements Cause {
        @Override
        public String text() {
            return "its successor resigned, so it is not drained";
        }
    }

    /** A broken invariant: a defect of this program. */
    record Defect(String invariant) implements Cause {
        @Override
        public String text() {
            return "a defect of this program: " + invariant;
        }
    }

    /** A cause of which only its words are known, from a recording. */
    record Recorded(String text) implements Cause {}

    /** This MASTER was late, and another node has replaced it by now. */
    record TimerLate(long lateNs) implements Cause {
        @Override
        public String text() {
            return "its own advertisement was " + seconds(lateNs) + " late, so that another node may be master";
        }
    }

    record HoldElapsed() implements Cause {
        @Override
        public String text() {
            return "the time to wait after a refusal is over";
        }
    }

    private static String seconds(long ns) {
        long ms = ns / 1_000_000;
        String fraction = Long.toString(1000 + ms % 1000).substring(1);
        return ms / 1000 + "." + fraction + " s";
    }
}
