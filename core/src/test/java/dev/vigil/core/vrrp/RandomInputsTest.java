package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a virtual router is told, in whatever order: its invariants hold, and so does the order of what it does. */
class RandomInputsTest {
    private static final int STEPS = 400;

    @Test
    void theInvariantsHoldAfterAnyInputs() {
        Seeds.each(500, random -> {
            Rig rig = anyGiven(random).idle();
            Conduct conduct = new Conduct();
            for (int step = 0; step < STEPS; step++) {
                boolean wasMaster = rig.router().state() == State.MASTER;
                disturb(rig, random);
                conduct.follow(rig.done(), wasMaster);
                assertThat(conduct.addressesPresent).isEqualTo(rig.router().state() == State.MASTER);
            }
        });
    }

    /** What may be done when: nothing but a MASTER advertises, announces and has addresses. */
    private static final class Conduct {
        private boolean addressesPresent;

        void follow(List<String> done, boolean wasMaster) {
            boolean mayAdvertise = wasMaster;
            for (String line : done) {
                switch (line.split(" ", 2)[0]) {
                    case "advertise" -> {
                        boolean firstOfMaster = done.contains("BACKUP to MASTER") || done.contains("INIT to MASTER");
                        assertThat(mayAdvertise || firstOfMaster).as("%s", done).isTrue();
                    }
                    case "add" -> addressesPresent = true;
                    case "remove" -> {
                        assertThat(addressesPresent || !wasMaster)
                                .as("%s", done)
                                .isTrue();
                        addressesPresent = false;
                        mayAdvertise = false;
                    }
                    case "announce" ->
                        assertThat(addressesPresent).as("%s", done).isTrue();
                    default -> {}
                }
            }
        }
    }

    private static Given anyGiven(RandomGenerator random) {
        Given given = new Given()
                .version(random.nextInt(2, 4))
                .priority(random.nextInt(1, 256))
                .intervalMs(random.nextInt(1, 200) * 10L)
                .downTimerAdverts(random.nextInt(1, 6))
                .burst(random.nextInt(6), random.nextInt(3) * 2000L)
                .refresh(random.nextInt(3) * 3000L, 1)
                .lowerPriorityBurst(random.nextInt(3), random.nextInt(3) * 1000L)
                .link("eth0", anyCondition(random))
                .script("zero", 0, anyCondition(random))
                .script("weighted", random.nextInt(-253, 254), anyCondition(random));
        if (random.nextInt(3) == 0) {
            given.nopreempt();
        } else if (random.nextInt(3) == 0) {
            given.preemptDelayMs(random.nextInt(5000));
        }
        if (random.nextInt(4) == 0) {
            given.lowerPriorityNoAdvert();
        }
        if (random.nextInt(4) == 0) {
            given.higherPrioritySendAdvert();
        }
        return given;
    }

    private static void disturb(Rig rig, RandomGenerator random) {
        switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> rig.pass(random.nextInt(5000));
            case 4 -> rig.sleep(random.nextInt(20_000));
            case 5, 6 -> rig.wake();
            case 7, 8, 9 -> rig.hear(random.nextInt(256), random.nextInt(1, 4096) * 10L, anySource(random));
            case 10 -> rig.hear(rig.router().effectivePriority(), anySource(random));
            case 11 -> rig.link("eth0", anyCondition(random));
            case 12 -> rig.script(random.nextBoolean() ? "zero" : "weighted", anyCondition(random), "");
            case 13 -> rig.loseAddress(Rig.VIRTUAL);
            case 14 -> rarely(rig, random);
            case 15 -> rig.router().onSource(anySource(random));
            case 16 -> rig.advertised(random.nextInt(3000));
            default -> {
                if (rig.router().state() == State.INIT) {
                    rig.start();
                }
            }
        }
    }

    private static void rarely(Rig rig, RandomGenerator random) {
        switch (random.nextInt(5)) {
            case 0 -> rig.refuse("adding an address");
            case 1 -> rig.refuseRemoval();
            case 2 -> rig.defect("something");
            case 3 -> rig.reconfigure(anyGiven(random));
            default -> rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        }
    }

    private static IpAddress anySource(RandomGenerator random) {
        return random.nextBoolean() ? Rig.LOWER : Rig.HIGHER;
    }

    private static Condition anyCondition(RandomGenerator random) {
        int drawn = random.nextInt(10);
        return drawn == 0 ? Condition.UNKNOWN : drawn < 4 ? Condition.DOWN : Condition.UP;
    }
}
