package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Fifos;
import dev.vigil.daemon.fifo.FifoLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FIFOs and their readers, as the loop of programs has them. */
class FifoTest extends LoopFixture {
    private static final int UMASK = 0177;
    private static final int LONG_NAME = 4_000;
    private static final int MORE_THAN_FITS = 20;

    @Test
    void theReaderGetsItsArgumentsThePathAndEveryLineUpToTheStop() throws Exception {
        Path heard = directory.resolve("heard");
        loop.follow(fifos(reader(heard, "cat \"$last\""), "one"), UMASK);
        loop.tell(notice(NotifyState.MASTER));
        Eventually.holds("a line", () -> lines(heard).size() == 2, () -> lines(heard));
        loop.tell(notice(NotifyState.STOP));
        loop.close();

        assertThat(lines(heard))
                .containsExactly("one " + fifo(), "INSTANCE \"VI_1\" MASTER 100", "INSTANCE \"VI_1\" STOP 100", "end");
        assertThat(fifo()).doesNotExist();
        assertThat(texts()).isEmpty();
    }

    @Test
    void aReloadEndsTheReaderAndStartsTheNextOneWhenItIsGone() throws Exception {
        Path heard = directory.resolve("heard");
        Fifos fifos = fifos(reader(heard, "trap 'echo asked; exit' TERM; while :; do sleep 0.05; done"), "one");
        loop.follow(fifos, UMASK);
        Eventually.holds("the first", () -> lines(heard).size() == 1, () -> lines(heard));
        loop.follow(fifos, UMASK);
        Eventually.holds("the second", () -> lines(heard).size() == 3, () -> lines(heard));
        loop.close();

        assertThat(lines(heard)).containsExactly("one " + fifo(), "asked", "one " + fifo(), "asked");
    }

    @Test
    void oneThatDoesNotEndIsKilledAtTheEnd() throws Exception {
        Path heard = directory.resolve("heard");
        loop.follow(fifos(reader(heard, "trap '' TERM; echo $$; while :; do sleep 1; done"), "one"), UMASK);
        Eventually.holds("its number", () -> lines(heard).size() == 2, () -> lines(heard));
        loop.close();

        assertThat(runs(lines(heard).getLast())).isFalse();
    }

    @Test
    void oneThatEndsByItselfIsLoggedWithWhatItSaidLast() throws Exception {
        Path heard = directory.resolve("heard");
        loop.follow(fifos(reader(heard, "echo no such table >&2; exit 3"), "one"), UMASK);
        Eventually.holds("its end", () -> !events.isEmpty(), this::texts);

        assertThat(texts())
                .singleElement()
                .asString()
                .contains(fifo().toString(), "exited with status 3: no such table; a reload starts it again");
    }

    @Test
    void oneFullFifoIsLoggedOnceAndHowMuchWasLostWhenItTakesLinesAgain() throws Exception {
        loop.follow(fifos(Optional.empty()), UMASK);
        for (int index = 0; index < MORE_THAN_FITS; index++) {
            loop.write(FifoLine.vrrp("INSTANCE", "x".repeat(LONG_NAME), "MASTER", 100));
        }
        Eventually.holds("a full FIFO", () -> !events.isEmpty(), this::texts);
        loop.close();

        assertThat(texts()).hasSize(2);
        assertThat(texts().getFirst()).contains("is full");
        assertThat(texts().getLast()).contains("lines were lost while it was full");
    }

    @Test
    void whatIsNoFifoIsNotWrittenAndNamed() throws Exception {
        Files.writeString(fifo(), "theirs\n");
        loop.follow(fifos(Optional.empty()), UMASK);
        loop.tell(notice(NotifyState.MASTER));
        loop.close();

        assertThat(fifo()).hasContent("theirs\n");
        assertThat(texts()).containsExactly("FIFO " + fifo() + " is not written: it is no FIFO");
    }

    private Path fifo() {
        return directory.resolve("fifo");
    }

    private Fifos fifos(Path reader, String argument) {
        return fifos(Optional.of(Scripts.command(reader.toString(), argument)));
    }

    private Fifos fifos(Optional<Command> reader) {
        Fifos.Fifo all = new Fifos.Fifo(Optional.of(fifo().toString()), Optional.empty(), reader);
        return new Fifos(Optional.of(all), Optional.empty(), Optional.empty(), false);
    }

    /** A reader that writes its arguments, then does something, and writes what that says. */
    private Path reader(Path heard, String what) throws IOException {
        return Scripts.write(
                directory,
                "reader",
                "echo \"$@\" >> " + heard,
                "for last; do :; done",
                "{ " + what + "; } >> " + heard,
                "echo end >> " + heard);
    }

    private static Notice notice(NotifyState state) {
        return new Notice(Notice.Subject.INSTANCE, "VI_1", state, 100, Scripts.nobody());
    }
}
