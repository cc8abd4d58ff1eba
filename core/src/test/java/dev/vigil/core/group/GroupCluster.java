package dev.vigil.core.group;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Nodes on the same links, each with one virtual router on every link, all of them in one sync group. Links can be cut off
 * from a node, or parted while every carrier stays. Time is that of the earliest event.
 */
final class GroupCluster {
    static final long MS = 1_000_000;
    private static final long LATENCY_NS = MS;
    private static final int STEPS_MAX = 40;

    private record Delivery(long atNs, int link, int from, int priority) {}

    private final boolean grouped;
    private final int links;
    private final List<Node> nodes = new ArrayList<>();
    private final boolean[] parted;
    private final PriorityQueue<Delivery> deliveries = new PriorityQueue<>(Comparator.comparingLong(Delivery::atNs));
    private long nowNs = 1_000_000 * MS;

    GroupCluster(boolean grouped, int links, int... priorities) {
        this.grouped = grouped;
        this.links = links;
        parted = new boolean[links];
        for (int index = 0; index < priorities.length; index++) {
            nodes.add(new Node(index, priorities[index]));
        }
    }

    /** One daemon: its virtual routers, one for each link, and their group. */
    final class Node {
        private final int index;
        private final int priority;
        private final boolean[] carrier;
        private boolean sound = true;
        private boolean running;
        private SyncGroup group = new SyncGroup("G");
        private List<VirtualRouter> members = List.of();

        Node(int index, int priority) {
            this.index = index;
            this.priority = priority;
            carrier = new boolean[links];
            java.util.Arrays.fill(carrier, true);
        }

        void boot() {
            if (running) {
                return;
            }
            running = true;
            members = new ArrayList<>();
            for (int link = 0; link < links; link++) {
                members.add(new VirtualRouter(settings(link), new Tracks(tracks(link))));
            }
            group = new SyncGroup("G");
            group.adopt(members);
            for (int link = 0; link < links; link++) {
                int at = link;
                take(at, effects -> members.get(at).start(new Cause.Started(), nowNs, effects));
            }
        }

        private RouterSettings settings(int link) {
            return new RouterSettings(
                            "on-" + link,
                            51 + link,
                            IpAddress.of("10." + link + ".0." + (index + 1)),
                            new RouterSettings.Rules(3, priority, 1000 * MS, true, 0, 3, false, false),
                            new RouterSettings.Announcements(1, 0, 0, 1, 0, 0))
                    .in(grouped ? "G" : "");
        }

        private List<Track> tracks(int link) {
            Condition carried = carrier[link] ? Condition.UP : Condition.DOWN;
            Condition checked = sound ? Condition.UP : Condition.DOWN;
            List<Track> tracks = new ArrayList<>();
            tracks.add(new Track(Track.Kind.INTERFACE, "eth", Weight.FAULT_ON_FAILURE, carried, ""));
            if (link == 0) {
                tracks.add(new Track(Track.Kind.SCRIPT, "chk", Weight.FAULT_ON_FAILURE, checked, ""));
            }
            return tracks;
        }

        void crash() {
            running = false;
            members = List.of();
        }

        void carrier(int link, boolean up) {
            carrier[link] = up;
            if (running) {
                Condition now = up ? Condition.UP : Condition.DOWN;
                take(link, effects -> members.get(link).onTrack(Track.Kind.INTERFACE, "eth", now, "", nowNs, effects));
            }
        }

        void check(boolean well) {
            sound = well;
            if (running) {
                Condition now = well ? Condition.UP : Condition.DOWN;
                take(0, effects -> members.getFirst().onTrack(Track.Kind.SCRIPT, "chk", now, "", nowNs, effects));
            }
        }

        boolean isMaster() {
            return running && members.stream().allMatch(member -> member.state() == State.MASTER);
        }

        boolean hasAny() {
            return running && members.stream().anyMatch(member -> member.state() == State.MASTER);
        }

        private void take(int link, java.util.function.Consumer<Effects> input) {
            input.accept(new Sending(index, link));
            check(link);
            if (!grouped) {
                return;
            }
            for (int step = 0; ; step++) {
                GroupStep next = group.next(members.get(link), nowNs);
                if (next == null) {
                    break;
                }
                if (step == STEPS_MAX) {
                    throw new AssertionError("the group of node " + index + " does not come to agree");
                }
                members.get(next.member()).onGroup(next.order(), next.why(), nowNs, new Sending(index, next.member()));
                check(next.member());
            }
            agree();
        }

        private void check(int link) {
            String violated = Invariants.violated(members.get(link), nowNs);
            if (violated != null) {
                throw new AssertionError("node " + index + ", link " + link + ": " + violated);
            }
        }

        /** All members have one state after every input, once all of them were started. */
        private void agree() {
            boolean started = members.stream().allMatch(VirtualRouter::isStarted);
            long states = members.stream().map(VirtualRouter::state).distinct().count();
            if (started && states > 1) {
                throw new AssertionError("node " + index + " has members in "
                        + members.stream().map(VirtualRouter::state).toList());
            }
            if (started && members.getFirst().state() != group.state() && group.state() != State.INIT) {
                throw new AssertionError("node " + index + " says that its group is " + group.state());
            }
        }
    }

    Node node(int index) {
        return nodes.get(index);
    }

    List<Node> nodes() {
        return nodes;
    }

    void part(int link, boolean now) {
        parted[link] = now;
    }

    int links() {
        return links;
    }

    /** Lets time pass; packets and deadlines come at their times. */
    void pass(long ms) {
        long untilNs = nowNs + ms * MS;
        while (true) {
            Node due = null;
            int dueLink = 0;
            long nextNs =
                    deliveries.isEmpty() ? Long.MAX_VALUE : deliveries.peek().atNs();
            for (Node node : nodes) {
                for (int link = 0; link < node.members.size(); link++) {
                    if (node.members.get(link).deadlineNs() < nextNs) {
                        due = node;
                        dueLink = link;
                        nextNs = node.members.get(link).deadlineNs();
                    }
                }
            }
            if (nextNs > untilNs) {
                nowNs = untilNs;
                return;
            }
            nowNs = Math.max(nowNs, nextNs);
            if (due == null) {
                deliver(deliveries.remove());
            } else {
                Node node = due;
                int link = dueLink;
                node.take(link, effects -> node.members.get(link).onDeadline(nowNs, effects));
            }
        }
    }

    private void deliver(Delivery packet) {
        for (Node node : nodes) {
            if (node.index != packet.from && node.running && node.carrier[packet.link] && !parted[packet.link]) {
                IpAddress source = IpAddress.of("10." + packet.link + ".0." + (packet.from + 1));
                node.take(
                        packet.link,
                        effects -> node.members
                                .get(packet.link)
                                .onAdvertisement(packet.priority, 1000 * MS, source, nowNs, effects));
            }
        }
    }

    private final class Sending extends NoEffects {
        private final int node;
        private final int link;

        Sending(int node, int link) {
            this.node = node;
            this.link = link;
        }

        @Override
        public void sendAdvertisement(int priority) {
            if (nodes.get(node).carrier[link]) {
                deliveries.add(new Delivery(nowNs + LATENCY_NS, link, node, priority));
            }
        }
    }
}
