package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An address is there as soon as the kernel has granted it, and a removed one is gone, whenever the kernel shows that. */
class LateShownTest {
    private static final HostAddress FIRST = Machine.on(Machine.ETH0, "10.77.0.100", 32);
    private static final HostAddress OWN = Machine.on(Machine.ETH0, "10.77.0.2", 24);

    private static Rig lateMaster() {
        Rig rig = Rig.started(Given.two());
        rig.machine.showsLate = true;
        rig.becomeMaster();
        return rig;
    }

    @Test
    void whatTheKernelHasNotShownYetIsNotMissed() {
        Rig rig = lateMaster();

        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 24));
        rig.turn();

        assertThat(rig.told()).isEmpty();
        rig.machine.showLate();
        rig.turn();
        assertThat(rig.told()).isEmpty();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatIsTakenBeforeItWasShownIsPutBack() {
        Rig rig = lateMaster();

        rig.machine.remove(marked(FIRST));
        rig.turn();

        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0");
    }

    @Test
    void whatWasShownAndIsTakenThenIsPutBack() {
        Rig rig = lateMaster();
        rig.machine.showLate();
        rig.turn();

        rig.machine.remove(marked(FIRST));
        rig.turn();

        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
    }

    @Test
    void anOwnRemovalThatIsShownAfterTheNextAdditionIsNoLoss() {
        Rig rig = lateMaster();
        rig.machine.showLate();
        rig.turn();
        rig.reconfigure(new Given().address("10.77.0.101", 32));
        rig.reconfigure(Given.two());
        rig.forget();

        rig.turn();

        assertThat(rig.told()).isEmpty();
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0");
    }

    @Test
    void aListEndsTheWait() {
        Rig rig = lateMaster();
        rig.machine.remove(marked(FIRST));
        rig.machine.unread.clear();
        rig.placement.onEvent(new HostEvent.Lost());
        rig.turn();

        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
    }

    @Test
    void anInterfaceThatGoesTakesAlongWhatIsAwaitedOnIt() {
        Rig rig = lateMaster();
        PlacedAddress placed =
                OwnedAddresses.on(rig.host, rig.router().site().addresses()).getFirst();
        assertThat(rig.host.hasOrAwaits(placed)).isTrue();
        rig.host.removeLink(Machine.ETH0.ifindex());
        assertThat(rig.host.hasOrAwaits(placed)).isFalse();
    }

    @Test
    void anAddressThatAReloadDropsIsNoSourceWhileTheKernelStillShowsIt() {
        Rig rig = Rig.master(new Given().address("10.77.0.100", 24));
        rig.turn();
        rig.host.remove(OWN);
        rig.reconfigure(new Given().address("10.77.0.101", 24));

        assertThat(rig.host.primary(Machine.ETH0.ifindex(), Family.IPV4)).isNull();
    }

    @Test
    void anAddressThatSomebodyElsePutThereIsASourceOnceNoConfigurationNamesIt() {
        Rig rig = Rig.empty();
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 24));
        Rig owner = Rig.on(rig.machine);
        owner.take(new Given().owner().address("10.77.0.100", 24));
        owner.start();
        owner.host.remove(OWN);
        owner.host.declare(List.of());

        assertThat(owner.host.primary(Machine.ETH0.ifindex(), Family.IPV4)).isEqualTo(IpAddress.of("10.77.0.100"));
    }

    private static HostAddress marked(HostAddress address) {
        return new HostAddress(address.ifindex(), address.address(), address.prefixLength(), false, false, true);
    }
}
