package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The members of a sync group at their places change their state together. */
class GroupsTest {
    private final List<String> told = new ArrayList<>();
    private final Rig rig = Rig.empty();
    private final Groups groups = new Groups(
            new Story() {
                @Override
                public void group(GroupTransition transition) {
                    told.add(transition.group() + " " + transition.to() + (transition.stopped() ? " stopped" : ""));
                }
            },
            (router, input) -> input.run());

    private static Given member(String name, String address) {
        return new Given().name(name).address(address, 32).script("chk " + name, Condition.UP);
    }

    private void start(Given... members) {
        for (Given member : members) {
            rig.take(member);
        }
        groups.adopt(rig.routers, rig.nowNs());
        rig.start();
        settle();
    }

    private void settle() {
        rig.routers.forEach(router -> groups.settle(router, rig.nowNs()));
    }

    private void pass(long ms) {
        for (long passed = 0; passed < ms; passed += 10) {
            rig.pass(10);
            settle();
        }
    }

    private void see(int router, String script, Condition condition) {
        rig.routers.get(router).onScript(script, condition, "", rig.nowNs());
        groups.settle(rig.routers.get(router), rig.nowNs());
    }

    private List<State> states() {
        return rig.routers.stream().map(router -> router.router().state()).toList();
    }

    @Test
    void theyBecomeMasterTogetherAndTheirGroupIsReportedOnce() {
        start(
                member("one", "10.77.0.100").in("G"),
                member("two", "10.77.0.101").priority(150).in("G"));
        pass(4000);
        assertThat(states()).containsExactly(State.MASTER, State.MASTER);
        assertThat(told).containsExactly("G BACKUP", "G MASTER");
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0", "10.77.0.101/32 on eth0");
    }

    @Test
    void aFaultOfOneIsThatOfAllAndOnlyOfItsGroup() {
        start(
                member("one", "10.77.0.100").in("G"),
                member("two", "10.77.0.101").in("G"),
                member("three", "10.77.0.102"));
        pass(4000);
        told.clear();
        see(1, "chk two", Condition.DOWN);
        assertThat(states()).containsExactly(State.FAULT, State.FAULT, State.MASTER);
        assertThat(told).containsExactly("G FAULT");
        see(1, "chk two", Condition.UP);
        assertThat(states()).containsExactly(State.BACKUP, State.BACKUP, State.MASTER);
        pass(4000);
        assertThat(states()).containsOnly(State.MASTER);
        assertThat(told).containsExactly("G FAULT", "G BACKUP", "G MASTER");
    }

    @Test
    void aGroupStandsAgainstAWeakerMasterAndYieldsToABetterOneAsAWhole() {
        start(member("one", "10.77.0.100").in("G"), member("two", "10.77.0.101").in("G"));
        pass(4000);
        rig.forget();
        rig.hear(50, "10.77.0.100");
        settle();
        assertThat(states()).containsOnly(State.MASTER);
        rig.hear(200, "10.77.0.100");
        settle();
        assertThat(states()).containsOnly(State.BACKUP);
    }

    @Test
    void aGroupWhoseNameStaysGoesOnWithOtherMembers() {
        start(
                member("one", "10.77.0.100").in("G"),
                member("two", "10.77.0.101").in("G"),
                member("three", "10.77.0.102").in("H"));
        pass(4000);
        told.clear();
        groups.adopt(rig.routers.subList(0, 1), rig.nowNs());
        assertThat(told).isEmpty();
        see(0, "chk one", Condition.DOWN);
        assertThat(states()).containsExactly(State.FAULT, State.MASTER, State.MASTER);
        assertThat(told).containsExactly("G FAULT");
        groups.stop(new Cause.Stopped(), rig.nowNs());
        assertThat(told.getLast()).endsWith("stopped");
        groups.adopt(List.of(), rig.nowNs());
        settle();
        assertThat(told).hasSize(2);
    }
}
