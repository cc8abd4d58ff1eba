package dev.vigil.daemon;

import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.balance.Balance;
import dev.vigil.daemon.balance.Steerings;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.RequestRefused.Code;
import dev.vigil.daemon.control.ServerAnswer;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.intent.Intent;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.linux.MonotonicClock;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The requests {@code server_show} and {@code server} of the control socket. Both name a {@code service} and a
 * {@code server}; the second one steers it by {@code action}: {@code drain}, {@code weight} with a {@code weight},
 * {@code disable}, {@code enable}; {@code keep} and {@code force} are yes or no, {@code reason} is any text.
 */
final class ServerCommand {
    private static final int REASON_MAX = 500;
    private static final int WEIGHT_MAX = 65_535;

    private final Balance balance;
    private final IntentStore intents;
    private final LongSupplier epochMs;

    /** Waits for an answer of another thread. */
    interface Await {
        <T> T get(CompletableFuture<T> answer) throws RequestRefused;
    }

    private final Await await;

    ServerCommand(Balance balance, IntentStore intents, LongSupplier epochMs, Await await) {
        this.balance = balance;
        this.intents = intents;
        this.epochMs = epochMs;
        this.await = await;
    }

    /** What is to be seen of a server. */
    ServerAnswer show(Request request) throws RequestRefused {
        return answer(place(request));
    }

    /** Steers a server: what is wanted is stored first, then done. */
    ServerAnswer steer(Request request) throws RequestRefused {
        ServiceReport.Place place = place(request);
        String action = request.argument("action").orElse("");
        try {
            if (action.equals("enable")) {
                Optional<Intent> _ = intents.remove(Intent.Subject.SERVER, place.object(), request.peer());
            } else {
                Intent intent = intent(action, place, request);
                if (!isYes("force", request)) {
                    refuseToLoseQuorum(place, Steerings.of(intent).orElseThrow());
                }
                intents.put(intent);
            }
        } catch (IOException failure) {
            throw new RequestRefused(Code.NOT_NOW, "nothing is done, as it cannot be stored: " + failure.getMessage());
        }
        boolean _ = await.get(balance.steer());
        return answer(place(request));
    }

    private void refuseToLoseQuorum(ServiceReport.Place place, Steering wanted) throws RequestRefused {
        ServerName name = new ServerName(place.service().name(), place.server().name());
        if (await.get(balance.wouldLoseQuorum(name, wanted))) {
            ServiceView.Quorum quorum = place.service().quorum();
            throw new RequestRefused(
                    Code.UNSAFE,
                    place.service().name() + " would lose its quorum by it: its servers weigh " + quorum.sum()
                            + " now and need " + quorum.needed(true));
        }
    }

    private Intent intent(String action, ServiceReport.Place place, Request request) throws RequestRefused {
        String reason = request.argument("reason").orElse("");
        if (reason.length() > REASON_MAX) {
            throw new RequestRefused(Code.BAD_ARGUMENT, "the reason is longer than " + REASON_MAX + " characters");
        }
        Intent.Kind kind = switch (action) {
            case "drain" -> Intent.Kind.SERVER_DRAIN;
            case "weight" -> Intent.Kind.SERVER_WEIGHT;
            case "disable" -> Intent.Kind.SERVER_DISABLE;
            default -> throw new RequestRefused(Code.BAD_ARGUMENT, "action is drain, weight, disable or enable");
        };
        OptionalLong value =
                kind == Intent.Kind.SERVER_WEIGHT ? OptionalLong.of(weight(request)) : OptionalLong.empty();
        return new Intent(
                kind,
                place.object(),
                value,
                request.peer(),
                epochMs.getAsLong(),
                reason,
                isYes("keep", request),
                OptionalLong.empty());
    }

    private static long weight(Request request) throws RequestRefused {
        String text = request.argument("weight").orElse("");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > WEIGHT_MAX) {
            throw new RequestRefused(Code.BAD_ARGUMENT, "a weight is a number from 0 to " + WEIGHT_MAX);
        }
        return Integer.parseInt(text);
    }

    private static boolean isYes(String name, Request request) throws RequestRefused {
        return switch (request.argument(name).orElse("no")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new RequestRefused(Code.BAD_ARGUMENT, name + " is yes or no");
        };
    }

    private ServiceReport.Place place(Request request) throws RequestRefused {
        ServiceReport report = await.get(balance.report());
        String asked = request.argument("service").orElse("");
        String server = request.argument("server").orElse("");
        ServiceView service = only(
                report.named(asked),
                "virtual server",
                asked,
                report.services().stream().map(ServiceView::name).toList());
        return only(
                ServiceReport.servers(service, server),
                "real server of " + service.name(),
                server,
                service.servers().stream().map(ServiceView.Server::name).toList());
    }

    private static <T> T only(List<T> found, String what, String asked, List<String> known) throws RequestRefused {
        if (found.size() == 1) {
            return found.getFirst();
        }
        String several = found.isEmpty() ? "there is no " : "there are several that may be meant of the ";
        String some = known.isEmpty() ? "none is configured" : "there are " + String.join(", ", known);
        throw new RequestRefused(
                found.isEmpty() ? Code.NOT_FOUND : Code.BAD_ARGUMENT, several + what + " '" + asked + "'; " + some);
    }

    private ServerAnswer answer(ServiceReport.Place place) throws RequestRefused {
        ServerName name = new ServerName(place.service().name(), place.server().name());
        Supplier<Optional<Connections>> count = await.get(balance.connections(name));
        return new ServerAnswer(
                epochMs.getAsLong(),
                MonotonicClock.nowNs(),
                place.service().with(List.of(place.server())),
                intents.about(Intent.Subject.SERVER, place.object()),
                count.get());
    }
}
