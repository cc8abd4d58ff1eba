package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** Two masters that meet after a split: the survivor reports it once, and announces its addresses. */
class ReunionTest {
    private static final String MET = "VI_1 meets master 10.77.0.3 with 50, announced on [eth0]";

    /** A MASTER of ten seconds that has heard nobody. */
    private static Rig settled(Given given) {
        Rig rig = Rig.master(given);
        rig.pass(10_000);
        rig.forget();
        rig.story.announced.clear();
        return rig;
    }

    @Test
    void theSurvivorNamesTheOtherAndAnnouncesItsAddressesAtOnceAndAfterADelay() {
        Rig rig = settled(Given.two().contest(2, 5000));
        rig.hear(50);

        rig.expect(State.MASTER);
        assertThat(rig.told()).containsExactly("VI_1 hears 10.77.0.3 with 50, ours is 100", MET);
        assertThat(rig.story.announced).hasSize(1);
        rig.pass(6000);
        assertThat(rig.story.announced).as("the second burst").hasSize(2);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aSurvivorThatMayNotAnnounceAnythingNamesTheOtherAllTheSame() {
        Rig rig = settled(Given.two().contest(0, 5000));
        rig.hear(50);
        assertThat(rig.told()).contains("VI_1 meets master 10.77.0.3 with 50, announced on []");
        assertThat(rig.story.announced).isEmpty();
    }

    @Test
    void aMasterThatGoesOnIsReportedOnce() {
        Rig rig = settled(Given.two().contest(2, 5000));
        for (int heard = 0; heard < 5; heard++) {
            rig.hear(50);
            rig.pass(1000);
        }
        assertThat(rig.told()).containsOnlyOnce(MET);
    }

    @Test
    void theNextSplitIsReportedAgain() {
        Rig rig = settled(Given.two().contest(2, 5000));
        rig.hear(50);
        rig.pass(4000);
        rig.forget();
        rig.hear(50);
        assertThat(rig.told()).contains(MET);
    }

    @Test
    void theLastWordOfAPredecessorIsNoSplit() {
        Rig rig = Rig.master(Given.two());
        rig.hear(50);
        assertThat(rig.told()).containsExactly("VI_1 hears 10.77.0.3 with 50, ours is 100");
    }

    @Test
    void aMasterThatYieldsReportsNoSurvivor() {
        Rig rig = settled(Given.two().contest(2, 5000));
        rig.hear(200);
        rig.expect(State.BACKUP);
        assertThat(rig.told()).noneMatch(line -> line.contains("meets"));
        assertThat(rig.story.announced).isEmpty();
    }
}
