package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.ReloadAnswer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One reload, from the reading to what everybody makes of it. */
class ReloaderTest {
    private static final ReloadMode TRIAL = new ReloadMode(true, false);

    private final Config first = read(instance("A", 1));
    private final Config second = read(instance("A", 1, "  priority 90"));
    private final FakeEdge edge = new FakeEdge(first);
    private final Notes log = new Notes();
    private final Witness journal = new Witness("journal", edge.done);
    private final Witness programs = new Witness("programs", edge.done);
    private final Reloader reloader = new Reloader(first, edge, List.of(journal, programs), log);

    private ReloadAnswer reload(ReloadMode mode) {
        ReloadRun run = new ReloadRun(mode);
        run.join("a test");
        return reloader.run(run);
    }

    private ReloadAnswer reload() {
        return reload(ReloadMode.USUAL);
    }

    @Test
    void everythingIsPreparedBeforeTheLoopCommitsAndFollowsAfterwards() {
        edge.readsNext(second);
        ReloadAnswer answer = reload();
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.summary()).isEqualTo("changed A; 0 unchanged");
        assertThat(edge.done)
                .containsExactly(
                        "busy",
                        "journal prepares",
                        "programs prepares",
                        "the loop commits",
                        "journal adopts",
                        "programs adopts",
                        "told",
                        "ready");
        assertThat(reloader.inForce()).isSameAs(second);
        assertThat(edge.inForce).isSameAs(second);
        assertThat(log.texts())
                .containsExactly(
                        "Reloading ... (a test)",
                        "(A) Reload: priority 100 becomes 90: no interruption",
                        "Reload complete: changed A; 0 unchanged");
        assertThat(reloader.last().orElseThrow().accepted()).isTrue();
    }

    @Test
    void aRefusalOfTheLoopUndoesWhatWasPreparedAndTheOldConfigurationStaysInForce() {
        edge.readsNext(second);
        edge.refusal = "no socket is to be had";
        ReloadAnswer answer = reload();
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.summary()).isEqualTo("no socket is to be had");
        assertThat(edge.done)
                .containsExactly(
                        "busy", "journal prepares", "programs prepares", "programs aborts", "journal aborts", "ready");
        assertThat(reloader.inForce()).isSameAs(first);
        assertThat(log.texts())
                .contains("Reload refused, the old configuration stays in force: no socket is to be had");
        edge.refusal = "";
        assertThat(reload().accepted()).isTrue();
    }

    @Test
    void aTrialPreparesEverythingAndLeavesNoTrace() {
        edge.readsNext(second);
        ReloadAnswer answer = reload(TRIAL);
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.dryRun()).isTrue();
        assertThat(answer.changes()).singleElement().satisfies(change -> {
            assertThat(change.instance()).isEqualTo("A");
            assertThat(change.action()).isEqualTo("change");
            assertThat(change.values()).hasSize(1);
        });
        assertThat(edge.done)
                .containsExactly("journal prepares", "programs prepares", "programs aborts", "journal aborts");
        assertThat(reloader.inForce()).isSameAs(first);
        assertThat(reloader.last()).isEmpty();
        assertThat(log.texts()).isEmpty();
    }

    @Test
    void anExceptionWhilePreparingIsARefusalWithItsReasonAndTheSupervisorHearsOfTheEnd() {
        edge.readsNext(second);
        programs.failure = new IllegalStateException("no descriptors are left");
        ReloadAnswer answer = reload();
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.summary()).contains("a defect of this program").contains("no descriptors are left");
        assertThat(edge.done)
                .containsExactly(
                        "busy", "journal prepares", "programs prepares", "programs aborts", "journal aborts", "ready");
        assertThat(log.texts())
                .filteredOn(text -> text.contains("no descriptors are left"))
                .as("the defect, and the refusal")
                .hasSize(2);
        assertThat(reloader.inForce()).isSameAs(first);
    }

    @Test
    void anInterruptionIsARefusalAndStaysOne() {
        edge.readsNext(second);
        edge.loopSleeps = true;
        Thread.currentThread().interrupt();
        ReloadAnswer answer = reload();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.summary()).isEqualTo("the daemon stops");
        assertThat(edge.done).endsWith("programs aborts", "journal aborts", "ready");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsReadAndNotProposed() {
        edge.readsNext(second);
        ReloadAnswer answer = reloader.run(new ReloadRun(ReloadMode.USUAL));
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.summary()).isEqualTo(ReloadRun.GIVEN_UP);
        assertThat(edge.done).containsExactly("busy", "ready");
    }

    @Test
    void theAnswerListsWhatChangesNowAndLaterAndLeavesOutWhatDoesNot() {
        String changed = "global_defs {\n enable_script_security\n vrrp_no_swap\n}\n";
        edge.readsNext(read(changed + instance("A", 1) + instance("B", 2)));
        ReloadAnswer answer = reload();
        assertThat(answer.changes()).extracting(ReloadAnswer.Change::action).containsExactly("change", "later", "add");
        assertThat(answer.changes().getFirst().values())
                .containsExactly(
                        new ReloadAnswer.Value("enable_script_security", Optional.of("off"), Optional.of("on")));
        assertThat(answer.changes().get(1).text()).isEqualTo("vrrp_no_swap off becomes on: not before the next start");
        assertThat(answer.changes().getLast().instance()).isEqualTo("B");
        assertThat(answer.unchanged()).isEqualTo(1);
    }

    @Test
    void aRefusalCountsErrorsAloneAsErrors() {
        ConfigLoader.Result broken =
                ConfigText.result(instance("A", 1, "  virtual_router_id 999", "  priority 100 100"));
        edge.reading = Reading.unusable("the configuration has errors", broken.problems());
        ReloadAnswer answer = reload();
        assertThat(answer.errors()).hasSize(1);
        assertThat(answer.findings()).hasSizeGreaterThan(1);
        assertThat(answer.findings().getFirst().severity())
                .as("the worst first")
                .isEqualTo("error");
    }

    @Test
    void anErrorWhileReadingIsARefusalToo() {
        edge.readingFailure = new StackOverflowError("deep");
        assertThat(reload().summary()).contains("StackOverflowError: deep");
        assertThat(edge.done).containsExactly("busy", "ready");
        assertThat(reloader.last().orElseThrow().accepted()).isFalse();
    }

    @Test
    void whatFailsAfterTheCommitIsLoggedAndDoesNotDenyIt() {
        edge.readsNext(second);
        journal.adoptionFailure = new IllegalStateException("the disk is full");
        ReloadAnswer answer = reload();
        assertThat(answer.accepted()).isTrue();
        assertThat(edge.done).contains("programs adopts", "told", "ready");
        assertThat(reloader.inForce()).isSameAs(second);
        assertThat(log.texts()).anyMatch(text -> text.contains("the disk is full"));
    }

    @Test
    void aConfigurationThatCannotBeUsedIsNotProposedAndItsErrorsHaveTheirPlaces() {
        ConfigLoader.Result broken = ConfigText.result(instance("A", 1, "  virtual_router_id 999"));
        edge.reading = Reading.unusable("the configuration has errors", broken.problems());
        ReloadAnswer answer = reload();
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.errors()).singleElement().asString().contains(":4:21: error: ");
        assertThat(answer.findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo("error");
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.column()).isEqualTo(21);
            assertThat(finding.file()).endsWith(".conf");
        });
        assertThat(edge.done).containsExactly("busy", "ready");
        assertThat(log.texts()).anyMatch(text -> text.contains(":4:21: error: "));
    }

    @Test
    void aConfigurationWithoutInstancesIsRefusedUnlessThatIsAllowed() {
        Config empty = read("# nothing\n");
        edge.readsNext(empty);
        assertThat(reload().summary()).contains("no vrrp_instance").contains("--allow-empty");
        assertThat(edge.inForce).isSameAs(first);
        assertThat(reload(new ReloadMode(true, true)).accepted()).isTrue();
        assertThat(edge.inForce).isSameAs(first);
        assertThat(reload(new ReloadMode(false, true)).summary()).isEqualTo("removed A; 0 unchanged");
        assertThat(edge.inForce).isSameAs(empty);
        assertThat(reload().summary()).as("nothing was there before").isEqualTo("0 unchanged");
    }

    @Test
    void aLoopThatIsTooFarBehindIsARefusal() {
        edge.readsNext(second);
        edge.full = true;
        assertThat(reload().summary()).isEqualTo("the VRRP loop is too far behind");
        assertThat(edge.done).endsWith("programs aborts", "journal aborts", "ready");
    }

    @Test
    void onlySoManyChangesAreWrittenToTheLog() {
        StringBuilder many = new StringBuilder();
        for (int vrid = 1; vrid <= 60; vrid++) {
            many.append(instance("I" + vrid, vrid));
        }
        edge.readsNext(read(instance("A", 99) + many));
        ReloadAnswer answer = reload();
        assertThat(answer.changes()).hasSize(61);
        assertThat(log.texts()).filteredOn(text -> text.contains("Reload: ")).hasSize(Reloader.LINES_MAX);
    }
}
