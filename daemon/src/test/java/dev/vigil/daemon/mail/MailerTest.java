package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.MailEvent;
import dev.vigil.daemon.mail.MailTexts.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts from the transition to the mail server. */
class MailerTest {
    private static final List<String> RECIPIENTS = List.of("ops@example.org", "boss@example.org");

    private final BlockingQueue<Event> log = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private Mailer mailer(Text text, Post post) {
        return new Mailer(text.load(folder), () -> "host", log::add, post);
    }

    private static void enter(Mailer mailer, State state) {
        mailer.transition("VI_1", AlertsTest.to(state, Transition.Kind.ENTERED), false);
    }

    private Event next() throws InterruptedException {
        Event event = log.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @Test
    void aTransitionIsMailedAndLogged() throws InterruptedException {
        try (Mailer mailer = mailer(new Text().instance("smtp_alert"), (letter, mail) -> List.of())) {
            enter(mailer, State.BACKUP);
            assertThat(next()).isEqualTo(new MailEvent.Sent("VI_1", "BACKUP", RECIPIENTS, List.of()));
            enter(mailer, State.MASTER);
            assertThat(next()).isEqualTo(new MailEvent.Sent("VI_1", "MASTER", RECIPIENTS, List.of()));
        }
        assertThat(log).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws InterruptedException {
        BlockingQueue<IOException> failures = new LinkedBlockingQueue<>(List.of(new IOException("away")));
        try (Mailer mailer = mailer(new Text().instance("smtp_alert"), (letter, mail) -> {
            IOException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return List.of();
        })) {
            enter(mailer, State.MASTER);
            assertThat(next())
                    .isEqualTo(new MailEvent.Failed("VI_1", "MASTER", "away", Optional.of(Outbox.FIRST_PAUSE_NS)));
            assertThat(next()).isInstanceOf(MailEvent.Sent.class);
        }
    }

    @Test
    void aRefusalForGoodIsLoggedOnce() throws InterruptedException {
        try (Mailer mailer = mailer(new Text().instance("smtp_alert"), (letter, mail) -> {
            throw new Post.Refused("554 never");
        })) {
            enter(mailer, State.MASTER);
            assertThat(next()).isEqualTo(new MailEvent.Failed("VI_1", "MASTER", "554 never", Optional.empty()));
        }
        assertThat(log).isEmpty();
    }

    @Test
    void whatCannotBeSentBeforeTheEndIsLogged() throws InterruptedException {
        Mailer mailer = mailer(new Text().instance("smtp_alert"), (letter, mail) -> {
            throw new IOException("away");
        });
        enter(mailer, State.MASTER);
        assertThat(next()).isInstanceOf(MailEvent.Failed.class);
        mailer.close();
        assertThat(log).last().isEqualTo(new MailEvent.Lost("", 1, "the daemon ends"));
    }

    @Test
    void aDefectOfOneSendingIsLoggedAndTheNextIsTried() throws InterruptedException {
        BlockingQueue<RuntimeException> defects = new LinkedBlockingQueue<>(List.of(new IllegalStateException("bug")));
        try (Mailer mailer = mailer(new Text().instance("smtp_alert"), (letter, mail) -> {
            RuntimeException defect = defects.poll();
            if (defect != null) {
                throw defect;
            }
            return List.of();
        })) {
            enter(mailer, State.MASTER);
            assertThat(next().kind().code()).isEqualTo("VGL1014");
            assertThat(next()).isInstanceOf(MailEvent.Sent.class);
        }
    }

    @Test
    void alertsThatNobodyCanGetAreNamedAtTheStart() throws InterruptedException {
        try (Mailer _ = mailer(new Text().server("").instance("smtp_alert"), (letter, mail) -> List.of())) {
            assertThat(next())
                    .isEqualTo(new DaemonEvent.ConfigurationWarning(
                            "smtp_alert asks for mail alerts and none is sent: global_defs has no smtp_server"));
        }
        try (Mailer _ = mailer(new Text().recipients("").instance("smtp_alert"), (letter, mail) -> List.of())) {
            assertThat(next())
                    .isEqualTo(new DaemonEvent.ConfigurationWarning("smtp_alert asks for mail alerts and none is"
                            + " sent: global_defs has no notification_email, which says to whom"));
        }
        assertThat(log).isEmpty();
    }

    @Test
    void withoutMailThereIsNoThread() {
        try (Mailer mailer = mailer(new Text().instance(""), (letter, mail) -> List.of())) {
            enter(mailer, State.MASTER);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("vigil-mail");
        }
        assertThat(log).isEmpty();
    }
}
