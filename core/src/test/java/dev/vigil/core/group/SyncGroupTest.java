package dev.vigil.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Explanation;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import org.junit.jupiter.api.Test;

class SyncGroupTest {
    // The start, in the order that keepalived 2.2.7 tells of it

    @Test
    void theGroupBeginsAndIsToldBeforeItsMembers() {
        GroupRig rig = new GroupRig().member("one", 100).member("two", 100);
        rig.start("one");
        assertThat(rig.done()).as("not before all are started").isEmpty();
        rig.start("two");
        assertThat(rig.done()).containsExactly("GROUP BACKUP", "one BACKUP", "two BACKUP");
        assertThat(rig.why("two")).isEqualTo("the daemon started");
    }

    @Test
    void oneThatWaitsForAScriptKeepsAllInInit() {
        GroupRig rig = new GroupRig()
                .member("one", 100, GroupRig.script(Condition.UNKNOWN))
                .member("two", 100);
        rig.started();
        rig.pass(60_000);
        assertThat(rig.done()).isEmpty();
        rig.script("one", Condition.UP);
        assertThat(rig.done()).containsExactly("one BACKUP", "two BACKUP", "GROUP BACKUP");
    }

    @Test
    void aFaultAtTheStartIsOneOfAll() {
        GroupRig rig = new GroupRig().member("one", 100).member("two", 100, GroupRig.script(Condition.DOWN));
        rig.started();
        assertThat(rig.done()).containsExactly("two FAULT", "one FAULT", "GROUP FAULT");
        assertThat(rig.why("one")).isEqualTo("sync group G follows two to FAULT; script chk is down");
        rig.script("two", Condition.UP);
        assertThat(rig.done()).containsExactly("two BACKUP", "one BACKUP", "GROUP BACKUP");
    }

    @Test
    void addressOwnersBeginAsMasterIfAllAre() {
        GroupRig all = new GroupRig().member("one", 255).member("two", 255).started();
        all.expect(State.MASTER);
        assertThat(all.done())
                .contains("one MASTER", "two MASTER", "GROUP MASTER")
                .doesNotContain("GROUP BACKUP");

        GroupRig some = new GroupRig().member("one", 255).member("two", 100).started();
        some.expect(State.BACKUP);
        some.pass(3600);
        some.expect(State.BACKUP);
        some.pass(100);
        some.expect(State.MASTER);
    }

    @Test
    void ownersInAFaultDoNotBegin() {
        GroupRig rig = new GroupRig()
                .member("one", 255)
                .member("two", 255, GroupRig.script(Condition.DOWN))
                .started();
        rig.expect(State.FAULT);
        rig.script("two", Condition.UP);
        rig.expect(State.BACKUP);
        rig.pass(1100);
        rig.expect(State.MASTER);
    }

    // Becoming MASTER

    @Test
    void theLastWhoseMasterIsSilentLeadsTheOthers() {
        GroupRig rig = GroupRig.backup("one", "two");
        rig.pass(2000);
        rig.hear("two", 200);
        rig.pass(3500);
        rig.expect(State.BACKUP);
        rig.pass(2000);
        assertThat(rig.done())
                .containsSubsequence("two MASTER", "one MASTER", "GROUP MASTER")
                .startsWith("two adds");
        assertThat(rig.why("one"))
                .startsWith("sync group G follows two to MASTER; no master was heard for ")
                .doesNotContain("10.77.0.9");
        assertThat(rig.why("two")).isEqualTo("no advertisement from 10.77.0.9 (priority 200) for 3.609 s");
    }

    @Test
    void oneThatHearsAMasterKeepsTheOthersBackup() {
        GroupRig rig = GroupRig.backup("one", "two", "three");
        for (int second = 0; second < 60; second++) {
            rig.hear("two", 200);
            rig.pass(1000);
        }
        assertThat(rig.done()).isEmpty();
        rig.expect(State.BACKUP);
        assertThat(rig.router("one").wish()).isNotNull();
        rig.hear("one", 200);
        assertThat(rig.router("one").wish()).as("it hears a master").isNull();
        rig.pass(3700);
        rig.expect(State.MASTER);
    }

    @Test
    void aWeakerMasterTakesNoWishAway() {
        GroupRig rig = GroupRig.backup("one", "two");
        rig.pass(2000);
        rig.hear("two", 200);
        rig.pass(2000);
        rig.hear("one", 50);
        rig.pass(1700);
        rig.expect(State.MASTER);
    }

    @Test
    void aResignationCountsForItsMemberAlone() {
        GroupRig rig = GroupRig.backup("one", "two");
        rig.hear("one", 200);
        rig.hear("two", 200);
        rig.hear("one", 0);
        rig.pass(1000);
        rig.expect(State.BACKUP);
        rig.hear("two", 0);
        rig.pass(700);
        rig.expect(State.MASTER);
    }

    // Leaving

    @Test
    void aFaultOfOneIsOneOfAllAndEveryOneResigns() {
        GroupRig rig = GroupRig.master("one", "two", "three");
        rig.link("two", Condition.DOWN);
        assertThat(rig.done())
                .containsExactly(
                        "two resigns",
                        "two removes",
                        "two FAULT",
                        "one resigns",
                        "one removes",
                        "one FAULT",
                        "three resigns",
                        "three removes",
                        "three FAULT",
                        "GROUP FAULT");
        assertThat(rig.why("three")).isEqualTo("sync group G follows two to FAULT; interface eth0 is down");
    }

    @Test
    void aFaultEndsWhenNoMemberHasOne() {
        GroupRig rig = GroupRig.backup("one", "two", "three");
        rig.link("two", Condition.DOWN);
        rig.link("one", Condition.DOWN);
        rig.link("two", Condition.UP);
        rig.expect(State.FAULT);
        assertThat(rig.why("two")).as("the one that has it now").startsWith("sync group G follows one to FAULT");
        assertThat(rig.why("three")).startsWith("sync group G follows one to FAULT");
        rig.done();
        rig.link("one", Condition.UP);
        assertThat(rig.done()).containsExactly("one BACKUP", "two BACKUP", "three BACKUP", "GROUP BACKUP");
        assertThat(rig.why("three")).isEqualTo("sync group G follows one to BACKUP; interface eth0 is up");
        rig.pass(3500);
        rig.expect(State.BACKUP);
        rig.pass(200);
        rig.expect(State.MASTER);
    }

    @Test
    void aRefusalOfTheKernelIsAFaultOfAllForItsTime() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.refuse("one");
        rig.expect(State.FAULT);
        rig.pass(10_000);
        rig.expect(State.BACKUP);
    }

    @Test
    void whoYieldsTakesTheOthersAlongWithoutAResignation() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.hear("two", 200);
        assertThat(rig.done())
                .containsExactly("two removes", "two BACKUP", "one removes", "one BACKUP", "GROUP BACKUP");
        assertThat(rig.why("one"))
                .isEqualTo(
                        "sync group G follows two to BACKUP; 10.77.0.9 advertises priority 200, higher than ours of 100");
    }

    @Test
    void everybodyIsToldOfTheOneThatLed() {
        GroupRig rig = GroupRig.master("one", "two", "three");
        rig.hear("two", 200);
        assertThat(rig.why("three")).startsWith("sync group G follows two to BACKUP; 10.77.0.9 advertises");
        assertThat(rig.lastNews()).startsWith("10.77.0.9 advertises");
        rig.pass(3700);
        rig.expect(State.MASTER);
        assertThat(rig.lastNews()).doesNotContain("sync group");
        rig.link("three", Condition.DOWN);
        assertThat(rig.why("one")).isEqualTo("sync group G follows three to FAULT; interface eth0 is down");
        assertThat(rig.lastNews()).isEqualTo("interface eth0 is down");
        rig.link("three", Condition.UP);
        assertThat(rig.why("two")).isEqualTo("sync group G follows three to BACKUP; interface eth0 is up");
        assertThat(rig.lastNews()).isEqualTo("interface eth0 is up");
    }

    @Test
    void aMemberThatWaitsForItsFirstLookHoldsAFaultOfTheGroupLikeOneOfItsOwn() {
        GroupRig rig = new GroupRig()
                .member("one", 100, GroupRig.script(Condition.UNKNOWN))
                .member("two", 100);
        rig.started();
        rig.link("two", Condition.DOWN);
        rig.expect(State.FAULT);
        rig.link("two", Condition.UP);
        rig.expect(State.FAULT);
        rig.script("one", Condition.UP);
        rig.expect(State.BACKUP);
    }

    // Somebody else in the place of one

    @Test
    void aWeakerMasterMakesAllAnnounceTheirAddresses() {
        GroupRig rig = GroupRig.master("one", "two", "three");
        rig.hear("two", 50);
        assertThat(rig.done()).containsExactly("two announces 3", "two is contested");
        assertThat(rig.group.contested(rig.router("two")))
                .extracting(GroupStep::member, GroupStep::order)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, GroupOrder.ANNOUNCE),
                        org.assertj.core.groups.Tuple.tuple(2, GroupOrder.ANNOUNCE));
        rig.router("one").onGroup(GroupOrder.ANNOUNCE, rig.router("two").why(), rig.nowNs(), new NoEffects());
    }

    // Reloads

    @Test
    void aNewcomerListensWhileTheOthersStayMaster() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.put("three", GroupRig.make("three", 100, true));
        rig.start("three");
        assertThat(rig.done()).containsExactly("three BACKUP");
        assertThat(rig.group.isNewcomer(rig.router("three"))).isTrue();
        assertThat(rig.group.state()).isEqualTo(State.MASTER);
        rig.pass(3700);
        rig.expect(State.MASTER);
        assertThat(rig.done()).contains("three MASTER").doesNotContain("one BACKUP", "GROUP BACKUP", "GROUP MASTER");
        assertThat(rig.group.isNewcomer(rig.router("three"))).isFalse();
    }

    @Test
    void aNewcomerThatHearsABetterMasterTakesTheGroupAlong() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.put("three", GroupRig.make("three", 100, true));
        rig.start("three");
        rig.hear("three", 50);
        assertThat(rig.group.state()).as("a weaker one does not count").isEqualTo(State.MASTER);
        rig.hear("three", 200);
        rig.expect(State.BACKUP);
    }

    @Test
    void aBackupThatComesToAGroupOfMastersDoesNotTakeItAlong() {
        GroupRig rig = GroupRig.master("one", "two");
        GroupRig alone = new GroupRig();
        alone.put("three", GroupRig.make("three", 100, false));
        alone.start("three");
        rig.put("three", alone.router("three"));
        rig.reconfigure("three", true);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.group.isNewcomer(rig.router("three"))).isTrue();
        rig.pass(4000);
        rig.expect(State.MASTER);
    }

    @Test
    void aBackupThatFollowsAMasterTakesTheGroupAlongThatItComesTo() {
        GroupRig rig = GroupRig.master("one", "two");
        GroupRig alone = new GroupRig();
        alone.put("three", GroupRig.make("three", 100, false));
        alone.start("three");
        alone.hear("three", 200);
        rig.put("three", alone.router("three"));
        rig.reconfigure("three", true);
        rig.expect(State.BACKUP);
    }

    @Test
    void whoseMasterFellSilentFollowsNobodyAnyMore() {
        GroupRig rig = GroupRig.backup("one", "two");
        rig.hear("one", 200);
        rig.hear("two", 200);
        assertThat(rig.router("one").isFollowing()).isTrue();
        rig.pass(3000);
        rig.hear("two", 200);
        rig.pass(1000);
        assertThat(rig.router("one").isFollowing()).isFalse();
        assertThat(rig.router("two").isFollowing()).isTrue();
    }

    @Test
    void aNewcomerWithAFaultIsOneOfAll() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.put("three", GroupRig.make("three", 100, true, GroupRig.script(Condition.DOWN)));
        rig.start("three");
        rig.expect(State.FAULT);
    }

    @Test
    void aMemberThatLeavesTheConfigurationChangesNothing() {
        GroupRig rig = GroupRig.master("one", "two", "three");
        rig.stop("two");
        assertThat(rig.done()).containsExactly("two resigns", "two removes", "two INIT");
        rig.remove("two");
        rig.look();
        assertThat(rig.done()).isEmpty();
        rig.expect(State.MASTER);
    }

    @Test
    void oneThatLeavesTheGroupInItsFaultTakesPartAgain() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.link("one", Condition.DOWN);
        VirtualRouter two = rig.router("two");
        rig.reconfigure("two", false);
        rig.remove("two");
        assertThat(two.state()).isEqualTo(State.BACKUP);
        rig.expect(State.FAULT);
    }

    @Test
    void aMasterThatComesToAGroupOfBackupsResigns() {
        GroupRig rig = GroupRig.backup("one", "two");
        GroupRig alone = new GroupRig();
        alone.put("three", GroupRig.make("three", 100, false));
        alone.start("three");
        alone.pass(3700);
        rig.pass(2000);
        rig.hear("one", 200);
        rig.put("three", alone.router("three"));
        rig.reconfigure("three", true);
        assertThat(rig.done()).containsExactly("three resigns", "three removes", "three BACKUP");
        rig.expect(State.BACKUP);
    }

    @Test
    void aGroupThatIsMadeOfAMasterAndANewInstanceDoesNotFlap() {
        GroupRig rig = new GroupRig();
        rig.put("one", GroupRig.make("one", 100, false));
        rig.start("one");
        rig.pass(4000);
        rig.done();
        SyncGroup made = new SyncGroup("H");
        made.adopt(java.util.List.of(rig.router("one"), GroupRig.make("two", 100, true)));
        assertThat(made.state()).isEqualTo(State.MASTER);
    }

    @Test
    void theGroupOfAStoppedDaemonIsToldLast() {
        GroupRig rig = GroupRig.master("one", "two");
        rig.stop("one");
        rig.stop("two");
        assertThat(rig.done())
                .containsExactly("one resigns", "one removes", "one INIT", "two resigns", "two removes", "two INIT");
        rig.group.stop(new dev.vigil.core.vrrp.Cause.Stopped(), rig.nowNs());
        GroupTransition news = rig.group.takeNews();
        assertThat(news).isNotNull();
        assertThat(news.stopped()).isTrue();
        assertThat(news.from()).isEqualTo(State.MASTER);
    }

    // nopreempt

    @Test
    void nopreemptLeavesTheWholeGroupWithAWeakerMaster() {
        GroupRig rig = new GroupRig();
        rig.put("one", GroupRig.make("one", 200, true, false));
        rig.put("two", GroupRig.make("two", 200, true, true));
        rig.started();
        for (int second = 0; second < 20; second++) {
            rig.hear("one", 100);
            rig.hear("two", 100);
            rig.pass(1000);
        }
        rig.expect(State.BACKUP);
        rig.pass(4000);
        rig.expect(State.MASTER);
    }

    // What people are told

    @Test
    void whatAMemberWaitsForIsExplained() {
        GroupRig rig = new GroupRig()
                .member("one", 100, GroupRig.script(Condition.UNKNOWN))
                .member("two", 100);
        rig.started();
        assertThat(now(rig, "two")).isEqualTo("sync group G has not begun, because another member is not ready");
        assertThat(now(rig, "one")).isEqualTo("not yet looked at: script chk");
        rig.script("one", Condition.UP);
        rig.pass(2000);
        rig.hear("two", 200);
        rig.pass(2000);
        assertThat(now(rig, "one")).startsWith("sync group G waits for another member");
        assertThat(now(rig, "two")).startsWith("10.77.0.9 advertises 200, ours is 100");
        rig.link("two", Condition.DOWN);
        assertThat(now(rig, "one")).isEqualTo("sync group G is in FAULT");
        assertThat(now(rig, "two")).isEqualTo("interface eth0 is down");
        assertThat(Explanation.of(rig.router("two"), rig.nowNs()).otherwise())
                .isEqualTo("takes part again when that has ended, if no other member of sync group G has a fault");
    }

    private static String now(GroupRig rig, String member) {
        return Explanation.of(rig.router(member), rig.nowNs()).now();
    }

    @Test
    void inTheSteadyStateTheGroupAsksForNothing() {
        GroupRig rig = GroupRig.master("one", "two");
        for (int second = 0; second < 5; second++) {
            rig.pass(1000);
            assertThat(rig.group.next(rig.router("one"), rig.nowNs())).isNull();
        }
        assertThat(rig.done()).isEmpty();
    }
}
