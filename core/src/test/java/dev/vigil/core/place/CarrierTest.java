package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import org.junit.jupiter.api.Test;

/** A router that speaks from a virtual link on its interface. */
class CarrierTest {
    private static final Link VMAC = new Link(7, "vrrp.51", true, true, false, true, 0x00_00_5e_00_01_33L);
    private static final Link AGAIN = new Link(8, "vrrp.51", true, true, false, true, 0x00_00_5e_00_01_33L);
    private static final Link ETH1 = new Link(3, "eth1", true, true, false, true, 9);

    private static Given given() {
        return new Given().carrier("vrrp.51").address("10.77.0.100", 32, "vrrp.51", true);
    }

    private static Rig withLink(Given given) {
        Rig rig = Rig.empty();
        rig.machine.put(VMAC);
        rig.turn();
        rig.take(given);
        return rig;
    }

    private static Rig master(Given given) {
        Rig rig = withLink(given);
        rig.start();
        rig.becomeMaster();
        return rig;
    }

    @Test
    void itSpeaksFromTheLinkWithTheAddressOfItsBase() {
        Rig rig = withLink(given());

        assertThat(rig.done()).containsExactly("attach vrrp.51 10.77.0.2");
        rig.start();
        rig.expect(State.BACKUP);
    }

    @Test
    void withoutTheLinkItIsAFaultUntilThatIsThere() {
        Rig rig = Rig.started(given());
        rig.expect(State.FAULT);
        assertThat(rig.why()).contains("vrrp.51");

        rig.machine.put(VMAC);
        rig.turn();

        rig.expect(State.BACKUP);
    }

    @Test
    void aLinkThatComesBackAtOnceAsAnotherOneCostsNothingButASecondAnnouncement() {
        Rig rig = master(given());

        rig.machine.removeLink(VMAC);
        rig.turn();
        rig.expect(State.MASTER);
        rig.machine.put(AGAIN);
        rig.pass(10);

        rig.expect(State.MASTER);
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on vrrp.51");
        assertThat(rig.done()).contains("attach vrrp.51 10.77.0.2", "announce 10.77.0.100");
    }

    @Test
    void aLinkThatStaysAwayIsAFault() {
        Rig rig = master(given());

        rig.machine.removeLink(VMAC);
        rig.pass(30);

        rig.expect(State.FAULT);
    }

    @Test
    void theLossOfTheBaseIsAFaultAlthoughTheLinkIsThere() {
        Rig rig = master(given());

        rig.machine.put(new Link(2, "eth0", true, false, false, true, Machine.ETH0.mac()));
        rig.pass(30);

        rig.expect(State.FAULT);
    }

    @Test
    void aMasterAnnouncesOneAddressOfEachOtherInterfaceFromTimeToTime() {
        Given given = given().address("10.78.0.1", 24, "eth1", true)
                .address("10.78.0.2", 24, "eth1", true)
                .extra(2_000, "eth1");
        Rig rig = Rig.empty();
        rig.machine.put(VMAC);
        rig.machine.put(ETH1);
        rig.turn();
        rig.take(given);
        rig.start();
        rig.pass(3_000);
        assertThat(rig.done()).as("as BACKUP").doesNotContain("announce 10.78.0.1");
        rig.becomeMaster();

        rig.pass(4_100);

        assertThat(rig.done().stream().filter(line -> line.startsWith("announce")))
                .containsExactly("announce 10.78.0.1", "announce 10.78.0.1");
        rig.stop();
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }
}
