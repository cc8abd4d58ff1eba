package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused of what operators ask for, and what of that they can insist on. */
class SteeringObjectionTest {
    private static Optional<SteeringObjection> to(SteeringOrder order, Rig rig) {
        return SteeringObjection.to(order, rig.router());
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAIN", "STAY_OUT"})
    void aMasterDoesNotKnowWhoCouldTakeOverAndCanBeDrainedAllTheSame(SteeringOrder order) {
        Rig rig = new Given().master();

        assertThat(to(order, rig))
                .contains(new SteeringObjection(
                        "VI_1 is master here, and nothing is known of another node that could take over", true));

        rig.steer(SteeringOrder.DRAIN, "");
        assertThat(to(order, rig)).as("it leaves already").isEmpty();
    }

    @Test
    void whoeverIsNotMasterIsDrainedWithoutAsking() {
        assertThat(to(SteeringOrder.DRAIN, new Given().backup())).isEmpty();
        assertThat(to(SteeringOrder.DRAIN, new Given().idle())).isEmpty();
    }

    @Test
    void nothingSpeaksAgainstResuming() {
        assertThat(to(SteeringOrder.RESUME, new Given().master())).isEmpty();
        assertThat(to(SteeringOrder.RESUME, new Given().idle())).isEmpty();
    }

    @Test
    void whatIsDrainedIsResumedBeforeItIsPromoted() {
        Rig rig = new Given().backup();
        rig.hear(150, Rig.HIGHER);
        rig.steer(SteeringOrder.DRAIN, "");

        assertThat(to(SteeringOrder.PROMOTE, rig))
                .contains(new SteeringObjection("VI_1 is drained; resume it first", false));
    }

    @Test
    void whatDoesNotTakePartCannotBeMaster() {
        assertThat(to(SteeringOrder.PROMOTE, new Given().idle()))
                .contains(new SteeringObjection("VI_1 is in INIT and cannot be master", false));
        assertThat(to(
                        SteeringOrder.PROMOTE,
                        new Given().link("eth0", Condition.DOWN).started()))
                .contains(new SteeringObjection("VI_1 is in FAULT and cannot be master", false));
    }

    @Test
    void aMasterThatWouldNotYieldIsNamed() {
        Rig rig = new Given().backup();
        assertThat(to(SteeringOrder.PROMOTE, rig)).as("no master is heard").isEmpty();

        rig.hear(253, Rig.HIGHER);
        assertThat(to(SteeringOrder.PROMOTE, rig)).as("254 is more").isEmpty();

        rig.hear(254, Rig.HIGHER);
        assertThat(to(SteeringOrder.PROMOTE, rig))
                .contains(new SteeringObjection(
                        "VI_1 cannot be master: " + Rig.HIGHER
                                + " is, with priority 254, and would not yield; drain it there",
                        false));
    }

    @Test
    void anOwnerIsStrongerThanAnyPromotion() {
        assertThat(to(SteeringOrder.PROMOTE, new Given().priority(255).master()))
                .isEmpty();
    }
}
