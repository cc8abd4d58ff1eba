package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Whatever the machine does to a placed router, in whatever order: what is due is done, a MASTER's addresses were asked for
 * and were not given up since, and nobody else keeps any but those that the kernel does not let go.
 */
class RandomPlacesTest {
    private static final int STEPS = 300;
    private static final List<String> VIRTUAL = List.of("10.77.0.100", "10.77.0.101", "10.77.0.102");

    @Test
    void theInvariantsHoldWhateverTheMachineDoes() {
        Seeds.each(300, random -> {
            Rig rig = Rig.empty();
            rig.take(anyGiven(random));
            rig.start();
            for (int step = 0; step < STEPS; step++) {
                disturb(rig, random);
                check(rig);
            }
            calm(rig);
        });
    }

    private static Given anyGiven(RandomGenerator random) {
        Given given = new Given()
                .priority(random.nextInt(8) == 0 ? 255 : 100)
                .intervalMs(random.nextInt(1, 20) * 50L)
                .script("check", Condition.UP);
        for (String address : VIRTUAL) {
            if (random.nextInt(4) != 0) {
                given.address(address, random.nextInt(4) == 0 ? 24 : 32, "eth0", random.nextInt(4) != 0);
            }
        }
        if (random.nextInt(4) == 0) {
            given.source("10.77.0.9");
        }
        if (random.nextInt(3) == 0) {
            given.link("eth1").address("10.78.0.100", 32, "eth1", random.nextBoolean());
        }
        return given;
    }

    private static void disturb(Rig rig, RandomGenerator random) {
        FakeEdge edge = rig.edge();
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> rig.pass(random.nextInt(3000));
            case 4 -> rig.pass(random.nextInt(30));
            case 5 -> {
                rig.sleep(random.nextInt(15_000));
                rig.serve();
            }
            case 6 -> rig.hear(random.nextInt(256), "10.77.0.100");
            case 7 -> flip(rig.machine.refusedToAdd, random);
            case 8 -> flip(rig.machine.refusedToRemove, random);
            case 9, 10 -> moveLink(rig, random);
            case 11 -> moveAddress(rig, random);
            case 12 -> rig.placement.onEvent(new HostEvent.Lost());
            case 13 -> rig.router().onScript("check", anyCondition(random), "", rig.nowNs());
            case 14 -> edge.failing = random.nextInt(2);
            default -> rarely(rig, random);
        }
    }

    private static void rarely(Rig rig, RandomGenerator random) {
        switch (random.nextInt(6)) {
            case 0 -> rig.router().contain("something broke", rig.nowNs());
            case 1 -> rig.edge().attachRefusal = random.nextBoolean() ? "refused" : null;
            case 2 -> rig.machine.listRefusal = random.nextBoolean() ? "refused" : null;
            case 3 -> rig.router().look(rig.nowNs());
            case 4 -> rig.placement.settle(false, rig.nowNs());
            default -> rig.reconfigure(anyGiven(random));
        }
    }

    private static void flip(java.util.Set<IpAddress> refused, RandomGenerator random) {
        IpAddress address = IpAddress.of(VIRTUAL.get(random.nextInt(VIRTUAL.size())));
        if (!refused.remove(address)) {
            refused.add(address);
        }
    }

    private static void moveLink(Rig rig, RandomGenerator random) {
        String name = random.nextBoolean() ? "eth0" : "eth1";
        Link old = rig.machine.links.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        int ifindex = old == null ? rig.machine.links.size() + random.nextInt(10, 20) : old.ifindex();
        if (old == null) {
            if (!rig.machine.links.containsKey(ifindex)) {
                Link link = new Link(ifindex, name, true, random.nextInt(4) != 0, false, true, ifindex);
                rig.machine.put(link);
                rig.machine.put(Machine.on(link, "10.77.0.2", 24));
            }
        } else if (random.nextInt(5) == 0) {
            rig.machine.removeLink(old);
        } else {
            long mac = random.nextInt(3) == 0 ? random.nextInt(100) : old.mac();
            rig.machine.put(new Link(ifindex, name, random.nextInt(4) != 0, random.nextInt(4) != 0, false, true, mac));
        }
    }

    private static void moveAddress(Rig rig, RandomGenerator random) {
        Link link = rig.machine.links.values().stream().findFirst().orElse(null);
        if (link == null) {
            return;
        }
        String address = random.nextBoolean()
                ? VIRTUAL.get(random.nextInt(VIRTUAL.size()))
                : random.nextBoolean() ? "10.77.0.2" : "10.77.0.9";
        HostAddress moved = Machine.on(link, address, address.endsWith("2") || address.endsWith("9") ? 24 : 32);
        boolean virtual = VIRTUAL.contains(address);
        if (!rig.machine.remove(moved) && !virtual) {
            rig.machine.put(moved);
        }
    }

    private static Condition anyCondition(RandomGenerator random) {
        return random.nextInt(3) == 0 ? Condition.DOWN : Condition.UP;
    }

    private static void check(Rig rig) {
        PlacedRouter router = rig.router();
        State state = router.router().state();
        if (state == State.MASTER) {
            assertThat(rig.edge().attached).as("a MASTER has sockets").isTrue();
            assertThat(router.addresses().isEmpty()
                            || router.addresses().stream().anyMatch(each -> !isRefused(router, each)))
                    .as("a MASTER has an address, if it is to have any")
                    .isTrue();
        } else {
            assertThat(router.lacking()).isEmpty();
            assertThat(rig.edge().keeping).as("nobody else advertises").isFalse();
            boolean owner = router.router().settings().isOwner();
            List<PlacedAddress> staying =
                    router.addresses().stream().filter(rig.machine::has).toList();
            boolean expected = router.router().isRemovalRefused() || owner;
            assertThat(staying.isEmpty() || expected)
                    .as("%s has %s", state, staying)
                    .isTrue();
        }
    }

    private static boolean isRefused(PlacedRouter router, PlacedAddress address) {
        return router.lacking().contains("add " + address + ": refused");
    }

    /** When nothing refuses and nothing happens any more, a MASTER has all its addresses, and loses none by a stop but these. */
    private static void calm(Rig rig) {
        rig.machine.refusedToAdd.clear();
        rig.machine.refusedToRemove.clear();
        rig.machine.listRefusal = null;
        rig.edge().attachRefusal = null;
        rig.edge().failing = 0;
        rig.router().onScript("check", Condition.UP, "", rig.nowNs());
        rig.pass(60_000);
        check(rig);
        if (rig.state() == State.MASTER) {
            assertThat(rig.router().addresses())
                    .filteredOn(each -> each.spec().tracked() && each.link().carries())
                    .allMatch(rig.machine::has);
            assertThat(rig.router().lacking())
                    .filteredOn(line -> !line.contains("there is no interface"))
                    .isEmpty();
        } else {
            rig.expect(State.FAULT);
        }
        rig.stop();
        if (!rig.router().router().settings().isOwner()) {
            assertThat(rig.router().addresses()).noneMatch(rig.machine::has);
        }
        assertThat(rig.router().deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }
}
