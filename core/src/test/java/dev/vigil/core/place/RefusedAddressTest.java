package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** What a MASTER does about addresses that the kernel does not take, or does not give back. */
class RefusedAddressTest {
    private static final IpAddress FIRST = IpAddress.of("10.77.0.100");
    private static final IpAddress SECOND = IpAddress.of("10.77.0.101");
    private static final String REFUSED = "add 10.77.0.101/32 on eth0: refused";

    private static Rig withoutTheSecond() {
        Rig rig = Rig.started(Given.two());
        rig.machine.refusedToAdd.add(SECOND);
        rig.pass(4000);
        return rig;
    }

    @Test
    void oneRefusedAddressLeavesTheOthersInServiceAndIsReportedOnce() {
        Rig rig = withoutTheSecond();

        rig.expect(State.MASTER);
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0", "10.77.0.100/32 on eth0");
        assertThat(rig.router().lacking()).containsExactly(REFUSED);
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: " + REFUSED,
                        "VI_1 BACKUP to MASTER: no master was heard for 3.609 s",
                        "VI_1 degraded: [" + REFUSED + "]");
        assertThat(rig.doneBesidesSending())
                .containsExactly("add 10.77.0.100/32 on eth0", "add 10.77.0.101/32 on eth0", "announce 10.77.0.100");
    }

    @Test
    void itIsAskedForQuietlyEveryTenSecondsAndAnnouncedWhenItComes() {
        Rig rig = withoutTheSecond();
        rig.forget();

        rig.pass(30_000);

        assertThat(rig.doneBesidesSending())
                .containsExactly(
                        "add 10.77.0.101/32 on eth0", "add 10.77.0.101/32 on eth0", "add 10.77.0.101/32 on eth0");
        assertThat(rig.told()).isEmpty();

        rig.machine.refusedToAdd.clear();
        rig.pass(20_000);

        assertThat(rig.doneBesidesSending()).containsExactly("add 10.77.0.101/32 on eth0", "announce 10.77.0.101");
        assertThat(rig.told()).containsExactly("VI_1 degraded: []");
        assertThat(rig.router().lacking()).isEmpty();
    }

    @Test
    void aMasterThatCannotHaveOneAddressIsInFaultAndComesBack() {
        Rig rig = Rig.started(Given.two());
        rig.machine.refusedToAdd.add(FIRST);
        rig.machine.refusedToAdd.add(SECOND);
        rig.pass(4000);

        rig.expect(State.FAULT);
        assertThat(rig.told()).endsWith("VI_1 MASTER to FAULT, resigned: add 10.77.0.100/32 on eth0: refused");
        rig.machine.refusedToAdd.clear();
        rig.pass(10_000);
        rig.expect(State.BACKUP);
        rig.pass(4000);
        rig.expect(State.MASTER);
        assertThat(rig.router().lacking()).isEmpty();
    }

    @Test
    void whatWasRefusedIsNotAskedForWhenItIsNoLongerMaster() {
        Rig rig = withoutTheSecond();
        rig.hear(200);
        rig.forget();
        for (int interval = 0; interval < 15; interval++) {
            rig.pass(1000);
            rig.hear(200);
        }
        assertThat(rig.done()).isEmpty();
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aRefusalIsReportedAgainInAnotherLifeAsMaster() {
        Rig rig = withoutTheSecond();
        rig.hear(200);
        rig.forget();
        rig.pass(4000);

        assertThat(rig.told()).contains("VI_1 refused: " + REFUSED, "VI_1 degraded: [" + REFUSED + "]");
    }

    @Test
    void nobodyIsToldThatABackupIsWholeAgain() {
        Rig rig = withoutTheSecond();
        rig.forget();
        rig.hear(200);

        assertThat(rig.told())
                .containsExactly("VI_1 MASTER to BACKUP: 10.77.0.3 advertises priority 200, higher than ours of 100");
        assertThat(rig.router().lacking()).isEmpty();
    }

    @Test
    void anAddressWhoseInterfaceDoesNotExistIsLackingAndComesWithIt() {
        Rig rig = Rig.master(Given.two().address("10.78.0.100", 32, "eth1", false));
        assertThat(rig.router().lacking()).containsExactly("10.78.0.100/32: there is no interface eth1");

        rig.machine.put(new Link(3, "eth1", true, true, false, true, 7));
        rig.turn();

        assertThat(rig.router().lacking()).isEmpty();
        assertThat(rig.done()).contains("add 10.78.0.100/32 on eth1", "announce 10.78.0.100");
        assertThat(rig.told()).containsExactly("VI_1 degraded: []");
    }

    @Test
    void aRouterWithoutAddressesIsMasterWithNothing() {
        Rig rig = Rig.master(new Given());

        assertThat(rig.router().lacking()).isEmpty();
        rig.stop();
        assertThat(rig.done()).containsExactly("send 0");
    }

    // Removals

    @Test
    void anAddressThatIsNotGivenUpIsAskedToGoEverySecondAndThatIsReportedOnce() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(SECOND);
        rig.hear(200);

        assertThat(rig.told()).contains("VI_1 refused: remove 10.77.0.101/32 on eth0: refused");
        rig.forget();
        rig.pass(1000);
        rig.hear(200);
        rig.pass(1000);
        rig.hear(200);
        assertThat(rig.doneBesidesSending())
                .filteredOn(line -> line.equals("remove 10.77.0.101/32 on eth0"))
                .hasSize(2);
        assertThat(rig.told()).isEmpty();

        rig.machine.refusedToRemove.clear();
        rig.pass(1000);
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
        rig.hear(200);
        rig.forget();
        rig.pass(2000);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aRemovalThatIsRefusedBeforeTheStartIsTriedAfterIt() {
        Rig rig = Rig.empty();
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();
        rig.take(Given.two());
        rig.machine.refusedToRemove.add(FIRST);
        rig.start();
        rig.expect(State.BACKUP);
        rig.machine.refusedToRemove.clear();

        rig.pass(1000);

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void anotherRefusalToRemoveIsReported() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(SECOND);
        rig.hear(200);
        rig.forget();
        rig.machine.refusedToRemove.add(FIRST);
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.pass(1000);

        assertThat(rig.told()).containsExactly("VI_1 refused: remove 10.77.0.100/32 on eth0: refused");
    }

    @Test
    void aRouterThatStopsTriesOnceMore() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(SECOND);
        rig.hear(200);
        rig.forget();

        rig.stop();

        assertThat(rig.done()).contains("remove 10.77.0.101/32 on eth0");
        rig.forget();
        rig.pass(5000);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void anAddressThatStayedIsTakenOverByTheNextLifeAsMaster() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(SECOND);
        rig.hear(200);
        rig.pass(4000);

        rig.expect(State.MASTER);
        rig.machine.refusedToRemove.clear();
        rig.forget();
        rig.pass(12_000);
        assertThat(rig.doneBesidesSending()).isEmpty();
        assertThat(rig.machine.shown()).contains("10.77.0.101/32 on eth0");
    }

    // Lost addresses

    @Test
    void aLostAddressIsPutBackAloneAndAnnounced() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();

        assertThat(rig.done()).containsExactly("add 10.77.0.100/32 on eth0", "announce 10.77.0.100");
        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
        rig.turn();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void lostAddressesArePutBackOneByOne() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.101", 32));
        rig.turn();

        assertThat(rig.done())
                .containsExactly(
                        "add 10.77.0.100/32 on eth0",
                        "announce 10.77.0.100",
                        "add 10.77.0.101/32 on eth0",
                        "announce 10.77.0.101");
    }

    @Test
    void aLostAddressThatCannotBePutBackIsNeitherAnnouncedNorCalledRestored() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToAdd.add(FIRST);
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();

        rig.expect(State.MASTER);
        assertThat(rig.done()).containsExactly("add 10.77.0.100/32 on eth0");
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: add 10.77.0.100/32 on eth0: refused",
                        "VI_1 degraded: [add 10.77.0.100/32 on eth0: refused]",
                        "VI_1 lost 10.77.0.100 on eth0");
        rig.turn();
        assertThat(rig.done()).isEmpty();
        rig.machine.refusedToAdd.clear();
        rig.pass(10_000);
        assertThat(rig.doneBesidesSending()).containsExactly("add 10.77.0.100/32 on eth0", "announce 10.77.0.100");
    }

    @Test
    void aLostAddressThatWasTheLastOneIsAFault() {
        Rig rig = Rig.master(new Given().address("10.77.0.100", 32));
        rig.machine.refusedToAdd.add(FIRST);
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();

        rig.expect(State.FAULT);
        assertThat(rig.told()).contains("VI_1 lost 10.77.0.100 on eth0");
    }

    @Test
    void anAddressThatIsTakenAgainAndAgainIsContested() {
        Rig rig = Rig.master(Given.two());
        for (int loss = 0; loss < 6; loss++) {
            rig.expect(State.MASTER);
            rig.forget();
            rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
            rig.turn();
        }

        rig.expect(State.FAULT);
        assertThat(rig.told()).last().isEqualTo("VI_1 lost 10.77.0.100 on eth0");
        assertThat(rig.done()).doesNotContain("add 10.77.0.100/32 on eth0");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void anAddressDeletedAndAddedAgainBeforeEverythingIsReadCostsNothing() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();

        assertThat(rig.done()).isEmpty();
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void anAddressThatIsNotTrackedMayGo() {
        Rig rig = Rig.master(Given.two().address("10.77.0.102", 32, "eth0", false));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.102", 32));
        rig.turn();

        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aBackupPutsNothingBack() {
        Rig rig = Rig.started(Given.two());
        rig.router().compare(rig.nowNs());

        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatGoesWithADownInterfaceIsPutBackWhenItIsUpAgain() {
        Rig rig = Rig.master(Given.two());
        rig.machine.put(new Link(2, "eth0", false, false, false, true, Machine.ETH0.mac()));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();
        assertThat(rig.done()).isEmpty();
        rig.pass(10);
        rig.machine.put(Machine.ETH0);
        rig.turn();

        rig.expect(State.MASTER);
        assertThat(rig.done()).contains("add 10.77.0.100/32 on eth0", "announce 10.77.0.100");
    }
}
