package dev.vigil.simulator.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.core.address.IpAddress;
import dev.vigil.simulator.Action;
import dev.vigil.simulator.Scenario;
import dev.vigil.simulator.Simulation;
import dev.vigil.simulator.Step;
import dev.vigil.simulator.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How configurations become nodes on networks. */
class UserClusterTest {
    private static final long NS_PER_S = 1_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static String instance(String name, String interfaceName, int vrid, String address, String more) {
        return "vrrp_instance %s {\n interface %s\n virtual_router_id %d\n priority 100\n %s\n virtual_ipaddress { %s }\n}\n"
                .formatted(name, interfaceName, vrid, more, address);
    }

    private UserNode node(String name, String... instances) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".conf"), String.join("", instances));
        return new UserNode(
                name,
                ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).draft());
    }

    private static Port port(String node, String interfaceName) {
        return new Port(node, interfaceName);
    }

    @Test
    void interfacesWithTheSameVridAreOneNetwork() throws IOException {
        UserCluster cluster = new UserCluster(
                List.of(
                        node("a", instance("V", "eth0", 51, "10.0.0.9", ""), instance("W", "eth1", 52, "10.1.0.9", "")),
                        node(
                                "b",
                                instance("V", "ens3", 51, "10.0.0.9", ""),
                                instance("W", "ens4", 52, "10.1.0.9", ""))),
                List.of());
        assertThat(cluster.networks())
                .containsExactly(
                        Set.of(port("a", "eth0"), port("b", "ens3")), Set.of(port("a", "eth1"), port("b", "ens4")));
    }

    @Test
    void aVridThatIsUsedTwiceIsToldApartByItsAddresses() throws IOException {
        UserCluster cluster = new UserCluster(
                List.of(
                        node("a", instance("V", "eth0", 51, "10.0.0.9", ""), instance("W", "eth1", 51, "10.1.0.9", "")),
                        node(
                                "b",
                                instance("W", "ens4", 51, "10.1.0.9", ""),
                                instance("V", "ens3", 51, "10.0.0.9", ""))),
                List.of());
        assertThat(cluster.networks())
                .containsExactly(
                        Set.of(port("a", "eth0"), port("b", "ens3")), Set.of(port("a", "eth1"), port("b", "ens4")));
    }

    @Test
    void unrelatedInterfacesAreOnNetworksOfTheirOwnUnlessAUserSaysOtherwise() throws IOException {
        List<UserNode> nodes = List.of(
                node("a", instance("V", "eth0", 51, "10.0.0.9", "")),
                node("b", instance("V", "eth0", 77, "10.0.0.8", "")));
        assertThat(new UserCluster(nodes, List.of()).networks()).hasSize(2);
        Set<Port> together = Set.of(port("a", "eth0"), port("b", "eth0"));
        assertThat(new UserCluster(nodes, List.of(together)).networks()).containsExactly(together);
    }

    @Test
    void whatAUserPutsTogetherIsOnNoOtherNetwork() throws IOException {
        List<UserNode> nodes = List.of(
                node("a", instance("V", "eth0", 51, "10.0.0.9", "")),
                node("b", instance("V", "eth0", 51, "10.0.0.9", "")),
                node("c", instance("V", "eth0", 51, "10.0.0.9", "")));
        Set<Port> together = Set.of(port("a", "eth0"), port("b", "eth0"));
        assertThat(new UserCluster(nodes, List.of(together)).networks())
                .containsExactly(together, Set.of(port("c", "eth0")));
    }

    @Test
    void aUnicastNodeSpeaksFromWhereTheOthersExpectAPeer() throws IOException {
        UserCluster cluster = new UserCluster(
                List.of(
                        node("a", instance("V", "eth0", 51, "10.0.0.9", "unicast_peer { 10.0.0.2\n 10.0.0.3\n }")),
                        node("b", instance("V", "eth0", 51, "10.0.0.9", "unicast_peer { 10.0.0.1\n 10.0.0.3\n }")),
                        node("c", instance("V", "eth0", 51, "10.0.0.9", "unicast_peer { 10.0.0.1\n 10.0.0.2\n }"))),
                List.of());
        assertThat(cluster.speakers())
                .containsEntry(IpAddress.of("10.0.0.1"), "a")
                .containsEntry(IpAddress.of("10.0.0.2"), "b")
                .containsEntry(IpAddress.of("10.0.0.3"), "c");
    }

    @Test
    void whatIsNotSimulatedIsTold() throws IOException {
        UserCluster cluster = new UserCluster(
                List.of(node(
                        "a",
                        "vrrp_track_file f {\n file /tmp/f\n}\nvrrp_track_process p {\n process p\n}\n",
                        "vrrp_sync_group G {\n group {\n V\n W\n }\n track_file {\n f\n }\n}\n",
                        instance("V", "eth0", 51, "10.0.0.9", "track_process {\n p weight 5\n }"),
                        instance("W", "eth1", 52, "10.1.0.9", ""))),
                List.of());
        assertThat(cluster.omissions())
                .containsExactly("a: file f, tracked by sync group G, holds 0 here", "a: p, tracked by V, runs here");
    }

    /** The link of one member fails; both addresses go to the other node, and come back. */
    @Test
    void theMembersOfASyncGroupMoveTogether() throws IOException {
        String group = "vrrp_sync_group G {\n group {\n V\n W\n }\n}\n";
        UserCluster cluster = new UserCluster(
                List.of(
                        node(
                                "a",
                                group,
                                instance("V", "eth0", 51, "10.0.0.9", ""),
                                instance("W", "eth1", 52, "10.1.0.9", "")),
                        node(
                                "b",
                                group,
                                instance("V", "eth0", 51, "10.0.0.9", ""),
                                instance("W", "eth1", 52, "10.1.0.9", ""))),
                List.of());
        IpAddress first = IpAddress.of("10.0.0.9");
        IpAddress second = IpAddress.of("10.1.0.9");
        long failsNs = 60 * NS_PER_S;
        List<Step> steps = List.of(
                new Step(0, new Action.Boot(0)),
                new Step(0, new Action.Boot(1)),
                new Step(failsNs, new Action.Link(1, "eth0", false)));
        Scenario scenario = new Scenario(1, cluster.nodes(), steps, 2 * failsNs, true);
        List<String> held = new ArrayList<>();
        Simulation.Outcome _ = new Simulation(scenario, new Witness() {
                    @Override
                    public void presence(long atNs, int node, String router, IpAddress address, boolean there) {
                        if (atNs >= failsNs) {
                            held.add(node + (there ? " has " : " lost ") + address);
                        }
                    }
                })
                .run();
        assertThat(held)
                .containsExactlyInAnyOrder("1 lost " + first, "1 lost " + second, "0 has " + first, "0 has " + second);
    }
}
