package dev.vigil.daemon.process;

import static dev.vigil.daemon.process.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Notifications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs that are told about transitions, really run. */
class ProcessLoopNotificationsTest extends LoopFixture {
    private void tell(String name, NotifyState state, Notifications programs) {
        loop.tell(new Notice(Notice.Subject.INSTANCE, name, state, 100, programs));
    }

    @Test
    void notificationsOfOneInstanceRunInOrderAndNeverAtOnce() throws IOException {
        Path told = directory.resolve("told");
        Path any = Scripts.write(directory, "any", "echo begin $* >>" + told, "sleep 0.05", "echo end >>" + told);
        Path master =
                Scripts.write(directory, "master", "echo begin own $* >>" + told, "sleep 0.1", "echo end >>" + told);
        Notifications programs = new Notifications(
                Optional.of(command(master.toString(), "x y")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(command(any.toString(), "extra")),
                false);

        tell("VI_1", NotifyState.BACKUP, programs);
        tell("VI_1", NotifyState.MASTER, programs);
        tell("VI_1", NotifyState.FAULT, programs);

        Eventually.holds("four runs", () -> lines(told).size() >= 8, () -> lines(told));
        assertThat(lines(told))
                .containsExactly(
                        "begin extra INSTANCE VI_1 BACKUP 100",
                        "end",
                        "begin own x y",
                        "end",
                        "begin extra INSTANCE VI_1 MASTER 100",
                        "end",
                        "begin extra INSTANCE VI_1 FAULT 100",
                        "end");
    }

    @Test
    void differentInstancesAreToldSideBySide() throws IOException {
        Path gate = directory.resolve("gate");
        Path told = directory.resolve("told");
        Path waiting = Scripts.write(directory, "one", "while [ ! -e " + gate + " ]; do sleep 0.02; done");
        Path opening = Scripts.write(directory, "two", "echo $3 >>" + told, "touch " + gate);

        tell("VI_1", NotifyState.MASTER, Scripts.any(command(waiting.toString())));
        tell("VI_2", NotifyState.MASTER, Scripts.any(command(opening.toString())));

        Eventually.holds(
                "both",
                () -> loop.notifications(Notice.Subject.INSTANCE, "VI_1").runs() == 1
                        && loop.notifications(Notice.Subject.INSTANCE, "VI_2").runs() == 1,
                this::texts);
        assertThat(lines(told)).containsExactly("MASTER");
    }

    @Test
    void aFailedNotificationIsToldWithItsStatusAndLastLine() throws IOException {
        Path any = Scripts.write(directory, "any", "echo cannot mount >&2", "exit 2");

        tell("VI_1", NotifyState.MASTER, Scripts.any(command(any.toString())));

        Eventually.holds("an event", () -> !events.isEmpty(), () -> events);
        assertThat(texts().getFirst())
                .startsWith("(VI_1) notify MASTER, " + any + ": exited with status 2 in ")
                .endsWith(": cannot mount");
        assertThat(loop.notifications(Notice.Subject.INSTANCE, "VI_1").failed()).isEqualTo(1);
    }

    @Test
    void aNotificationThatCannotRunDoesNotHoldUpTheNext() throws IOException {
        Path told = directory.resolve("told");
        Path any = Scripts.write(directory, "any", "echo $3 >>" + told);
        Notifications programs = new Notifications(
                Optional.of(command(directory + "/missing")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(command(any.toString())),
                false);

        tell("VI_1", NotifyState.MASTER, programs);

        Eventually.holds("the generic one", () -> lines(told).equals(List.of("MASTER")), () -> lines(told));
    }

    @Test
    void whatANotificationLeavesInTheBackgroundSurvivesItAndMayGoOnWriting() throws IOException {
        Path marks = directory.resolve("marks");
        Path gate = directory.resolve("gate");
        Path any = Scripts.write(
                directory,
                "any",
                "(while [ ! -e " + gate + " ]; do sleep 0.02; done; echo noise; echo noise; echo alive >" + marks
                        + ") &");

        tell("VI_1", NotifyState.MASTER, Scripts.any(command(any.toString())));
        Eventually.holds(
                "the end of the script",
                () -> loop.notifications(Notice.Subject.INSTANCE, "VI_1").runs() == 1,
                this::texts);
        Files.createFile(gate);

        Eventually.holds("the survivor", () -> lines(marks).equals(List.of("alive")), () -> lines(marks));
    }

    @Test
    void closingWaitsUntilEverythingIsTold() throws IOException {
        Path told = directory.resolve("told");
        Path any = Scripts.write(directory, "any", "sleep 0.2", "echo $3 >>" + told);

        tell("VI_1", NotifyState.BACKUP, Scripts.any(command(any.toString())));
        tell("VI_1", NotifyState.STOP, Scripts.any(command(any.toString())));
        loop.close();

        assertThat(lines(told)).containsExactly("BACKUP", "STOP");
    }

    @Test
    void theStopIsToldWhateverRunsBeforeIt() throws IOException {
        Path told = directory.resolve("told");
        Path slow = Scripts.write(directory, "slow", "trap '' TERM", "echo slow >>" + told, "sleep 60");
        Path stop = Scripts.write(directory, "stop", "echo stop >>" + told);

        tell("VI_1", NotifyState.MASTER, Scripts.any(command(slow.toString())));
        tell("VI_1", NotifyState.FAULT, Scripts.any(command(slow.toString())));
        Eventually.holds("the slow one", () -> lines(told).equals(List.of("slow")), () -> lines(told));
        tell("VI_1", NotifyState.STOP, Scripts.any(command(stop.toString())));
        loop.close();

        assertThat(lines(told)).containsExactly("slow", "stop");
        assertThat(texts()).anyMatch(text -> text.startsWith("(VI_1) 2 notifications had not ended"));
    }

    @Test
    void noStopIsLostHoweverManyComeAtOnce() {
        Notifications missing = Scripts.any(command("no-such-program-of-vigil"));
        int count = 1200;

        for (int number = 0; number < count; number++) {
            tell("VI_" + number, NotifyState.STOP, missing);
        }
        loop.close();

        long toldOf = events.stream()
                .filter(event -> event.kind().code().equals("VGL1602"))
                .map(event -> event.subject())
                .distinct()
                .count();
        assertThat(toldOf).isEqualTo(count);
    }
}
