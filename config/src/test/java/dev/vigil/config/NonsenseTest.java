package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read and cannot work as it is written. */
class NonsenseTest {
    private static Loaded addresses(String... lines) {
        return Loaded.text("""
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.9.0.100/24
                %s
                    }
                }
                """.formatted(String.join("\n", lines)));
    }

    private static String message(Loaded loaded, ProblemCode code) {
        return loaded.problems().stream()
                .filter(problem -> problem.code().equals(code.code()))
                .map(problem -> problem.place().line() + ": " + problem.message())
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void aLabelOfMoreThanFifteenBytesIsFoundAndTheAddressGoesWithout() {
        Loaded loaded = addresses("10.9.0.101/24 label enp94s0f1:public");

        assertThat(loaded.codes()).containsExactly(ProblemCode.LABEL_TOO_LONG.code());
        assertThat(loaded.problems().getFirst().place().column()).isEqualTo(21);
        assertThat(loaded.only().addresses()).hasSize(2);
        assertThat(loaded.only().addresses().getLast().label()).isEmpty();
        assertThat(addresses("10.9.0.101/24 label enp94s0f1:publi").problems()).isEmpty();
        // The kernel counts bytes.
        assertThat(addresses("10.9.0.101/24 label eth0:公共地址").codes())
                .containsExactly(ProblemCode.LABEL_TOO_LONG.code());
    }

    @Test
    void anOptionWithAnAddressOfTheOtherFamilyIsAnErrorAndIgnored() {
        Loaded loaded = addresses("10.9.0.101/24 brd fe80::1", "10.9.0.102 peer fe80::1");

        assertThat(loaded.codes())
                .containsExactly(ProblemCode.FAMILY_MISMATCH.code(), ProblemCode.FAMILY_MISMATCH.code());
        assertThat(loaded.only().addresses())
                .allMatch(each -> each.broadcast().isEmpty() && each.peer().isEmpty());
    }

    @Test
    void multicastOnTheLoopbackInterfaceIsAnErrorAndUnicastIsNot() {
        String text = """
                vrrp_instance VI_1 {
                    interface lo
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.9.0.100/24
                    }
                %s}
                """;

        assertThat(Loaded.text(text.formatted("")).codes()).containsExactly(ProblemCode.LOOPBACK_MULTICAST.code());
        assertThat(Loaded.text(text.formatted("unicast_peer {\n10.9.0.2\n}\n")).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.5/32, a multicast address",
        "0.0.0.0/32, the address that stands for none",
        "255.255.255.255, the broadcast address",
        "10.9.0.255/24, 'the broadcast address of its network, /24'",
        "10.9.0.0/24, 'the number of its network, /24, itself'",
        "10.9.3.255/22, 'the broadcast address of its network, /22'",
        "127.0.0.5/8, a loopback address"
    })
    void anAddressThatNoHostCanHaveIsFound(String address, String what) {
        Loaded loaded = addresses(address);

        assertThat(loaded.codes()).containsExactly(ProblemCode.UNUSABLE_ADDRESS.code());
        assertThat(message(loaded, ProblemCode.UNUSABLE_ADDRESS))
                .startsWith("6: ")
                .contains(address.split("/", 2)[0] + " is " + what + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.9.0.255",
                "10.9.0.255/32",
                "10.9.0.254/31",
                "10.9.0.255/31",
                "10.9.0.255/22",
                "127.0.0.5/8 dev lo",
                "10.9.0.1/0"
            })
    void anAddressThatAHostCanHaveIsFine(String address) {
        assertThat(addresses(address).problems()).isEmpty();
    }

    @Test
    void unusableAddressesOfIpv6AreFoundToo() {
        for (String address : new String[] {"ff02::12/128", "::/128", "::1/128"}) {
            Loaded loaded = Loaded.instance("virtual_ipaddress_excluded {", address, "}");
            assertThat(loaded.codes()).as(address).containsExactly(ProblemCode.UNUSABLE_ADDRESS.code());
        }
    }

    @Test
    void anAddressThatIsListedTwiceIsFoundAndStays() {
        Loaded loaded = addresses("10.9.0.100/24");

        assertThat(message(loaded, ProblemCode.DUPLICATE_ADDRESS)).startsWith("6: 10.9.0.100 is listed already");
        assertThat(loaded.only().addresses()).hasSize(2);
        assertThat(Loaded.instance("virtual_ipaddress_excluded {", "10.1.1.1/24", "}")
                        .codes())
                .containsExactly(ProblemCode.DUPLICATE_ADDRESS.code());
        assertThat(addresses("10.9.0.100/24 dev eth1").problems()).isEmpty();
    }

    @Test
    void anAddressOfTwoInstancesIsFoundUnlessItIsLinkLocalOnAnotherInterface() {
        String text = """
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    virtual_ipaddress {
                        %1$s
                    }
                }
                vrrp_instance B {
                    interface %2$s
                    virtual_router_id 2
                    virtual_ipaddress {
                        %1$s
                    }
                }
                """;

        Loaded twice = Loaded.text(text.formatted("10.9.0.100/24", "eth0"));
        assertThat(message(twice, ProblemCode.DUPLICATE_ADDRESS))
                .startsWith("12: 10.9.0.100 is an address of vrrp_instance A too, at ");
        assertThat(Loaded.text(text.formatted("10.9.0.100/24", "eth1")).codes())
                .containsExactly(ProblemCode.DUPLICATE_ADDRESS.code());
        assertThat(Loaded.text(text.formatted("fe80::1/64", "eth1")).problems()).isEmpty();
        assertThat(Loaded.text(text.formatted("fe80::1/64", "eth0")).codes())
                .containsExactly(ProblemCode.DUPLICATE_ADDRESS.code());
    }

    @Test
    void aPeerThatIsAVirtualAddressIsAnErrorIfNoOtherIsLeft() {
        Loaded alone = Loaded.instance("unicast_peer {", "10.1.1.1", "}");
        Loaded beside = Loaded.instance("unicast_peer {", "10.1.1.1", "10.1.1.3", "}");

        assertThat(message(alone, ProblemCode.NO_PEER_HEARD))
                .startsWith("8: 10.1.1.1 is a virtual address of this instance")
                .endsWith("every node would be master");
        assertThat(beside.codes()).containsExactly(ProblemCode.PEER_NOT_HEARD.code());
    }

    @Test
    void aPeerFromWhichEverythingIsDroppedIsFound() {
        assertThat(Loaded.instance("unicast_peer {", "10.1.1.2 min_ttl 200 max_ttl 100", "}")
                        .codes())
                .containsExactly(ProblemCode.NO_PEER_HEARD.code());
        assertThat(Loaded.instance("unicast_peer {", "224.0.0.18", "10.1.1.2", "}")
                        .codes())
                .containsExactly(ProblemCode.PEER_NOT_HEARD.code());
        assertThat(Loaded.instance("unicast_peer {", "10.1.1.2 min_ttl 255 max_ttl 255", "}")
                        .problems())
                .isEmpty();
    }

    @Test
    void aSourceThatGoesAwayWithTheMasterIsFoundUnlessTheOwnerHasIt() {
        assertThat(Loaded.instance("mcast_src_ip 10.1.1.1").codes()).containsExactly(ProblemCode.SOURCE_NOT_OWN.code());
        assertThat(Loaded.instance("mcast_src_ip 224.0.0.9").codes())
                .containsExactly(ProblemCode.SOURCE_NOT_OWN.code());
        assertThat(Loaded.instance("mcast_src_ip 10.1.1.1", "priority 255").problems())
                .isEmpty();
    }

    @Test
    void aGroupThatIsNoMulticastAddressIsAnErrorAndTheDefaultHolds() {
        Loaded loaded = Loaded.instance("mcast_dst_ip 10.1.1.7");
        Loaded global = Loaded.text("global_defs {\nvrrp_mcast_group4 10.1.1.7\n}\n");

        assertThat(loaded.codes()).containsExactly(ProblemCode.NOT_MULTICAST.code());
        assertThat(loaded.only().transport().group()).hasToString("224.0.0.18");
        assertThat(global.codes()).containsExactly(ProblemCode.NOT_MULTICAST.code());
    }

    @Test
    void aNodeThatIsItsOnlyPeerHearsNobody() {
        Loaded alone = Loaded.instance("unicast_src_ip 10.9.0.1", "unicast_peer {", "10.9.0.1", "}");
        assertThat(alone.has(ProblemCode.NO_PEER_HEARD)).isTrue();
        Loaded beside = Loaded.instance("unicast_src_ip 10.9.0.1", "unicast_peer {", "10.9.0.1", "10.9.0.2", "}");
        assertThat(beside.problems()).isEmpty();
    }
}
