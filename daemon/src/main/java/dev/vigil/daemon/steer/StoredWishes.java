package dev.vigil.daemon.steer;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.daemon.intent.Intent;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.vrrp.Wishes;
import java.util.Optional;
import java.util.OptionalLong;

/** The stored intents about instances, as the VRRP loop asks for them and as the desk keeps them. */
record StoredWishes(IntentStore intents) implements Wishes {
    /** The value of a drain that was done: it is not asked for again, whoever is master. */
    private static final OptionalLong DONE = OptionalLong.of(1);

    Optional<Intent> about(String instance) {
        return intents.about(Intent.Subject.INSTANCE, instance);
    }

    @Override
    public Optional<Wish> of(String instance) {
        return about(instance).map(intent -> {
            SteeringOrder order = intent.kind() == Intent.Kind.PROMOTE
                    ? SteeringOrder.PROMOTE
                    : intent.value().equals(DONE) ? SteeringOrder.STAY_OUT : SteeringOrder.DRAIN;
            return new Wish(order, new Cause.Steered(order, intent.who(), intent.reason(), intent.whenEpochMs()));
        });
    }

    static boolean isDone(Intent intent) {
        return intent.value().equals(DONE);
    }

    static Intent done(Intent intent) {
        return new Intent(
                intent.kind(),
                intent.object(),
                DONE,
                intent.who(),
                intent.whenEpochMs(),
                intent.reason(),
                intent.keep(),
                intent.untilEpochMs());
    }
}
