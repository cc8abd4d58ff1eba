package dev.vigil.daemon.steer;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.intent.Intent;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an operator asks for.
 *
 * @param name an instance or a sync group; empty for all instances
 * @param forced whether it is tried although nothing is known of a node that could take over
 * @param forMs how long it holds; empty for no end
 */
record SteeringRequest(
        SteeringOrder order,
        Optional<String> name,
        boolean forced,
        OptionalLong forMs,
        String who,
        String reason,
        long askedEpochMs) {
    private static final int REASON_MAX = 500;
    private static final long FOR_MAX_MS = 365L * 24 * 3600 * 1000;

    static SteeringRequest of(Request request, long nowEpochMs) throws RequestRefused {
        SteeringOrder order = switch (request.command()) {
            case "drain" -> SteeringOrder.DRAIN;
            case "promote" -> SteeringOrder.PROMOTE;
            default -> SteeringOrder.RESUME;
        };
        Optional<String> name = request.argument("name");
        if (name.isPresent() == isYes("all", request)) {
            throw bad("either a name or all is needed");
        }
        String reason = request.argument("reason").orElse("");
        if (reason.length() > REASON_MAX || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw bad("a reason is one line of at most " + REASON_MAX + " characters");
        }
        return new SteeringRequest(
                order, name, isYes("force", request), duration(request), request.peer(), reason, nowEpochMs);
    }

    private static boolean isYes(String name, Request request) throws RequestRefused {
        return switch (request.argument(name).orElse("no")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw bad(name + " is yes or no");
        };
    }

    private static OptionalLong duration(Request request) throws RequestRefused {
        Optional<String> text = request.argument("for_ms");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[1-9][0-9]{0,11}") || Long.parseLong(text.get()) > FOR_MAX_MS) {
            throw bad("for_ms is a number of milliseconds, at most a year");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static RequestRefused bad(String message) {
        return new RequestRefused(RequestRefused.Code.BAD_ARGUMENT, message);
    }

    Cause cause() {
        return new Cause.Steered(order, who, reason, askedEpochMs);
    }

    /** As it is stored for one instance; a resumption is none. */
    Intent intent(String instance) {
        Intent.Kind kind = order == SteeringOrder.PROMOTE ? Intent.Kind.PROMOTE : Intent.Kind.DRAIN;
        OptionalLong untilEpochMs =
                forMs.isPresent() ? OptionalLong.of(askedEpochMs + forMs.getAsLong()) : OptionalLong.empty();
        return new Intent(kind, instance, OptionalLong.empty(), who, askedEpochMs, reason, true, untilEpochMs);
    }
}
