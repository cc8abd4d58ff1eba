package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.model.Config;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Practice with a clock that goes on by itself, on a machine that notes what is done. */
class PracticeTest {
    private static final String TEXT = """
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress {
                192.0.2.1
              }
            }
            """;

    /** What one play takes on this clock. */
    private static final long PLAY_NS = 100_000;

    private final FakeMachine machine = new FakeMachine();
    private final FakeMachine nowhere = new FakeMachine();
    private long nowNs = 1_000_000_000_000L;
    private int arrived;

    private Practice practice(Config config) {
        machine.nowhere = () -> nowhere;
        return new Practice(config, machine, () -> nowNs += PLAY_NS);
    }

    private Practice practice() {
        return practice(ConfigText.read(TEXT));
    }

    /** All of it; how many slices there were. */
    private int practiseToTheEnd(Practice practice) {
        int slices = 0;
        while (practice.wakeNs(VirtualRouter.NEVER, nowNs) != VirtualRouter.NEVER
                || practice.isTime(VirtualRouter.NEVER, nowNs)) {
            nowNs += PracticePlan.PAUSE_NS;
            assertThat(practice.slice(() -> 0)).isZero();
            slices++;
            assertThat(slices).isLessThan(1000);
        }
        return slices;
    }

    private int done(String what) {
        return Collections.frequency(nowhere.done, what);
    }

    @Test
    void everyPlayIsAWholeTakeOver() {
        int slices = practiseToTheEnd(practice());
        assertThat(slices).isGreaterThan(10);
        assertThat(done("rehearsal send 100")).as("adverts of a new master").isEqualTo(PracticePlan.PLAYS);
        assertThat(done("rehearsal add 192.0.2.3")).isEqualTo(PracticePlan.PLAYS);
        assertThat(done("rehearsal announce")).isGreaterThanOrEqualTo(5 * PracticePlan.PLAYS);
        assertThat(done("rehearsal remove 192.0.2.3")).as("yields").isGreaterThanOrEqualTo(PracticePlan.PLAYS - 1);
    }

    @Test
    void theRealMachineSeesNothingOfIt() {
        practiseToTheEnd(practice());
        assertThat(machine.done).isEmpty();
        assertThat(machine.open).isEmpty();
    }

    @Test
    void everythingIsGivenBackAtTheEnd() {
        Practice practice = practice();
        practiseToTheEnd(practice);
        practice.end();
        assertThat(nowhere.open).isEmpty();
        assertThat(nowhere.closed).isTrue();
    }

    @Test
    void whatArrivesEndsASliceAtOnce() {
        Practice practice = practice();
        assertThat(practice.slice(() -> 7)).isEqualTo(7);
        assertThat(nowhere.done).isEmpty();
        arrived = 0;
        assertThat(practice.slice(() -> arrived++)).isEqualTo(1);
        assertThat(done("rehearsal send 100")).isEqualTo(1);
    }

    @Test
    void beforeARealTakeOverItIsPlayedUnlessThatWasDoneJustBefore() {
        Practice practice = practice();
        practiseToTheEnd(practice);
        practice.warmUp(nowNs);
        assertThat(done("rehearsal send 100")).as("it is warm").isEqualTo(PracticePlan.PLAYS);
        nowNs += 2 * PracticePlan.WARM_NS;
        practice.warmUp(nowNs);
        practice.warmUp(nowNs);
        assertThat(done("rehearsal send 100")).isEqualTo(PracticePlan.PLAYS + PracticePlan.WARM_UP_PLAYS);
        practice.end();
        practice.warmUp(Long.MAX_VALUE / 2);
        assertThat(done("rehearsal send 100")).isEqualTo(PracticePlan.PLAYS + PracticePlan.WARM_UP_PLAYS);
    }

    @Test
    void nothingIsPlayedBeforeATakeOverThatComesInTheMiddleOfPractice() {
        Practice practice = practice();
        practice.slice(() -> 0);
        int before = done("rehearsal send 100");
        practice.warmUp(Long.MAX_VALUE / 2);
        assertThat(done("rehearsal send 100")).isEqualTo(before);
    }

    @Test
    void eachKindOfTheConfigurationIsPlayed() {
        Config config = ConfigText.read(TEXT + """
                vrrp_instance B {
                  version 3
                  interface eth0
                  virtual_router_id 2
                  unicast_peer {
                    192.0.2.77
                  }
                  virtual_ipaddress {
                    192.0.2.2
                  }
                }
                vrrp_instance C {
                  version 3
                  interface eth0
                  virtual_router_id 3
                  virtual_ipaddress {
                    fe80::77
                  }
                }
                """);
        assertThat(Sample.of(config)).extracting(Sample::toString).hasSize(3);
        practiseToTheEnd(practice(config));
        assertThat(done("rehearsal send 100")).isEqualTo(3 * PracticePlan.PLAYS);
        assertThat(done("rehearsal add fe80::3")).isEqualTo(PracticePlan.PLAYS);
    }

    @Test
    void whoIsRefusedADescriptorServesWithoutPractice() {
        Practice practice = practice();
        machine.nowhere = () -> {
            throw new LinuxException("open", Errno.EMFILE, "a socket to nowhere");
        };
        assertThat(practice.slice(() -> 0)).isZero();
        assertThat(practice.isTime(VirtualRouter.NEVER, Long.MAX_VALUE / 2)).isFalse();
    }

    @Test
    void aMachineWithoutAPlaceToPractiseIsNotAskedAgain() {
        Practice practice = practice();
        machine.nowhere = () -> null;
        assertThat(practice.slice(() -> 0)).isZero();
        assertThat(practice.isTime(VirtualRouter.NEVER, Long.MAX_VALUE / 2)).isFalse();
    }

    @Test
    void aDefectComesOutOnceAndEndsIt() {
        Practice practice = practice();
        nowhere.refusals.put("rehearsal add 192.0.2.3", "no such device");
        assertThatThrownBy(() -> practice.slice(() -> 0)).hasMessage("an understudy is FAULT");
        assertThat(practice.isTime(VirtualRouter.NEVER, Long.MAX_VALUE / 2)).isFalse();
        assertThat(nowhere.open).isEmpty();
        assertThat(nowhere.closed).isTrue();
    }

    @Test
    void theEndOfTheLoopEndsItTwiceIfNeedBe() {
        Practice practice = practice();
        assertThat(practice.slice(() -> 0)).isZero();
        practice.end();
        practice.end();
        assertThat(List.copyOf(nowhere.open)).isEmpty();
        assertThat(practice.isTime(VirtualRouter.NEVER, Long.MAX_VALUE / 2)).isFalse();
    }

    /** The kind of the machine is what a loop asks for. */
    @Test
    void aMachineHasNoPlaceToPractiseUnlessItSaysSo() {
        Machine plain = new FakeMachine();
        assertThat(plain.nowhere()).isNull();
    }
}
