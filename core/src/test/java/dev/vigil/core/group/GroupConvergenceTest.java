package dev.vigil.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Sync groups of several nodes through troubles drawn by a seed. After every input the members of a node have one state; when
 * everything is mended, the best node has every address and no other node has one.
 */
class GroupConvergenceTest {
    private static final int CLUSTERS = 300;
    private static final int TROUBLES = 40;

    /** So long after one trouble that nothing but a parted link keeps two nodes MASTER. */
    private static final int SETTLED_MS = 12_000;

    private static GroupCluster drawn(RandomGenerator chance, boolean grouped) {
        int[] priorities = new int[2 + chance.nextInt(2)];
        for (int node = 0; node < priorities.length; node++) {
            priorities[node] = 50 + 60 * node + chance.nextInt(50);
        }
        return new GroupCluster(grouped, 2 + chance.nextInt(2), priorities);
    }

    private static void trouble(GroupCluster cluster, RandomGenerator chance) {
        GroupCluster.Node node = cluster.node(chance.nextInt(cluster.nodes().size()));
        int link = chance.nextInt(cluster.links());
        switch (chance.nextInt(8)) {
            case 0 -> node.crash();
            case 1 -> node.boot();
            case 2, 3 -> node.carrier(link, false);
            case 4 -> node.carrier(link, true);
            case 5 -> node.check(chance.nextBoolean());
            case 6 -> cluster.part(link, true);
            default -> cluster.part(link, false);
        }
    }

    private static void mend(GroupCluster cluster) {
        for (int link = 0; link < cluster.links(); link++) {
            cluster.part(link, false);
            for (GroupCluster.Node node : cluster.nodes()) {
                node.carrier(link, true);
            }
        }
        cluster.nodes().forEach(node -> node.check(true));
        cluster.nodes().forEach(GroupCluster.Node::boot);
    }

    @Test
    void afterEveryTroubleTheBestNodeHasEveryAddress() {
        Seeds.each(CLUSTERS, GroupConvergenceTest::mended);
    }

    private static void mended(RandomGenerator chance) {
        GroupCluster cluster = drawn(chance, true);
        cluster.nodes().forEach(GroupCluster.Node::boot);
        for (int count = 0; count < TROUBLES; count++) {
            cluster.pass(chance.nextInt(5000));
            trouble(cluster, chance);
        }
        mend(cluster);
        cluster.pass(SETTLED_MS);
        List<Boolean> masters =
                cluster.nodes().stream().map(GroupCluster.Node::hasAny).toList();
        assertThat(masters.subList(0, masters.size() - 1)).containsOnly(false);
        assertThat(cluster.nodes().getLast().isMaster()).isTrue();
    }

    /** Whatever one link suffers, the addresses stay together: the nodes that have one are those that have all. */
    @Test
    void aCutOfOneLinkNeverLeavesTheAddressesOnTwoNodesForLong() {
        Seeds.each(CLUSTERS, GroupConvergenceTest::cut);
    }

    private static void cut(RandomGenerator chance) {
        GroupCluster cluster = drawn(chance, true);
        cluster.nodes().forEach(GroupCluster.Node::boot);
        cluster.pass(SETTLED_MS);
        for (int count = 0; count < 10; count++) {
            GroupCluster.Node node = cluster.node(chance.nextInt(cluster.nodes().size()));
            int link = chance.nextInt(cluster.links());
            node.carrier(link, false);
            cluster.pass(SETTLED_MS);
            assertThat(holders(cluster)).as("cut %d", count).isEqualTo(1);
            assertThat(whole(cluster)).as("cut %d", count).isEqualTo(1);
            node.carrier(link, true);
            cluster.pass(SETTLED_MS);
            assertThat(cluster.nodes().getLast().isMaster()).isTrue();
        }
    }

    private static long holders(GroupCluster cluster) {
        return cluster.nodes().stream().filter(GroupCluster.Node::hasAny).count();
    }

    private static long whole(GroupCluster cluster) {
        return cluster.nodes().stream().filter(GroupCluster.Node::isMaster).count();
    }

    /** Without the group the same trouble tears the addresses apart, so that the tests above can fail. */
    @Test
    void withoutTheGroupTheAddressesAreTornApart() {
        GroupCluster cluster = new GroupCluster(false, 2, 100, 200);
        cluster.nodes().forEach(GroupCluster.Node::boot);
        cluster.pass(SETTLED_MS);
        assertThat(holders(cluster)).isEqualTo(1);
        cluster.node(1).carrier(0, false);
        cluster.pass(SETTLED_MS);
        assertThat(holders(cluster)).isEqualTo(2);
        assertThat(whole(cluster)).isZero();
    }
}
