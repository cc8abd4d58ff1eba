package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.mail.MailTexts.Text;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which transitions are mailed, with what subject and body. */
class AlertsTest {
    @TempDir
    private Path folder;

    private Config config(Text text) {
        return text.load(folder);
    }

    static Transition to(State state, Transition.Kind kind) {
        return new Transition("VI_1", State.INIT, state, kind, 100, 0, List.of(new Cause.Reloaded()));
    }

    private static Transition to(State state) {
        return to(state, Transition.Kind.ENTERED);
    }

    @Test
    void subjectsAndBodiesAreThoseThatPeopleFilterBy() {
        Config config = config(new Text().instance("smtp_alert"));
        Alerts alerts = new Alerts(config);
        assertThat(List.of(State.BACKUP, State.MASTER, State.FAULT).stream()
                        .flatMap(state -> alerts.of(config, to(state), "host", 7).stream()))
                .extracting(letter -> letter.subject() + " | " + letter.body())
                .containsExactly(
                        "[lb1] VRRP Instance VI_1 - Entering BACKUP state"
                                + " | => VRRP Instance is no longer owning VRRP VIPs <=",
                        "[lb1] VRRP Instance VI_1 - Entering MASTER state"
                                + " | => VRRP Instance is now owning VRRP VIPs <=",
                        "[lb1] VRRP Instance VI_1 - Entering FAULT state"
                                + " | => VRRP Instance is no longer owning VRRP VIPs <=");
    }

    @Test
    void aGroupIsMailedForItselfEachStateOnce() {
        Config config = config(new Text().instance("").group("smtp_alert"));
        Alerts alerts = new Alerts(config);
        assertThat(alerts.of(config, to(State.MASTER), "host", 7))
                .as("the instance has no smtp_alert")
                .isEmpty();
        assertThat(alerts.of(config, group("G", State.MASTER, false), "host", 7))
                .extracting(letter -> letter.subject() + " | " + letter.body())
                .containsExactly("[lb1] VRRP Group G - Entering MASTER state"
                        + " | => All VRRP group instances are now in MASTER state <=");
        assertThat(alerts.of(config, group("G", State.MASTER, false), "host", 7))
                .isEmpty();
        assertThat(alerts.of(config, group("H", State.BACKUP, false), "host", 7))
                .isEmpty();
        assertThat(alerts.of(config, group("G", State.INIT, true), "host", 7)).isEmpty();
        assertThat(alerts.of(config, group("G", State.FAULT, false), "host", 7))
                .extracting(letter -> letter.subject() + " | " + letter.body())
                .containsExactly("[lb1] VRRP Group G - Entering FAULT state"
                        + " | => All VRRP group instances are now in FAULT state <=");
    }

    private static GroupTransition group(String name, State to, boolean stopped) {
        return new GroupTransition(name, State.BACKUP, to, stopped, 0, List.of(new Cause.Reloaded()));
    }

    @Test
    void withoutARouterIdTheNodeIsCalledByItsHost() {
        Config config = config(new Text().global("").instance("smtp_alert"));
        assertThat(new Alerts(config).of(config, to(State.MASTER), "host", 7))
                .extracting(Letter::subject)
                .containsExactly("[host] VRRP Instance VI_1 - Entering MASTER state");
    }

    @Test
    void theReasonsTravelAlong() {
        Config config = config(new Text().instance("smtp_alert"));
        assertThat(new Alerts(config).of(config, to(State.MASTER), "host", 7))
                .extracting(Letter::why)
                .containsExactly(new Cause.Reloaded().text());
    }

    @Test
    void aStateIsMailedOnceUntilAnotherOneWas() {
        Config config = config(new Text().instance("smtp_alert"));
        Alerts alerts = new Alerts(config);
        assertThat(alerts.of(config, to(State.BACKUP), "host", 7)).hasSize(1);
        assertThat(alerts.of(config, to(State.BACKUP), "host", 8)).isEmpty();
        assertThat(alerts.of(config, to(State.INIT), "host", 8))
                .as("INIT is told as BACKUP")
                .isEmpty();
        assertThat(alerts.of(config, to(State.MASTER), "host", 9)).hasSize(1);
        assertThat(alerts.of(config, to(State.BACKUP), "host", 9)).hasSize(1);
    }

    @Test
    void faultsAreNotMailedIfNobodyWantsThem() {
        Config config =
                config(new Text().global("router_id lb1\nno_email_faults").instance("smtp_alert"));
        Alerts alerts = new Alerts(config);
        assertThat(alerts.of(config, to(State.MASTER), "host", 7)).hasSize(1);
        assertThat(alerts.of(config, to(State.FAULT), "host", 7)).isEmpty();
        assertThat(alerts.of(config, to(State.MASTER), "host", 7)).as("no news").isEmpty();
    }

    @Test
    void stopsAndRemovalsAreNotMailed() {
        Config config = config(new Text().instance("smtp_alert"));
        Alerts alerts = new Alerts(config);
        assertThat(alerts.of(config, to(State.INIT, Transition.Kind.STOPPED), "host", 7))
                .isEmpty();
        assertThat(alerts.of(config, to(State.INIT, Transition.Kind.DELETED), "host", 7))
                .isEmpty();
    }

    @Test
    void nobodyIsMailedWhoDoesNotAskForIt() {
        Config config = config(new Text().instance("smtp_alert off"));
        assertThat(new Alerts(config).of(config, to(State.MASTER), "host", 7)).isEmpty();
    }

    @Test
    void whatAReloadTookAwayIsNewsWhenItComesBack() {
        Config with = config(new Text().instance("smtp_alert"));
        Config without = config(new Text().other());
        Alerts alerts = new Alerts(with);
        assertThat(alerts.of(with, to(State.MASTER), "host", 7)).hasSize(1);
        assertThat(alerts.of(without, to(State.MASTER), "host", 7)).isEmpty();
        assertThat(alerts.of(with, to(State.MASTER), "host", 7)).hasSize(1);
    }

    @Test
    void mailIsWantedWhereSomebodyAsksForItAndThereIsAServerAndARecipient() {
        assertThat(Alerts.isWanted(config(new Text().instance("smtp_alert")))).isTrue();
        assertThat(Alerts.isWanted(config(new Text().instance("").group("smtp_alert"))))
                .isTrue();
        assertThat(Alerts.isWanted(config(new Text().instance("")))).isFalse();
        assertThat(Alerts.isWanted(config(new Text().server("").instance("smtp_alert"))))
                .isFalse();
        assertThat(Alerts.isWanted(config(new Text().recipients("").instance("smtp_alert"))))
                .isFalse();
    }
}
