package dev.vigil.daemon.reload;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.vrrp.Cause;
import java.util.List;
import java.util.stream.Collectors;

/** What a reload does with one virtual router. */
public sealed interface Step {
    /** The name of the instance, the new one where it changes. */
    String name();

    /** What it costs if this node is MASTER. */
    Cost cost();

    /** It goes on as it is; only the place in the file may be another one. */
    record Keep(VrrpInstance old, VrrpInstance next) implements Step {
        @Override
        public String name() {
            return next.name();
        }

        @Override
        public Cost cost() {
            return Cost.NONE;
        }
    }

    /** It goes on with its state and its timers, with other values. */
    record Change(VrrpInstance old, VrrpInstance next, List<ValueChange> changes) implements Step {
        public Change {
            changes = List.copyOf(changes);
        }

        @Override
        public String name() {
            return next.name();
        }

        @Override
        public Cost cost() {
            return Cost.inPlace(changes, next);
        }
    }

    /** It ends, and another virtual router begins in its place. */
    record Replace(VrrpInstance old, VrrpInstance next, List<ValueChange> changes, Cost cost) implements Step {
        public Replace {
            changes = List.copyOf(changes);
        }

        @Override
        public String name() {
            return next.name();
        }

        /** Why the old one ends and the new one begins. */
        public Cause cause() {
            return new Cause.Reloaded(changes.stream().map(ValueChange::past).collect(Collectors.joining(", ")));
        }
    }

    record Add(VrrpInstance next) implements Step {
        @Override
        public String name() {
            return next.name();
        }

        @Override
        public Cost cost() {
            return Cost.coming(next);
        }

        /** Why it begins. */
        public Cause cause() {
            return new Cause.Reloaded("the instance was added");
        }
    }

    record Remove(VrrpInstance old) implements Step {
        @Override
        public String name() {
            return old.name();
        }

        @Override
        public Cost cost() {
            return Cost.GONE;
        }

        /** Why it ends. */
        public Cause cause() {
            return new Cause.Removed();
        }
    }
}
