package dev.vigil.daemon.steer;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringObjection;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.SteeringAnswer;
import dev.vigil.daemon.intent.Intent;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.vrrp.LoopInput;
import dev.vigil.daemon.vrrp.LoopPort;
import dev.vigil.daemon.vrrp.LoopView;
import dev.vigil.daemon.vrrp.Teller;
import dev.vigil.daemon.vrrp.Wishes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where operators ask for virtual routers to be drained, promoted and resumed. Everything happens on one thread, one after the
 * other, so that what is stored and what is done never differ for longer than that takes: an intent is stored before it is
 * done, and taken back before its end is done or, if it ends by itself, as soon as the loop reports that.
 */
public final class SteeringDesk implements Teller, AutoCloseable {
    /** How often it is looked whether the time of an intent is over. */
    private static final long LOOK_MS = 500;

    private static final long ANSWER_MS = 5_000;
    private static final long CLOSE_MS = 1_000;

    /** For what is still to be reported when a virtual router has done what it was asked for. */
    private static final long MARGIN_MS = 1_500;

    /** One virtual router as it stands. */
    private record Seen(
            String name, String group, Optional<SteeringObjection> objection, SteeringAnswer.Standing standing) {}

    private final IntentStore intents;
    private final StoredWishes wishes;
    private final EventLog log;
    private final Envelope envelope;
    private final ScheduledThreadPoolExecutor thread;

    /** Why an intent that ended by itself did so, by the instance. */
    private final Map<String, String> ended = new HashMap<>();

    private volatile @Nullable LoopPort loop;
    private boolean looking;

    public SteeringDesk(IntentStore intents, EventLog log) {
        this.intents = intents;
        this.log = log;
        wishes = new StoredWishes(intents);
        envelope = new Envelope("the steering of instances", log);
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("vigil-steering").daemon(true).factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** What is wanted of virtual routers that come into being. */
    public Wishes wishes() {
        return wishes;
    }

    /** The loop serves. */
    public void serve(LoopPort running) {
        loop = running;
        if (hasEnd()) {
            later(this::look);
        }
    }

    /** Until when an intent about an instance holds; empty for no end. */
    public OptionalLong untilEpochMs(String instance) {
        return wishes.about(instance).map(Intent::untilEpochMs).orElse(OptionalLong.empty());
    }

    // Requests, on a thread of the control socket

    /** Begins what is asked for, or refuses it. */
    public SteeringAnswer steer(Request request) throws RequestRefused {
        SteeringRequest asked = SteeringRequest.of(request, System.currentTimeMillis());
        return call(() -> begin(asked));
    }

    /** How far the instances have come of which something was asked. */
    public SteeringAnswer progress(Request request) throws RequestRefused {
        List<String> names = List.of(request.argument("names").orElse("").split("\n"));
        return call(() -> answer(names, ask(view -> seen(view, SteeringOrder.RESUME, names::contains))));
    }

    private SteeringAnswer call(Callable<SteeringAnswer> work) throws RequestRefused {
        try {
            return thread.submit(work).get(2 * ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RequestRefused refused) {
                throw refused;
            }
            throw new RequestRefused(RequestRefused.Code.INTERNAL, String.valueOf(failure.getCause()));
        } catch (TimeoutException late) {
            throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "the daemon is still busy with it");
        } catch (RejectedExecutionException stopped) {
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon stops");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon stops");
        }
    }

    // The thread

    private SteeringAnswer begin(SteeringRequest asked) throws RequestRefused {
        List<Seen> moved = moved(asked);
        List<String> names = moved.stream().map(Seen::name).toList();
        List<String> objections = moved.stream()
                .flatMap(each -> each.objection.stream())
                .filter(objection -> !(asked.forced() && objection.forcible()))
                .map(SteeringObjection::text)
                .toList();
        if (!objections.isEmpty()) {
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, String.join("; ", objections));
        }
        store(asked, names);
        names.forEach(ended::remove);
        order(names, asked.order(), asked.cause());
        if (hasEnd() && !looking) {
            look();
        }
        return answer(names, ask(view -> seen(view, asked.order(), names::contains)));
    }

    /** Those that do what is asked for: a sync group moves as one. */
    private List<Seen> moved(SteeringRequest asked) throws RequestRefused {
        List<Seen> all = ask(view -> seen(view, asked.order(), _ -> true));
        if (asked.name().isEmpty()) {
            return all;
        }
        String name = asked.name().get();
        Optional<Seen> found =
                all.stream().filter(each -> each.name.equals(name)).findFirst();
        String group = found.map(Seen::group).orElse(name);
        List<Seen> moved = found.isPresent() && group.isEmpty()
                ? List.of(found.get())
                : all.stream().filter(each -> each.group.equals(group)).toList();
        if (moved.isEmpty()) {
            throw new RequestRefused(
                    RequestRefused.Code.NOT_FOUND, "there is no instance and no sync group '" + name + "'");
        }
        return moved;
    }

    private void store(SteeringRequest asked, List<String> names) throws RequestRefused {
        try {
            if (asked.order() == SteeringOrder.RESUME) {
                intents.removeAll(Intent.Subject.INSTANCE, names, asked.who());
            } else {
                intents.putAll(names.stream().map(asked::intent).toList());
            }
        } catch (IOException failure) {
            throw new RequestRefused(
                    RequestRefused.Code.NOT_NOW, "it cannot be stored, so nothing is done: " + failure.getMessage());
        }
    }

    /** Has the loop do it, and waits until it has begun. */
    private void order(List<String> names, SteeringOrder order, Cause why) throws RequestRefused {
        LoopPort running = loop;
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (running == null || !running.submit(new LoopInput.Steer(names, order, why, done))) {
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the VRRP loop takes no orders now");
        }
        boolean _ = await(done);
    }

    private <T> T ask(Function<LoopView, T> question) throws RequestRefused {
        LoopPort running = loop;
        if (running == null) {
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon has not begun to serve");
        }
        return await(running.ask(question));
    }

    private static <T> T await(CompletableFuture<T> answer) throws RequestRefused {
        try {
            return answer.get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "the VRRP loop does not answer");
        } catch (ExecutionException failure) {
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, String.valueOf(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon stops");
        }
    }

    private SteeringAnswer answer(List<String> names, List<Seen> seen) {
        List<SteeringAnswer.Standing> standings = new ArrayList<>();
        for (Seen each : seen) {
            if (names.contains(each.name)) {
                standings.add(each.standing.ended(Optional.ofNullable(ended.get(each.name))));
            }
        }
        return new SteeringAnswer(standings);
    }

    private static List<Seen> seen(LoopView view, SteeringOrder order, Predicate<String> wanted) {
        List<Seen> seen = new ArrayList<>();
        for (LoopView.InstanceView each : view.instances()) {
            VirtualRouter router = each.router();
            String name = each.config().name();
            if (wanted.test(name)) {
                seen.add(new Seen(
                        name,
                        router.settings().group(),
                        SteeringObjection.to(order, router),
                        new SteeringAnswer.Standing(
                                name,
                                router.state(),
                                router.stage(),
                                router.takeoverMaxNs() / 1_000_000 + MARGIN_MS,
                                Optional.empty())));
            }
        }
        return seen;
    }

    // What the loop reports

    @Override
    public void steering(String instance, SteeringStage from, SteeringStage to, Cause why) {
        if (to == SteeringStage.OUT || to == SteeringStage.NONE) {
            later(() -> follow(instance, to, why));
        }
    }

    private void later(Runnable work) {
        try {
            thread.execute(() -> envelope.attempt(work));
        } catch (RejectedExecutionException stopped) {
            // The next run of the daemon finds what is stored, and does it again.
            return;
        }
    }

    private void follow(String instance, SteeringStage to, Cause why) {
        Optional<Intent> intent = wishes.about(instance);
        if (intent.isEmpty()) {
            return;
        }
        try {
            if (to == SteeringStage.NONE) {
                end(instance, why);
            } else if (intent.get().kind() == Intent.Kind.DRAIN && !StoredWishes.isDone(intent.get())) {
                intents.note(StoredWishes.done(intent.get()));
            }
        } catch (IOException | RequestRefused failure) {
            log.put(new DaemonEvent.OperationFailed(
                    "store what became of " + instance, String.valueOf(failure.getMessage())));
        }
    }

    /** It ended by itself, for all members of its sync group, unless something else was asked for since. */
    private void end(String instance, Cause why) throws IOException, RequestRefused {
        List<Seen> all = ask(view -> seen(view, SteeringOrder.RESUME, _ -> true));
        Optional<Seen> found =
                all.stream().filter(each -> each.name.equals(instance)).findFirst();
        if (found.isPresent() && found.get().standing.stage() != SteeringStage.NONE) {
            return;
        }
        String group = found.map(Seen::group).orElse("");
        List<String> names = all.stream()
                .filter(each -> !group.isEmpty() && each.group.equals(group))
                .map(Seen::name)
                .filter(name -> wishes.about(name).isPresent())
                .toList();
        List<String> over = names.isEmpty() ? List.of(instance) : names;
        intents.removeAll(Intent.Subject.INSTANCE, over, why.text());
        over.forEach(name -> ended.put(name, why.text()));
        if (over.size() > 1) {
            order(over, SteeringOrder.RESUME, why);
        }
    }

    // The end of their time

    private boolean hasEnd() {
        return intents.all().stream()
                .anyMatch(intent -> intent.kind().subject() == Intent.Subject.INSTANCE
                        && intent.untilEpochMs().isPresent());
    }

    private void look() {
        looking = false;
        boolean _ = envelope.attempt(this::expire);
        if (hasEnd() && !thread.isShutdown()) {
            looking = true;
            var _ = thread.schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void expire() {
        long nowEpochMs = System.currentTimeMillis();
        List<String> over = intents.expire(nowEpochMs).stream()
                .filter(intent -> intent.kind().subject() == Intent.Subject.INSTANCE)
                .map(Intent::object)
                .toList();
        if (over.isEmpty()) {
            return;
        }
        try {
            order(
                    over,
                    SteeringOrder.RESUME,
                    new Cause.Steered(SteeringOrder.RESUME, "the end of its time", "", nowEpochMs));
        } catch (RequestRefused failure) {
            log.put(new DaemonEvent.OperationFailed(
                    "end what was asked for " + String.join(", ", over), String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
