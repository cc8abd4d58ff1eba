package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.reload.Answered;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What other threads leave for the loop. */
class LoopInputsTest {
    private final List<String> wakes = new ArrayList<>();
    private final LoopInputs inputs = new LoopInputs(() -> wakes.add("wake"));
    private final Config config = read("");

    private static LoopInput.Query<String> query() {
        return new LoopInput.Query<>(view -> "", new CompletableFuture<>());
    }

    private Proposal proposal() {
        return new Proposal(config, config, ReloadMode.USUAL);
    }

    @Test
    void inputsAreTakenInTheirOrderAndEachWakesTheLoop() {
        LoopInput.Query<String> first = query();
        LoopInput.Query<String> second = query();
        assertThat(inputs.submit(first)).isTrue();
        assertThat(inputs.submit(second)).isTrue();
        assertThat(wakes).hasSize(2);
        List<LoopInput> taken = new ArrayList<>();
        inputs.takeEach(taken::add);
        assertThat(taken).containsExactly(first, second);
        inputs.takeEach(taken::add);
        assertThat(taken).hasSize(2);
    }

    @Test
    void whatComesWhileInputsAreTakenCannotHoldTheLoopForEver() {
        List<LoopInput> taken = new ArrayList<>();
        assertThat(inputs.submit(query())).isTrue();
        inputs.takeEach(input -> {
            taken.add(input);
            assertThat(inputs.submit(query())).isTrue();
        });
        assertThat(taken).hasSize(LoopInputs.QUEUED_MAX);
    }

    @Test
    void nothingIsTakenOnceTheLoopIsAskedToEnd() {
        assertThat(inputs.submit(query())).isTrue();
        assertThat(inputs.submit(query())).isTrue();
        List<LoopInput> taken = new ArrayList<>();
        inputs.takeEach(input -> {
            taken.add(input);
            inputs.stop(new LoopInput.Stop(true));
        });
        assertThat(taken).hasSize(1);
        assertThat(inputs.stopAsked()).isEqualTo(new LoopInput.Stop(true));
        assertThat(wakes).hasSize(3);
    }

    @Test
    void theEndAnswersWhateverWaits() {
        LoopInput.Query<String> query = query();
        Proposal proposal = proposal();
        Proposal withdrawn = proposal();
        assertThat(Answered.withdraw(withdrawn)).isTrue();
        assertThat(inputs.submit(query)).isTrue();
        assertThat(inputs.submit(new LoopInput.Reconfigure(proposal))).isTrue();
        assertThat(inputs.submit(new LoopInput.Reconfigure(withdrawn))).isTrue();
        inputs.close();
        assertThat(query.answer()).isCompletedExceptionally();
        assertThat(Answered.of(proposal)).isEqualTo(new Proposal.Answer.Refused("the VRRP loop has ended"));
        assertThat(withdrawn.isCommitted()).isFalse();
    }

    @Test
    void whatComesAfterTheEndIsAnsweredToo() {
        inputs.close();
        LoopInput.Query<String> query = query();
        assertThat(inputs.submit(query)).isTrue();
        assertThat(query.answer()).isCompletedExceptionally();
    }

    // Verdicts

    private static LoopInput.ScriptSeen seen(String script, Condition condition) {
        return new LoopInput.ScriptSeen(script, condition, "");
    }

    @Test
    void whatIsSaidOfAForgottenScriptIsNotHeardUntilItsSuccessorRuns() {
        Verdicts verdicts = new Verdicts();
        List<LoopInput> taken = new ArrayList<>();
        verdicts.see(seen("a", Condition.DOWN));
        verdicts.forget(Set.of(new Track.Id(Track.Kind.SCRIPT, "a")));
        verdicts.see(seen("a", Condition.DOWN));
        verdicts.see(seen("b", Condition.UP));
        verdicts.takeEach(taken::add);
        assertThat(taken).containsExactly(seen("b", Condition.UP));

        verdicts.hearAll(Track.Kind.SCRIPT);
        verdicts.takeEach(taken::add);
        assertThat(taken).hasSize(1);
        verdicts.see(seen("a", Condition.UP));
        verdicts.takeEach(taken::add);
        assertThat(taken).last().isEqualTo(seen("a", Condition.UP));
    }

    @Test
    void theLastVerdictOnAScriptIsTakenOnce() {
        Verdicts verdicts = new Verdicts();
        verdicts.see(seen("a", Condition.DOWN));
        verdicts.see(seen("a", Condition.UP));
        List<LoopInput> taken = new ArrayList<>();
        verdicts.takeEach(taken::add);
        verdicts.takeEach(taken::add);
        assertThat(taken).containsExactly(seen("a", Condition.UP));
        verdicts.repeat(taken::add);
        assertThat(taken).hasSize(2);
    }

    @Test
    void aForgottenScriptIsForgottenWhetherItsVerdictWasTakenOrNot() {
        Verdicts verdicts = new Verdicts();
        verdicts.see(seen("a", Condition.UP));
        verdicts.see(seen("b", Condition.UP));
        verdicts.takeEach(_ -> {});
        verdicts.see(seen("a", Condition.DOWN));
        verdicts.forget(Set.of(new Track.Id(Track.Kind.SCRIPT, "a")));
        List<LoopInput> left = new ArrayList<>();
        verdicts.takeEach(left::add);
        verdicts.repeat(left::add);
        assertThat(left).containsExactly(seen("b", Condition.UP));
    }
}
