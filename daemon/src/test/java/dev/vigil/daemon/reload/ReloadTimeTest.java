package dev.vigil.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the file of {@code reload_time_file} asks for a reload. */
class ReloadTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final Notes log = new Notes();
    private final ReloadAlarm alarm = new ReloadAlarm("/etc/at", log);

    @ParameterizedTest
    @CsvSource({
        "2026-12-01 03:00:00, 2026-12-01T02:00:00Z, false",
        "26-12-01 03:00:00, 2026-12-01T02:00:00Z, false",
        "2026-12-01 03:00:00Z, 2026-12-01T03:00:00Z, false",
        "2026-1-2 03:00:00, 2026-01-02T02:00:00Z, false",
        "13:00:01, 2026-11-30T12:00:01Z, true",
        "13:00:00, 2026-12-01T12:00:00Z, true",
        "12:00:01Z, 2026-11-30T12:00:01Z, true",
        "3:00:00, 2026-12-01T02:00:00Z, true",
    })
    void eachFormIsUnderstoodInTheTimeOfThisMachineUnlessItSaysUtc(String text, Instant at, boolean daily) {
        assertThat(ReloadTime.parse(text + "\n", NOW, BERLIN)).contains(new ReloadTime(at, daily));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "25:00:00", "2026-02-30 10:00:00", "10:00", "10:00:00X", "1.5", "10:61:00"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(ReloadTime.parse(text, NOW, BERLIN)).isEmpty();
    }

    private ReloadAlarm.Action look(String content, Instant now, boolean repeat) {
        return alarm.look(Optional.of(content), now, BERLIN, repeat);
    }

    @Test
    void theReloadComesAtTheTimeAndTheFileGoes() {
        assertThat(look("13:00:02", NOW, false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(alarm.pause(NOW, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(2));
        assertThat(look("13:00:02", NOW.plusSeconds(1), false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("13:00:02", NOW.plusSeconds(2), false)).isEqualTo(ReloadAlarm.Action.RELOAD_AND_REMOVE);
        assertThat(look("13:00:02", NOW.plusSeconds(3), false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(log.texts()).containsExactly("A reload is due at 2026-11-30T12:00:02Z, by /etc/at");
    }

    @Test
    void withRepeatATimeOfDayComesAgainTheNextDay() {
        assertThat(look("13:00:02", NOW, true)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("13:00:02", NOW.plusSeconds(2), true)).isEqualTo(ReloadAlarm.Action.RELOAD);
        assertThat(look("13:00:02", NOW.plusSeconds(3), true)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("13:00:02", NOW.plus(Duration.ofDays(1)).plusSeconds(2), true))
                .isEqualTo(ReloadAlarm.Action.RELOAD);
    }

    @Test
    void withRepeatATimeWithADateComesOnceAllTheSame() {
        assertThat(look("2026-11-30 13:00:02", NOW, true)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("2026-11-30 13:00:02", NOW.plusSeconds(2), true))
                .isEqualTo(ReloadAlarm.Action.RELOAD_AND_REMOVE);
    }

    @Test
    void aFileThatChangesOrGoesCountsAsItIs() {
        assertThat(look("13:00:02", NOW, false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("13:00:09", NOW.plusSeconds(2), false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(alarm.look(Optional.empty(), NOW.plusSeconds(9), BERLIN, false))
                .isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(alarm.pause(NOW.plusSeconds(9), Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aTimeThatIsOverAndNonsenseAreToldOnceAndLeadToNothing() {
        assertThat(look("2026-11-30 12:59:59", NOW, false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("2026-11-30 12:59:59", NOW, false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(look("soon", NOW, false)).isEqualTo(ReloadAlarm.Action.NOTHING);
        assertThat(log.texts())
                .containsExactly(
                        "No reload by /etc/at: its time is over",
                        "No reload by /etc/at: it holds no time: write HH:MM:SS or YYYY-MM-DD HH:MM:SS");
    }
}
