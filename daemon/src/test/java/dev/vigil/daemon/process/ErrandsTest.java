package dev.vigil.daemon.process;

import static dev.vigil.daemon.process.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Programs that are told of servers, really run. */
class ErrandsTest extends LoopFixture {
    private void run(String subject, String what, Path program, String arguments) {
        loop.run(new Errand(subject, what, command(program.toString(), arguments)));
    }

    @Test
    void thoseOfOneSubjectRunInOrderAndNeverAtOnce() throws IOException {
        Path told = directory.resolve("told");
        Path program = Scripts.write(directory, "one", "echo begin $* >>" + told, "sleep 0.05", "echo end >>" + told);
        run("a", "UP", program, "1");
        run("a", "DOWN", program, "2");
        run("a", "UP", program, "3");

        Eventually.holds("three runs", () -> lines(told).size() >= 6, () -> lines(told));
        assertThat(lines(told)).containsExactly("begin 1", "end", "begin 2", "end", "begin 3", "end");
    }

    @Test
    void thoseOfDifferentSubjectsRunSideBySide() throws IOException {
        Path gate = directory.resolve("gate");
        Path told = directory.resolve("told");
        Path waiting = Scripts.write(
                directory, "one", "while [ ! -e " + gate + " ]; do sleep 0.02; done", "echo one >>" + told);
        Path opening = Scripts.write(directory, "two", "echo two >>" + told, "touch " + gate);
        run("a", "UP", waiting, "");
        run("b", "UP", opening, "");

        Eventually.holds("both", () -> lines(told).size() >= 2, () -> lines(told));
        assertThat(lines(told)).containsExactly("two", "one");
    }

    @Test
    void manyThatCannotBeRunAreReportedAndTheRestRuns() throws IOException {
        Path told = directory.resolve("told");
        Path program = Scripts.write(directory, "one", "echo $* >>" + told);
        for (int index = 0; index < 2_000; index++) {
            run("s" + index, "DOWN", directory.resolve("missing"), "");
        }
        run("last", "DOWN", program, "here");

        Eventually.holds("the last one", () -> !lines(told).isEmpty(), () -> lines(told));
        Eventually.holds("the reports", () -> events.size() >= 2_001, events::size);
    }

    @Test
    void theEndWaitsForThem() throws IOException {
        Path told = directory.resolve("told");
        Path program = Scripts.write(directory, "one", "sleep 0.2", "echo $* >>" + told);
        run("a", "DOWN", program, "a");
        run("a", "DOWN", program, "quorum");
        loop.close();

        assertThat(lines(told)).containsExactly("a", "quorum");
    }
}
