package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reload makes of two configurations. */
class ReloadPlanTest {
    private static final String PEERS = "no interruption here, but nodes that do not change as well refuse its"
            + " advertisements and become MASTER beside it";

    private static final String SCRIPT = script("/bin/true");

    private static String script(String command, String... more) {
        return "vrrp_script chk {\n script " + command + "\n" + String.join("\n", more) + "\n}\n";
    }

    private static List<String> lines(String old, String next) {
        return ReloadText.lines(ReloadPlan.between(read(old), read(next))).stream()
                .map(line -> (line.subject().isEmpty() ? "" : line.subject() + ": ") + line.text())
                .toList();
    }

    @Test
    void theSameTextMovedToOtherLinesChangesNothing() {
        ReloadPlan plan = ReloadPlan.between(
                read(instance("A", 1, "  notify /x.sh") + instance("B", 2)),
                read("# a comment\n\n" + instance("B", 2) + instance("A", 1, "  notify /x.sh")));
        assertThat(plan.names(Step.Keep.class)).containsExactly("B", "A");
        assertThat(plan.summary()).isEqualTo("2 unchanged");
        assertThat(plan.globals()).isEmpty();
        assertThat(plan.later()).isEmpty();
    }

    @Test
    void theSameMeaningInOtherWordsChangesNothing() {
        assertThat(lines(
                        instance("A", 1, "  advert_int 1.0", "  unicast_src_ip 192.0.2.250"),
                        instance("A", 1, "  mcast_src_ip 192.0.2.250", "  priority 100")))
                .isEmpty();
    }

    @Test
    void anotherPriorityIsChangedInPlace() {
        assertThat(lines(instance("A", 1, "  priority 90"), instance("A", 1, "  priority 91")))
                .containsExactly("A: priority 90 becomes 91: no interruption");
    }

    @Test
    void aKeywordThatGoesGivesWayToWhatHoldsWithoutIt() {
        assertThat(lines(
                        instance("A", 1, "  notify /x.sh", "  nopreempt", "  advert_int 2"),
                        instance("A", 1, "  notify /y.sh")))
                .containsExactly(
                        "A: advert_int 2 becomes 1, nopreempt on becomes off, notify /x.sh becomes /y.sh: " + PEERS);
    }

    @Test
    void addressesAreNamedOneByOne() {
        String old = "  virtual_ipaddress_excluded {\n    192.0.2.7/24\n    192.0.2.8/24 label eth0:x\n  }";
        String next = "  virtual_ipaddress_excluded {\n    192.0.2.8/24\n    192.0.2.9/24 dev eth1\n  }";
        assertThat(lines(instance("A", 1, old), instance("A", 1, next)))
                .containsExactly("A: virtual_ipaddress_excluded 192.0.2.8/24 label eth0:x becomes 192.0.2.8/24,"
                        + " virtual_ipaddress_excluded 192.0.2.9/24 dev eth1 is added,"
                        + " virtual_ipaddress_excluded 192.0.2.7/24 is removed: no interruption");
    }

    @Test
    void theOrderOfAddressesIsAChange() {
        String old = "  virtual_ipaddress {\n    192.0.2.7/24\n    192.0.2.8/24\n  }";
        String next = "  virtual_ipaddress {\n    192.0.2.8/24\n    192.0.2.7/24\n  }";
        assertThat(lines(instance("A", 1, old), instance("A", 1, next)))
                .containsExactly("A: the order of a list changes: no interruption");
    }

    @Test
    void whatASyncGroupOfOneTracksIsWhatItsMemberTracks() {
        String group = "vrrp_sync_group G {\n group {\n A\n }\n%s\n}\n";
        assertThat(lines(
                        SCRIPT + instance("A", 1) + group.formatted(""),
                        SCRIPT + instance("A", 1) + group.formatted("track_script {\n chk weight -2\n}")))
                .containsExactly("A: track_script chk weight -2 is added: no interruption");
        assertThat(lines(
                        instance("A", 1) + group.formatted(""),
                        instance("A", 1) + group.formatted("notify_master /x.sh")))
                .containsExactly("A: notify_master of vrrp_sync_group G /x.sh is added: no interruption");
    }

    @Test
    void aSecretIsNeverShown() {
        String pass = "  authentication {\n auth_type PASS\n auth_pass %s\n }";
        assertThat(lines(
                        instance("A", 1, "  version 2", pass.formatted("hunter2")),
                        instance("A", 1, "  version 2", pass.formatted("tr0ubad"))))
                .containsExactly("A: auth_pass changes: " + PEERS);
        assertThat(lines(instance("A", 1, "  version 2"), instance("A", 1, "  version 2", pass.formatted("tr0ubad"))))
                .containsExactly("A: auth_type none becomes PASS, auth_pass changes: " + PEERS);
    }

    @Test
    void anIntervalHasToBeAgreedOnInVersion2Only() {
        assertThat(lines(
                        instance("A", 1, "  version 2", "  advert_int 1"),
                        instance("A", 1, "  version 2", "  advert_int 2")))
                .containsExactly("A: advert_int 1 becomes 2: " + PEERS);
        assertThat(lines(
                        instance("A", 1, "  version 3", "  advert_int 1"),
                        instance("A", 1, "  version 3", "  advert_int 2")))
                .containsExactly("A: advert_int 1 becomes 2: no interruption");
    }

    @Test
    void anotherVridIsAnotherVirtualRouterWhoseAddressesAreAwayForAMasterDownTime() {
        ReloadPlan plan = ReloadPlan.between(
                read(instance("A", 51, "  version 2", "  priority 150")),
                read(instance("A", 52, "  version 2", "  priority 150").replace("192.0.2.52", "192.0.2.51")));
        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(ReloadText.text(step))
                    .isEqualTo("virtual_router_id 51 becomes 52: its addresses are away for about 3.4 s");
            assertThat(step.cost()).isEqualTo(new Cost(Cost.Kind.AWAY, 3_414_062_000L));
            assertThat(((Step.Replace) step).cause()).isEqualTo(new Cause.Reloaded("virtual_router_id 51 became 52"));
        });
        assertThat(plan.summary()).isEqualTo("replaced A; 0 unchanged");
    }

    @Test
    void theCostIsThatOfTheNewTiming() {
        assertThat(lines(
                        instance("A", 51, "  advert_int 1"),
                        instance("A", 51, "  version 3", "  advert_int 10", "  priority 255")))
                .singleElement()
                .asString()
                .endsWith(": its addresses are away for a moment");
        assertThat(lines(
                        instance("A", 51, "  advert_int 1"),
                        instance("A", 51, "  version 3", "  advert_int 10", "  down_timer_adverts 2")))
                .singleElement()
                .asString()
                .startsWith("A: version 2 becomes 3, advert_int 1 becomes 10")
                .endsWith(": its addresses are away for about 26.1 s");
    }

    @Test
    void instancesThatExchangeTheirVridsAreBothReplaced() {
        ReloadPlan plan = ReloadPlan.between(
                read(instance("A", 1) + instance("B", 2)), read(instance("A", 2) + instance("B", 1)));
        assertThat(plan.names(Step.Replace.class)).containsExactly("A", "B");
    }

    @Test
    void anInstanceWithAnotherNameIsReplacedAndNotRemovedAndAdded() {
        assertThat(lines(instance("A", 1), instance("B", 1)))
                .containsExactly("B: vrrp_instance A becomes B: its addresses are away for about 3.6 s");
    }

    @Test
    void whatIsNewComesAndWhatIsGoneGoesAtTheEnd() {
        ReloadPlan plan = ReloadPlan.between(
                read(instance("A", 1) + instance("B", 2)), read(instance("C", 3) + instance("B", 2)));
        assertThat(plan.steps()).extracting(Step::name).containsExactly("C", "B", "A");
        assertThat(plan.steps())
                .extracting(ReloadText::text)
                .containsExactly(
                        "added: its addresses come after about 3.6 s if no other node has them",
                        "unchanged: no interruption",
                        "removed: its addresses go");
        assertThat(((Step.Add) plan.steps().get(0)).cause()).isEqualTo(new Cause.Reloaded("the instance was added"));
        assertThat(((Step.Remove) plan.steps().get(2)).cause()).isEqualTo(new Cause.Removed());
        assertThat(plan.summary()).isEqualTo("added C; removed A; 1 unchanged");
    }

    @Test
    void whatHoldsForTheWholeDaemonIsNamedToo() {
        String old = "global_defs {\n router_id a\n}\n" + SCRIPT;
        String next = "global_defs {\n router_id b\n vrrp_rt_priority 5\n}\n" + script("/bin/true", "interval 5");
        assertThat(lines(old + instance("A", 1), next + instance("A", 1)))
                .containsExactly(
                        "router_id a becomes b",
                        "interval of vrrp_script chk 1 becomes 5",
                        "timeout of vrrp_script chk 1 becomes 5",
                        "vrrp_rt_priority 0 becomes 5: not before the next start");
    }

    private static final Track.Id CHK = new Track.Id(Track.Kind.SCRIPT, "chk");

    @Test
    void aVerdictIsForgottenWithItsScriptOrWithTheProgramBehindIt() {
        Config old = read(SCRIPT + instance("A", 1));
        assertThat(ReloadPlan.between(old, read(instance("A", 1))).forgotten()).containsExactly(CHK);
        assertThat(ReloadPlan.between(read(instance("A", 1)), old).forgotten())
                .as("a late verdict on an earlier script of that name")
                .containsExactly(CHK);
        assertThat(ReloadPlan.between(old, read(script("/bin/false") + instance("A", 1)))
                        .forgotten())
                .containsExactly(CHK);
        assertThat(ReloadPlan.between(old, read(script("/bin/true", "user nobody") + instance("A", 1)))
                        .forgotten())
                .containsExactly(CHK);
        assertThat(ReloadPlan.between(old, read("global_defs {\n script_user nobody\n}\n" + SCRIPT + instance("A", 1)))
                        .forgotten())
                .containsExactly(CHK);
        assertThat(ReloadPlan.between(old, read("\n" + script("/bin/true", "interval 9") + instance("A", 1)))
                        .forgotten())
                .isEmpty();
    }
}
