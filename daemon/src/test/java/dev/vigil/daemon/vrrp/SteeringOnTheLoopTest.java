package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.TAKEOVER_NS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.SteeringAnswer;
import dev.vigil.daemon.intent.Intent;
import dev.vigil.daemon.intent.IntentFile;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.steer.SteeringDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask for, from the request to the loop and to the file of intents. */
class SteeringOnTheLoopTest {
    private static final String A = instance("A", 1);
    private static final String B = instance("B", 2);
    private static final long PATIENCE_NS = 20_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private IntentStore intents;

    @SuppressWarnings("NullAway.Init")
    private SteeringDesk desk;

    @BeforeEach
    void open() {
        intents = store();
        desk = new SteeringDesk(intents, _ -> {});
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private IntentStore store() {
        IntentStore store = new IntentStore(IntentFile.of(directory.resolve("control.sock")), _ -> {});
        store.begin(System.currentTimeMillis());
        return store;
    }

    private LoopRig serve(LoopRig rig) {
        rig.told.desk = desk;
        desk.serve(rig.loop);
        return rig;
    }

    /** The answer, or why it is refused. */
    private static Object await(LoopRig rig, CompletableFuture<Object> answer) {
        turnUntil(rig, answer::isDone);
        return answer.join();
    }

    private static void turnUntil(LoopRig rig, BooleanSupplier condition) {
        long untilNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(untilNs);
            rig.turn();
            Thread.onSpinWait();
        }
    }

    private Object ask(LoopRig rig, String command, Map<String, String> arguments) {
        return await(rig, CompletableFuture.supplyAsync(() -> {
            try {
                return desk.steer(new Request(command, arguments, "user root"));
            } catch (RequestRefused refused) {
                return refused;
            }
        }));
    }

    private static SteeringStage stage(LoopRig rig, String name) {
        return rig.ask(view -> rig.instance(view, name).router().stage());
    }

    private Optional<Intent> intent(String name) {
        return intents.about(Intent.Subject.INSTANCE, name);
    }

    @Test
    void aMasterIsNotDrainedUnlessTheOperatorInsists() {
        LoopRig rig = serve(LoopRig.master(A));
        Object refused = ask(rig, "drain", Map.of("name", "A"));
        assertThat(refused).isInstanceOf(RequestRefused.class);
        assertThat(((RequestRefused) refused).code()).isEqualTo(RequestRefused.Code.NOT_NOW);
        assertThat(intents.all()).isEmpty();
        assertThat(stage(rig, "A")).isEqualTo(SteeringStage.NONE);
    }

    @Test
    void aDrainIsStoredAndTakenBackWhenNobodyTakesOver() {
        LoopRig rig = serve(LoopRig.master(A + B));
        Object answer = ask(rig, "drain", Map.of("name", "A", "force", "yes", "reason", "disk"));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SteeringAnswer.class,
                        begun -> assertThat(begun.instances())
                                .singleElement()
                                .satisfies(each -> assertThat(each.stage()).isEqualTo(SteeringStage.LEAVING)));
        assertThat(intent("A").orElseThrow().reason()).isEqualTo("disk");
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
        assertThat(stage(rig, "B")).isEqualTo(SteeringStage.NONE);

        rig.pass(TAKEOVER_NS);

        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        turnUntil(rig, () -> intents.all().isEmpty());
        assertThat(store().all()).isEmpty();
    }

    @Test
    void aDrainThatIsDoneIsKnownAsSuchToTheNextDaemon() {
        LoopRig rig = serve(LoopRig.master(A));
        Object _ = ask(rig, "drain", Map.of("all", "yes", "force", "yes"));
        assertThat(rig.hear(rig.config.instances().getFirst(), 50)).isTrue();
        rig.pass(LoopRig.SECOND_NS / 10);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        turnUntil(rig, () -> intent("A").orElseThrow().value().equals(OptionalLong.of(1)));

        LoopRig next = new LoopRig(A);
        next.loop.heed(new SteeringDesk(store(), _ -> {}).wishes());
        next.loop.open(next.nowNs);
        next.loop.begin(next.nowNs);
        next.pass(TAKEOVER_NS);
        assertThat(next.state("A")).isEqualTo(State.FAULT);
        assertThat(stage(next, "A")).isEqualTo(SteeringStage.OUT);
    }

    @Test
    void anUnfinishedDrainListensAfterARestartAndIsGivenUpIfNobodyIsHeard() {
        Object _ = ask(serve(LoopRig.master(A)), "drain", Map.of("all", "yes", "force", "yes"));
        LoopRig next = new LoopRig(A);
        next.loop.heed(desk.wishes());
        next.loop.open(next.nowNs);
        next.loop.begin(next.nowNs);
        serve(next);
        assertThat(stage(next, "A")).isEqualTo(SteeringStage.ASKED);
        next.pass(TAKEOVER_NS);
        assertThat(next.state("A")).isEqualTo(State.MASTER);
        turnUntil(next, () -> intents.all().isEmpty());
    }

    @Test
    void aSyncGroupMovesAsOneByTheNameOfAMemberOrItsOwn() {
        LoopRig rig = serve(LoopRig.serving(A + B + "vrrp_sync_group G {\n group {\nA\nB\n}\n}\n"));
        Object _ = ask(rig, "promote", Map.of("name", "B"));
        assertThat(List.of(rig.state("A"), rig.state("B"))).containsOnly(State.MASTER);
        assertThat(intents.all()).extracting(Intent::object).containsExactly("A", "B");
        Object _ = ask(rig, "resume", Map.of("name", "G"));
        assertThat(intents.all()).isEmpty();
        assertThat(List.of(stage(rig, "A"), stage(rig, "B"))).containsOnly(SteeringStage.NONE);
    }

    @Test
    void whatHasAnEndIsResumedThen() {
        LoopRig rig = serve(LoopRig.serving(A));
        Object _ = ask(rig, "promote", Map.of("name", "A", "for_ms", "1"));
        turnUntil(rig, () -> stage(rig, "A") == SteeringStage.NONE);
        assertThat(intents.all()).isEmpty();
    }

    @Test
    void whatIsNotAskedForProperlyIsRefused() {
        LoopRig rig = serve(LoopRig.serving(A));
        for (Map<String, String> wrong : List.of(
                Map.<String, String>of(),
                Map.of("name", "A", "all", "yes"),
                Map.of("name", "A", "force", "perhaps"),
                Map.of("name", "A", "for_ms", "-1"),
                Map.of("name", "A", "reason", "two\nlines"),
                Map.of("name", "nobody"))) {
            assertThat(ask(rig, "drain", wrong)).as("%s", wrong).isInstanceOf(RequestRefused.class);
        }
        assertThat(intents.all()).isEmpty();
    }
}
