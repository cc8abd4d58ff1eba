package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Notifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifyQueueTest {
    private final NotifyQueue queue = new NotifyQueue();

    private static Notice notice(NotifyState state, int priority) {
        return new Notice(Notice.Subject.INSTANCE, "VI_1", state, priority, Scripts.everyState());
    }

    private List<String> rest() {
        List<String> told = new ArrayList<>();
        for (Command command = queue.next(); command != null; command = queue.next()) {
            told.add(String.join(" ", command.arguments()));
        }
        return told;
    }

    @Test
    void theSpecificScriptComesFirstAndTheGenericOneGetsFourMoreArguments() {
        queue.add(notice(NotifyState.MASTER, 150));

        assertThat(rest()).containsExactly("/master m", "/any a INSTANCE VI_1 MASTER 150");
    }

    @Test
    void noticesAreToldInTheirOrderAndOneAfterTheOther() {
        queue.add(notice(NotifyState.MASTER, 1));
        queue.add(notice(NotifyState.BACKUP, 1));

        assertThat(queue.isBusy()).isFalse();
        queue.next();
        assertThat(queue.current().state()).isEqualTo(NotifyState.MASTER);
        queue.next();
        assertThat(queue.current().state()).isEqualTo(NotifyState.MASTER);
        assertThat(queue.size()).isEqualTo(2);
        queue.next();
        assertThat(queue.current().state()).isEqualTo(NotifyState.BACKUP);
        queue.next();
        assertThat(queue.next()).isNull();
        assertThat(queue.isBusy()).isFalse();
    }

    @Test
    void lowerPriorityIsToldToItsOwnScriptOnly() {
        queue.add(notice(NotifyState.MASTER_RX_LOWER_PRI, 1));

        assertThat(rest()).containsExactly("/lower l");
    }

    @Test
    void aChangeOfPriorityIsToldToTheGenericScriptOnlyIfThatIsWanted() {
        queue.add(notice(NotifyState.BACKUP_PRIORITY, 90));
        Notifications wanted = new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scripts.everyState().any(),
                true);
        queue.add(new Notice(Notice.Subject.INSTANCE, "VI_1", NotifyState.BACKUP_PRIORITY, 90, wanted));

        assertThat(rest()).containsExactly("/any a INSTANCE VI_1 BACKUP_PRIORITY 90");
    }

    @Test
    void aNoticeThatNobodyIsToldTakesNoRoom() {
        Notifications nobody = Scripts.nobody();

        queue.add(new Notice(Notice.Subject.INSTANCE, "VI_1", NotifyState.MASTER, 1, nobody));

        assertThat(queue.size()).isZero();
    }

    @Test
    void whenNoticesComeTooFastOnlyTheNewestIsLeft() {
        queue.add(notice(NotifyState.MASTER, 0));
        queue.next();

        int skipped = 0;
        for (int priority = 1; priority <= NotifyQueue.WAITING_MAX; priority++) {
            skipped += queue.add(notice(NotifyState.FAULT, priority));
        }
        assertThat(skipped).isZero();
        skipped += queue.add(notice(NotifyState.BACKUP, 99));

        assertThat(skipped).isEqualTo(NotifyQueue.WAITING_MAX);
        assertThat(rest())
                .containsExactly("/any a INSTANCE VI_1 MASTER 0", "/backup b", "/any a INSTANCE VI_1 BACKUP 99");
    }

    @Test
    void noticesThatTellNoStateAreLeftOutFirst() {
        queue.add(notice(NotifyState.MASTER, 1));
        for (int count = 0; count < NotifyQueue.WAITING_MAX; count++) {
            queue.add(notice(NotifyState.MASTER_RX_LOWER_PRI, 1));
        }

        assertThat(rest()).containsExactly("/master m", "/any a INSTANCE VI_1 MASTER 1", "/lower l");
    }

    @Test
    void aNoticeThatTellsNoStateNeverPushesOutTheNewestState() {
        for (int priority = 1; priority <= NotifyQueue.WAITING_MAX; priority++) {
            queue.add(notice(NotifyState.FAULT, priority));
        }
        queue.add(notice(NotifyState.MASTER_RX_LOWER_PRI, 1));

        assertThat(rest()).containsExactly("/fault f", "/any a INSTANCE VI_1 FAULT 8", "/lower l");
    }

    @Test
    void atTheEndOnlyTheStopIsLeftOfWhatWaitsAndOfWhatIsBeingTold() {
        queue.add(notice(NotifyState.MASTER, 1));
        queue.add(notice(NotifyState.FAULT, 2));
        queue.add(notice(NotifyState.STOP, 3));
        queue.next();

        assertThat(queue.keepStop()).isEqualTo(2);

        assertThat(rest()).containsExactly("/stop s", "/any a INSTANCE VI_1 STOP 3");
    }

    @Test
    void aStopThatIsBeingToldIsToldToItsEnd() {
        queue.add(notice(NotifyState.STOP, 3));
        queue.next();

        assertThat(queue.keepStop()).isZero();

        assertThat(rest()).containsExactly("/any a INSTANCE VI_1 STOP 3");
    }

    @Test
    void withoutAStopEverythingIsTold() {
        queue.add(notice(NotifyState.MASTER, 1));

        assertThat(queue.keepStop()).isZero();

        assertThat(rest()).hasSize(2);
    }
}
