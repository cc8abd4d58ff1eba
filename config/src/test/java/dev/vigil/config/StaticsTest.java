package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.track.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses, routes and rules that are there whoever is master. */
class StaticsTest {
    private static final String INSTANCE = """
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress {
            192.0.2.9
            }
            }
            """;

    private static List<String> interfaces(String text) {
        return Loaded.text(text).config().statics().addresses().stream()
                .map(VirtualAddress::interfaceName)
                .toList();
    }

    @Test
    void theDefaultInterfaceCountsForAllAddressesWithoutOneOfTheirOwn() {
        assertThat(interfaces("""
                static_ipaddress {
                192.0.2.1
                }
                global_defs {
                default_interface eth5
                }
                static_ipaddress {
                192.0.2.2
                192.0.2.3 dev eth6
                }
                """)).containsExactly("eth5", "eth5", "eth6");
        assertThat(interfaces("static_ipaddress {\n192.0.2.1\n}\n")).containsExactly("eth0");
    }

    private static List<String> tracked(Config config) {
        VrrpInstance instance = config.instances().getFirst();
        return Assemble.tracks(instance, config).all().stream()
                .filter(track -> track.kind() == Track.Kind.INTERFACE)
                .map(Track::name)
                .toList();
    }

    @Test
    void theInstancesOfATrackGroupDependOnTheInterfacesOfWhatIsInIt() {
        Loaded loaded = Loaded.text(INSTANCE + """
                track_group mine {
                group {
                A
                }
                }
                track_group other {
                group {
                }
                }
                static_ipaddress {
                192.0.2.1 dev eth1 track_group mine
                192.0.2.2 dev eth2
                192.0.2.3 dev eth3 track_group other
                }
                static_routes {
                198.51.100.0/24 dev eth4 track_group mine
                198.51.101.0/24 dev eth5
                }
                static_rules {
                from 192.0.2.0/24 iif eth6 table 100 priority 7 track_group mine
                }
                """);

        assertThat(tracked(loaded.config())).containsExactly("eth0", "eth1", "eth4", "eth6");
    }

    @Test
    void aTrackGroupThatIsNotThereIsNamedAndNothingDependsOnIt() {
        Loaded loaded = Loaded.text(INSTANCE + "static_ipaddress {\n192.0.2.1 dev eth1 track_group mine\n}\n");

        assertThat(loaded.codes()).containsExactly(ProblemCode.UNDEFINED_NAME.code());
        assertThat(tracked(loaded.config())).containsExactly("eth0");
    }

    @Test
    void aTrackGroupOfAVirtualAddressIsLeftOut() {
        Loaded loaded = Loaded.text(INSTANCE.replace("192.0.2.9", "192.0.2.9 track_group mine"));

        assertThat(loaded.codes()).containsExactly(ProblemCode.OPTION_IGNORED.code());
    }
}
