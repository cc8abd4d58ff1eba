package dev.vigil.simulator.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.core.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How configurations become nodes on networks. */
class UserClusterTest {
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
                        "vrrp_sync_group G {\n group {\n V\n W\n }\n}\n",
                        instance("V", "eth0", 51, "10.0.0.9", ""),
                        instance("W", "eth0", 52, "10.1.0.9", ""))),
                List.of());
        assertThat(cluster.omissions()).containsExactly("a: the members of sync group G move each for itself");
    }
}
