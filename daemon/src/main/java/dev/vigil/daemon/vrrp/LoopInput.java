package dev.vigil.daemon.vrrp;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.daemon.reload.Proposal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What other threads hand to the VRRP loop. */
public sealed interface LoopInput {
    /** What waits for its turn in a queue of bounded length. */
    sealed interface Queued extends LoopInput {}

    /** Something tracked was looked at. Of one object the last look counts alone, so it needs no queue. */
    sealed interface Sight extends LoopInput {
        Track.Id id();
    }

    /** A script was run and its verdict is known. */
    record ScriptSeen(String script, Condition condition, String detail) implements Sight {
        @Override
        public Track.Id id() {
            return new Track.Id(Track.Kind.SCRIPT, script);
        }
    }

    /** A tracked file holds this. */
    record FileSeen(String file, int value, String detail) implements Sight {
        @Override
        public Track.Id id() {
            return new Track.Id(Track.Kind.FILE, file);
        }
    }

    /** Tracked processes are as many as they shall be, or not. */
    record ProcessSeen(String process, Condition condition, String detail) implements Sight {
        @Override
        public Track.Id id() {
            return new Track.Id(Track.Kind.PROCESS, process);
        }
    }

    /** A BFD session is up, or not. */
    record BfdSeen(String session, Condition condition, String detail) implements Sight {
        @Override
        public Track.Id id() {
            return new Track.Id(Track.Kind.BFD, session);
        }
    }

    /** Whether polled links have a carrier, by their names; of a link that is not named only the kernel knows. */
    record LinksPolled(Map<String, Boolean> carriers) implements Queued {}

    /** A new configuration, already checked, which the loop puts in force as a whole or not at all. */
    record Reconfigure(Proposal proposal) implements Queued {}

    /** What an operator asked for, of these instances at once; answered when it has begun. */
    record Steer(List<String> instances, SteeringOrder order, Cause why, CompletableFuture<Boolean> begun)
            implements Queued {
        public Steer {
            instances = List.copyOf(instances);
        }
    }

    /** A question about the state, answered by the loop itself so that the answer is of one moment. */
    record Query<T>(Function<LoopView, T> question, CompletableFuture<T> answer) implements Queued {}

    /**
     * The loop ends; it waits behind nothing.
     *
     * @param inPlace false if every MASTER resigns and removes its addresses; true if it goes without a word and they stay
     */
    record Stop(boolean inPlace) implements LoopInput {}
}
