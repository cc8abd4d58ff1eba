package dev.vigil.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.place.Site;
import dev.vigil.core.track.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What interfaces that instances bring with them are called, and what is put on them. */
class VirtualLinkNamesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Config read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("k.conf"), text);
        return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).draft();
    }

    private static String instance(String name, int vrid, String address, String more) {
        return "vrrp_instance " + name + " {\ninterface eth0\nvirtual_router_id " + vrid + "\n" + more
                + "\nvirtual_ipaddress {\n" + address + "\n}\n}\n";
    }

    @Test
    void theNamesAreThoseThatKeepalivedChooses() throws IOException {
        Config config = read(instance("A", 51, "192.0.2.1", "use_vmac")
                + instance("B", 51, "fe80::1", "use_vmac")
                + instance("C", 52, "fe80::2", "use_vmac")
                + instance("D", 53, "192.0.2.3", "use_vmac web0")
                + instance("E", 54, "192.0.2.4", "use_vmac name vrrp.55")
                + instance("F", 55, "192.0.2.5", "use_vmac")
                + instance("G", 56, "192.0.2.6", ""));

        assertThat(VirtualLinks.of(config))
                .extracting(VirtualLink::name)
                .containsExactly("vrrp.51", "vrrp6.51", "vrrp.52", "web0", "vrrp.55", "vrrp1.55");
    }

    @Test
    void anIpvlanInterfaceHasTheSourceAddressAndItsBaseTheVirtualOnes() throws IOException {
        Config config = read(instance("A", 51, "192.0.2.1", "use_ipvlan 192.0.2.51/24 private")
                + instance("B", 51, "fe80::1", "use_ipvlan")
                + instance("C", 52, "192.0.2.2", "use_ipvlan web0 192.0.2.52\nmcast_src_ip 192.0.2.53"));

        assertThat(VirtualLinks.of(config))
                .extracting(
                        VirtualLink::name, link -> link.sharing().orElseThrow().toString())
                .containsExactly(
                        tuple("vrrp.51", "private 192.0.2.51/24"),
                        tuple("vrrp6.51", "bridge"),
                        tuple("web0", "bridge 192.0.2.52/32"));
        assertThat(config.instances())
                .extracting(
                        VrrpInstance::speakingInterface,
                        VrrpInstance::sourceInterface,
                        each -> each.transport().source().map(Object::toString).orElse(""),
                        each -> each.addresses().getFirst().interfaceName())
                .containsExactly(
                        tuple("vrrp.51", "vrrp.51", "192.0.2.51", "eth0"),
                        tuple("vrrp6.51", "vrrp6.51", "", "eth0"),
                        tuple("web0", "web0", "192.0.2.53", "eth0"));
    }

    @Test
    void addressesHaveLinksOfTheirOwnWhereTheyAreToHaveVirtualMacs() throws IOException {
        Config config = read("global_defs {\nvmac_addr_prefix va\n}\n"
                + instance(
                        "A",
                        51,
                        "fe80::1\n2001:db8::1 dev eth1",
                        "use_vmac_addr\nvirtual_ipaddress_excluded {\n192.0.2.5\n192.0.2.6 dev eth0\n}")
                + instance("B", 52, "192.0.2.1\n192.0.2.2 dev eth1 use_vmac\n192.0.2.3 dev eth1 use_vmac", "use_vmac")
                + instance("C", 53, "192.0.2.11\n192.0.2.12 use_vmac\n192.0.2.13 dev eth1", ""));

        assertThat(VirtualLinks.of(config))
                .extracting(VirtualLink::name, VirtualLink::base, VirtualLink::macText, VirtualLink::linkLocal)
                .containsExactly(
                        tuple("va.51", "eth1", "00:00:5e:00:02:33", true),
                        tuple("va1.51", "eth0", "00:00:5e:00:01:33", false),
                        tuple("vrrp.52", "eth0", "00:00:5e:00:01:34", false),
                        tuple("va.52", "eth1", "00:00:5e:00:01:34", false),
                        tuple("va.53", "eth0", "00:00:5e:00:01:35", false));
        assertThat(config.instances())
                .flatExtracting(VrrpInstance::addresses)
                .extracting(VirtualAddress::interfaceName)
                .containsExactly("eth0", "va.51", "vrrp.52", "va.52", "va.52", "eth0", "va.53", "eth1");
    }

    @Test
    void otherInterfacesAreAnnouncedOnIfThatIsWanted() throws IOException {
        String addresses = "192.0.2.1\n192.0.2.2 dev eth1 use_vmac\n192.0.2.3 dev eth2";
        Config config = read(instance("A", 51, addresses, "use_vmac\nvmac_garp_intvl 60")
                + instance("B", 52, addresses, "garp_extra_if all 90")
                + instance("C", 53, addresses, ""));

        assertThat(config.instances().stream().map(Assemble::site).map(Site::extra))
                .containsExactly(
                        new Site.Extra(60_000_000_000L, Set.of("vrrp1.51")),
                        new Site.Extra(90_000_000_000L, Set.of("vrrp.52", "eth2")),
                        Site.Extra.NONE);
    }

    @Test
    void thePrefixIsConfigured() throws IOException {
        Config config = read("global_defs {\nvmac_prefix vr\n}\n" + instance("A", 51, "192.0.2.1", "use_vmac"));

        assertThat(VirtualLinks.of(config)).extracting(VirtualLink::name).containsExactly("vr.51");
    }

    @Test
    void addressesOfTheBaseGoThereAndOthersWhereTheySay() throws IOException {
        Config config = read(instance("A", 51, "192.0.2.1\n192.0.2.2 dev eth0\n192.0.2.3 dev eth1", "use_vmac"));
        VrrpInstance instance = config.instances().getFirst();

        assertThat(instance.addresses())
                .extracting(each -> each.interfaceName())
                .containsExactly("vrrp.51", "vrrp.51", "eth1");
        assertThat(Assemble.tracks(instance, config).all())
                .filteredOn(track -> track.kind() == Track.Kind.INTERFACE)
                .extracting(Track::name)
                .containsExactly("eth0", "vrrp.51", "eth1");
    }

    @Test
    void excludedAddressesOfTheOtherFamilyStayOnTheBase() throws IOException {
        Config config = read(
                instance("A", 51, "192.0.2.1", "use_vmac\nvirtual_ipaddress_excluded {\n2001:db8::1\n192.0.2.7\n}"));

        assertThat(config.instances().getFirst().excludedAddresses())
                .extracting(each -> each.interfaceName())
                .containsExactly("eth0", "vrrp.51");
    }

    @Test
    void advertisementsLeaveFromTheLinkOrFromItsBase() throws IOException {
        Config config = read(instance("A", 51, "192.0.2.1", "use_vmac")
                + instance("B", 52, "192.0.2.2", "use_vmac\nvmac_xmit_base")
                + instance("C", 53, "192.0.2.3", "use_vmac\nunicast_peer {\n192.0.2.9\n}"));

        assertThat(config.instances().stream().map(Assemble::site))
                .extracting(Site::interfaceName, Site::carrier)
                .containsExactly(tuple("eth0", "vrrp.51"), tuple("eth0", "eth0"), tuple("eth0", "eth0"));
    }

    @Test
    void theMacAddressAndGroupAreConfigured() throws IOException {
        Config config = read(instance("A", 51, "192.0.2.1", "use_vmac 02:00:00:00:99 group 5"));

        VirtualLink link = VirtualLinks.of(config).getFirst();
        assertThat(link.macText()).isEqualTo("02:00:00:00:99:33");
        assertThat(link.group()).hasValue(5);
    }
}
