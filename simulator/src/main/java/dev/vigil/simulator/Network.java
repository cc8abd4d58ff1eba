package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Carries packets between nodes. Every direction between two nodes has its own chance, so that what is left out of a
 * scenario changes little of what happens elsewhere.
 */
final class Network {

    private final Simulation simulation;
    private final boolean[][] open;
    private final int[][] lossPerMille;
    private final SplittableRandom[][] chances;
    private final SplittableRandom strangers;
    private Weather weather = Weather.FINE;

    Network(Simulation simulation, long seed, int size) {
        this.simulation = simulation;
        SplittableRandom root = new SplittableRandom(seed);
        strangers = root.split();
        open = new boolean[size][size];
        lossPerMille = new int[size][size];
        chances = new SplittableRandom[size][size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                chances[from][to] = root.split();
            }
        }
        heal();
    }

    void weather(Weather now) {
        weather = now;
    }

    boolean isFine() {
        return weather.isFine()
                && Arrays.stream(lossPerMille).flatMapToInt(Arrays::stream).allMatch(loss -> loss == 0);
    }

    void open(int from, int to, boolean isOpen) {
        open[from][to] = isOpen;
    }

    void lose(int from, int to, int perMille) {
        lossPerMille[from][to] = perMille;
    }

    void heal() {
        for (int from = 0; from < open.length; from++) {
            Arrays.fill(open[from], true);
            Arrays.fill(lossPerMille[from], 0);
        }
    }

    /** Whether packets of one node reach another. */
    boolean isOpen(Member from, Member to) {
        return open[from.node().index()][to.node().index()] && from.isLinkUp() && to.isLinkUp();
    }

    /** Sends a packet of a member to whom it is meant for, at a time that is now or a little later. */
    void send(Member from, Packet packet, long atNs) {
        List<Member> group = from.group().members();
        boolean multicast = packet.destination().isMulticast();
        for (int index = 0; index < group.size(); index++) {
            Member to = group.get(index);
            if (to != from && (multicast || to.isAt(packet.destination())) && isOpen(from, to)) {
                carry(from.node().index(), to, packet, atNs);
            }
        }
    }

    private void carry(int from, Member to, Packet packet, long atNs) {
        SplittableRandom chance = chances[from][to.node().index()];
        if (happens(lossPerMille[from][to.node().index()], chance)) {
            return;
        }
        if (weather.isFine()) {
            deliver(to, packet, atNs, chance);
            return;
        }
        if (happens(weather.lossPerMille(), chance)) {
            return;
        }
        Packet arriving = packet;
        if (happens(weather.damagePerMille(), chance)) {
            if (!packet.isIpv4()) {
                // The kernel computes the checksum of VRRP over IPv6 and drops what is damaged.
                return;
            }
            int header = dev.vigil.core.packet.Ipv4Header.LENGTH;
            int bits = (packet.bytes().capacity() - header) * Byte.SIZE;
            arriving = packet.damaged(header * Byte.SIZE + chance.nextInt(bits));
        }
        deliver(to, arriving, atNs, chance);
        if (happens(weather.duplicatePerMille(), chance)) {
            deliver(to, arriving, atNs, chance);
        }
    }

    private void deliver(Member to, Packet packet, long atNs, SplittableRandom chance) {
        long delayNs = chance.nextLong(1, weather.delayMaxUs() + 1) * Nanos.PER_US;
        simulation.agenda.arrive(atNs + delayNs, to.node(), to.segment(), packet);
    }

    private static boolean happens(int perMille, SplittableRandom chance) {
        return perMille > 0 && chance.nextInt(1000) < perMille;
    }

    /** Lets packets of a stranger on the segment arrive at a member. */
    void intrude(Member at, Intruder.Kind kind, int packets, long gapNs) {
        List<IpAddress> sources = new ArrayList<>();
        at.group().members().forEach(member -> sources.add(member.source()));
        for (int count = 0; count < packets; count++) {
            Packet packet = Intruder.packet(kind, at, sources, strangers);
            long atNs = simulation.nowNs() + (count + 1) * gapNs;
            if (at.isLinkUp()) {
                simulation.agenda.arrive(atNs, at.node(), at.segment(), packet);
            }
        }
    }
}
