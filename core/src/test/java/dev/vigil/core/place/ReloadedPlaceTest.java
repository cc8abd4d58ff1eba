package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** A changed configuration is taken over by a router that goes on. */
class ReloadedPlaceTest {
    @Test
    void aMasterGoesOnWithTheAddressesThatItKeeps() {
        Rig rig = Rig.master(Given.two());
        FakeEdge old = rig.edge();
        rig.reconfigure(new Given().address("10.77.0.100", 32).address("10.77.0.102", 32));

        rig.expect(State.MASTER);
        assertThat(rig.done())
                .containsExactly(
                        "attach eth0 10.77.0.2",
                        "withdraw 10.77.0.100",
                        "withdraw 10.77.0.101",
                        "detach",
                        "remove 10.77.0.101/32 on eth0",
                        "add 10.77.0.102/32 on eth0",
                        "add 10.77.0.100/32 on eth0",
                        "add 10.77.0.102/32 on eth0",
                        "announce 10.77.0.100",
                        "announce 10.77.0.102");
        assertThat(old.attached).isFalse();
        assertThat(rig.edge().serving).isTrue();
        assertThat(rig.told()).isEmpty();
        rig.turn();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aNewAddressIsAnnouncedAsOftenAsByANewMaster() {
        Rig rig = Rig.master(Given.two().repeat(5));
        rig.reconfigure(Given.two().repeat(5).address("10.77.0.102", 32));

        assertThat(rig.done().stream().filter("announce 10.77.0.102"::equals)).hasSize(5);
    }

    @Test
    void theSameAddressesAskForNothing() {
        Rig rig = Rig.master(Given.two());
        rig.reconfigure(Given.two().priority(120));

        assertThat(rig.done()).doesNotContain("announce 10.77.0.100");
        assertThat(rig.done()).noneMatch(line -> line.startsWith("add"));
        assertThat(rig.router().router().settings().source()).isEqualTo(IpAddress.of("10.77.0.2"));
    }

    @Test
    void aBackupAsksForNothing() {
        Rig rig = Rig.started(Given.two());
        rig.reconfigure(new Given().address("10.77.0.102", 32));

        assertThat(rig.done()).noneMatch(line -> line.startsWith("add") || line.startsWith("remove"));
        assertThat(rig.edge().prepared).hasSize(1);
        assertThat(rig.router().addresses()).hasSize(1);
    }

    // What is given up before anybody takes anything

    private static void giveUp(Rig rig, Given next) {
        rig.forget();
        rig.router().giveUp(next.site(), rig.nowNs());
    }

    @Test
    void whatIsNotWantedAnyMoreIsGivenUpAndNothingElse() {
        Rig rig = Rig.master(Given.two().address("10.77.0.102", 32));
        Given next = new Given().address("10.77.0.100", 24).address("10.77.0.102", 32);
        giveUp(rig, next);

        assertThat(rig.done())
                .startsWith("withdraw 10.77.0.101", "remove 10.77.0.101/32 on eth0")
                .noneMatch(line -> line.startsWith("remove 10.77.0.100") || line.startsWith("remove 10.77.0.102"));
        rig.reconfigure(next);
        rig.pass(1000);
        assertThat(rig.machine.shown())
                .containsExactlyInAnyOrder("10.77.0.2/24 on eth0", "10.77.0.100/24 on eth0", "10.77.0.102/32 on eth0");
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void whoHasNothingOrKeepsEverythingGivesNothingUp() {
        Rig backup = Rig.started(Given.two());
        giveUp(backup, new Given().address("10.77.0.100", 32));
        assertThat(backup.done()).isEmpty();

        Rig master = Rig.master(Given.two());
        giveUp(master, Given.two().address("10.77.0.102", 32));
        assertThat(master.done()).isEmpty();
    }

    @Test
    void aRefusalToGiveUpIsReportedAndAskedForAgain() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.101"));
        giveUp(rig, new Given().address("10.77.0.100", 32));
        assertThat(rig.told()).containsExactly("VI_1 refused: remove 10.77.0.101/32 on eth0: refused");
        rig.machine.refusedToRemove.clear();
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        rig.pass(10_000);

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0", "10.77.0.100/32 on eth0");
    }

    @Test
    void whatAnAddressOwnerFoundStaysWithTheHost() {
        Rig rig = Rig.empty();
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.101", 32));
        rig.turn();
        rig.take(Given.two().owner());
        rig.start();
        rig.expect(State.MASTER);
        Given next = new Given().address("10.77.0.102", 32).owner();
        giveUp(rig, next);
        rig.reconfigure(next);

        assertThat(rig.machine.shown())
                .containsExactlyInAnyOrder("10.77.0.2/24 on eth0", "10.77.0.101/32 on eth0", "10.77.0.102/32 on eth0");
    }

    @Test
    void anotherPrefixIsThereBeforeTheOldOneGoes() {
        Rig rig = Rig.master(Given.two());
        rig.reconfigure(new Given().address("10.77.0.100", 24).address("10.77.0.101", 32));

        assertThat(rig.done()).containsSubsequence("add 10.77.0.100/24 on eth0", "remove 10.77.0.100/32 on eth0");
        assertThat(rig.machine.shown()).contains("10.77.0.100/24 on eth0", "10.77.0.101/32 on eth0");
    }

    @Test
    void aRefusedNewAddressIsLackingAndAskedForAgain() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToAdd.add(IpAddress.of("10.77.0.102"));
        rig.reconfigure(Given.two().address("10.77.0.102", 32));

        rig.expect(State.MASTER);
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: add 10.77.0.102/32 on eth0: refused",
                        "VI_1 degraded: [add 10.77.0.102/32 on eth0: refused]");
        rig.machine.refusedToAdd.clear();
        rig.pass(10_000);
        assertThat(rig.machine.shown()).contains("10.77.0.102/32 on eth0");
    }

    @Test
    void newAddressesOfWhichTheKernelTakesNoneAreAFault() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToAdd.add(IpAddress.of("10.77.0.102"));
        rig.reconfigure(new Given().address("10.77.0.102", 32));

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("add 10.77.0.102/32 on eth0: refused");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void anOldAddressThatIsNotGivenUpIsAskedToGoQuietly() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.101"));
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        assertThat(rig.told()).containsExactly("VI_1 refused: remove 10.77.0.101/32 on eth0: refused");
        rig.forget();
        rig.pass(20_000);
        assertThat(rig.doneBesidesSending())
                .containsExactly("remove 10.77.0.101/32 on eth0", "remove 10.77.0.101/32 on eth0");
        assertThat(rig.told()).isEmpty();

        rig.machine.refusedToRemove.clear();
        rig.pass(10_000);
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0", "10.77.0.100/32 on eth0");
    }

    @Test
    void anOldAddressThatWasNotGivenUpGoesWithTheRole() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.101"));
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        rig.machine.refusedToRemove.clear();
        rig.hear(200, "10.77.0.100");

        rig.expect(State.BACKUP);
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void aBackupDoesNotForgetOldAddressesThatStayed() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.101"));
        rig.hear(200);
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        rig.machine.refusedToRemove.clear();
        rig.pass(1000);

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void anOldAddressThatIsWantedAgainStays() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.101"));
        rig.reconfigure(new Given().address("10.77.0.100", 32));
        rig.reconfigure(Given.two());
        rig.machine.refusedToRemove.clear();
        rig.pass(20_000);

        assertThat(rig.machine.shown()).contains("10.77.0.101/32 on eth0");
    }

    @Test
    void anotherSourceIsSpokenFrom() {
        Rig rig = Rig.empty();
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        rig.turn();
        rig.take(Given.two());
        rig.start();
        rig.becomeMaster();
        rig.reconfigure(Given.two().source("10.77.0.9"));

        rig.expect(State.MASTER);
        assertThat(rig.router().router().settings().source()).isEqualTo(IpAddress.of("10.77.0.9"));
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aPlaceWithoutAFootingIsAFault() {
        Rig rig = Rig.master(Given.two());
        rig.reconfigure(Given.two().source("10.77.0.9"));

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("source address of eth0 is down: this host does not have 10.77.0.9");
        assertThat(rig.edge().attached).isFalse();
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void countersGoOn() {
        Rig rig = Rig.started(Given.two());
        rig.hear(200);
        rig.reconfigure(Given.two().priority(120));

        assertThat(rig.router().reception().received()).isEqualTo(1);
    }

    // What is prepared

    @Test
    void whatCannotBeOpenedIsKnownBeforeAnythingIsGivenUp() {
        Rig rig = Rig.master(Given.two());
        Given next = Given.two();
        FakeEdge edge = new FakeEdge(rig.machine, new java.util.ArrayList<>());
        edge.attachRefusal = "too many open files";
        Prepared prepared = Prepared.of(next.site(), next.reception(), edge, rig.host);

        assertThat(prepared.refusal()).isEqualTo("too many open files");
        assertThat(rig.edge().attached).isTrue();
        prepared.abandon();
        assertThat(rig.edge().serving).isTrue();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatIsAbandonedIsGivenBack() {
        Rig rig = Rig.master(Given.two());
        Prepared prepared = rig.prepare(Given.two());
        FakeEdge edge = (FakeEdge) prepared.edge();
        assertThat(prepared.refusal()).isNull();
        assertThat(edge.attached).isTrue();
        assertThat(edge.serving).isFalse();
        prepared.abandon();

        assertThat(edge.attached).isFalse();
        assertThat(rig.edge().serving).isTrue();
    }

    @Test
    void aPlaceWhoseSocketsWereRefusedIsTriedAgain() {
        Rig rig = Rig.empty();
        Given given = Given.two();
        FakeEdge edge = new FakeEdge(rig.machine, new java.util.ArrayList<>());
        edge.attachRefusal = "too many open files";
        Prepared prepared = Prepared.of(given.site(), given.reception(), edge, rig.host);
        edge.attachRefusal = null;
        PlacedRouter router = new PlacedRouter(
                rig.host,
                rig.story,
                prepared,
                effects -> new PlainInputs(
                        new dev.vigil.core.vrrp.VirtualRouter(given.settings(), given.tracks()), effects));
        assertThat(edge.serving).isFalse();
        router.start(new dev.vigil.core.vrrp.Cause.Started(), rig.nowNs());

        assertThat(edge.serving).isTrue();
        assertThat(router.router().state()).isEqualTo(State.BACKUP);
    }

    @Test
    void anAddressThatMovesFromOneRouterToAnotherIsThereInTheEnd() {
        Rig rig = Rig.empty();
        PlacedRouter from = rig.take(new Given().address("10.77.0.100", 32).address("10.77.0.101", 32));
        PlacedRouter to = rig.take(new Given().name("VI_2").address("10.77.0.102", 32));
        rig.start();
        rig.pass(4000);
        rig.reconfigure(to, new Given().name("VI_2").address("10.77.0.102", 32).address("10.77.0.101", 32));
        rig.reconfigure(from, new Given().address("10.77.0.100", 32));
        rig.turn();

        assertThat(rig.machine.shown())
                .containsExactlyInAnyOrder(
                        "10.77.0.2/24 on eth0",
                        "10.77.0.100/32 on eth0",
                        "10.77.0.101/32 on eth0",
                        "10.77.0.102/32 on eth0");
        assertThat(to.router().state()).isEqualTo(State.MASTER);
    }
}
