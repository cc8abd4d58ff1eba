package dev.vigil.config.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssembleTest {
    private static VrrpInstance only(String... lines) {
        return Loaded.instance(lines).only();
    }

    /** An instance on eth0 that tracks a script with that property, and further lines. */
    private static Config tracking(String property, String... lines) {
        return Loaded.text("""
                vrrp_script chk {
                    script /bin/true
                    %s
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 7
                    track_script {
                        chk
                    }
                    virtual_ipaddress {
                        192.0.2.7
                    }
                %s
                }
                """.formatted(property, String.join("\n", lines))).config();
    }

    @Test
    void aVersion2AdvertisementCarriesSecondsAndThePassword() {
        Advertisement message = Assemble.advertisement(
                only("  advert_int 3", "  authentication {", "    auth_type PASS", "    auth_pass 1111", "  }"));
        assertThat(message.version()).isEqualTo(2);
        assertThat(message.interval()).isEqualTo(3);
        assertThat(message.authentication().type()).isEqualTo(1);
        assertThat(message.authentication().data())
                .containsExactly(
                        (byte) '1', (byte) '1', (byte) '1', (byte) '1', (byte) 0, (byte) 0, (byte) 0, (byte) 0);
    }

    @Test
    void aGroupThatAsksForChangesOfPriorityAsksForItsMembersAlone() {
        String instance = """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id %d
                    virtual_ipaddress {
                        192.0.2.%d
                    }
                }
                """;
        Config config = Loaded.text(instance.formatted("A", 1, 1)
                        + instance.formatted("B", 2, 2)
                        + instance.formatted("C", 3, 3)
                        + "vrrp_sync_group G {\ngroup {\nA\nB\n}\nnotify_priority_changes\n}\n")
                .config();

        assertThat(config.instances())
                .extracting(each -> Assemble.notifications(each, config).priorityChanges())
                .containsExactly(true, true, false);
    }

    @Test
    void aVersion3AdvertisementCarriesCentisecondsAndNoAuthentication() {
        Advertisement message = Assemble.advertisement(only("  version 3", "  advert_int 0.25"));
        assertThat(message.interval()).isEqualTo(25);
        assertThat(message.authentication().data()).isEmpty();
        assertThat(message.addresses()).containsExactly(IpAddress.of("10.1.1.1"));
    }

    @Test
    void unicastPeersAreExpectedWithTheirTtlLimits() {
        Reception.Expectation expected = Assemble.expectation(
                only("  unicast_src_ip 192.0.2.1", "  unicast_peer {", "    192.0.2.2 min_ttl 5 max_ttl 9", "  }"));
        assertThat(expected.peers()).isEqualTo(List.of(new Reception.Peer(IpAddress.of("192.0.2.2"), 5, 9)));
    }

    @Test
    void theRulesOfTheElectionArriveUnchanged() {
        RouterSettings settings =
                Assemble.router(only("  priority 42", "  nopreempt", "  advert_int 2"), IpAddress.of("192.0.2.1"));
        assertThat(settings.rules().priority()).isEqualTo(42);
        assertThat(settings.rules().preempt()).isFalse();
        assertThat(settings.rules().intervalNs()).isEqualTo(2_000_000_000L);
    }

    @Test
    void aMemberTracksWhatItsGroupOfOneTracks() {
        Config config = Loaded.text("""
                vrrp_script chk {
                    script /bin/true
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 7
                    virtual_ipaddress {
                        192.0.2.7
                    }
                }
                vrrp_sync_group G {
                    group {
                        A
                    }
                    track_interface {
                        eth1
                    }
                    track_script {
                        chk
                    }
                }
                """).config();

        assertThat(Assemble.tracks(config.instances().getFirst(), config).all())
                .extracting(Track::name)
                .contains("eth1", "chk");
    }

    @Test
    void theOwnInterfaceIsTrackedOnceAndScriptsStartUnknown() {
        Config config = tracking("weight -20", "  track_interface {", "    eth0", "    eth1", "  }");
        List<Track> tracks =
                Assemble.tracks(config.instances().getFirst(), config).all();
        assertThat(tracks)
                .extracting(track -> track.kind() + " " + track.name())
                .containsExactly("INTERFACE eth0", "SOURCE_ADDRESS eth0", "INTERFACE eth1", "SCRIPT chk");
        assertThat(tracks).extracting(Track::condition).containsOnly(Condition.UNKNOWN);
    }

    @Test
    void theInterfacesOfAddressesAreTrackedUnlessTheAddressIsNot() {
        Config config = Loaded.text("""
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 7
                    track_interface {
                        eth1 weight 20
                    }
                    virtual_ipaddress {
                        192.0.2.7
                        192.0.2.8 dev eth1
                        192.0.2.9 dev eth2 no_track
                    }
                    virtual_ipaddress_excluded {
                        192.0.2.10 dev eth3
                    }
                }
                """).config();
        assertThat(Assemble.tracks(config.instances().getFirst(), config).all())
                .filteredOn(track -> track.kind() == Track.Kind.INTERFACE)
                .extracting(track -> track.name() + " " + track.weight().faults())
                .containsExactly("eth0 true", "eth1 true", "eth3 true");
    }

    @Test
    void aScriptWithInitFailStartsDown() {
        Config config = tracking("init_fail");
        List<Track> tracks =
                Assemble.tracks(config.instances().getFirst(), config).all();
        assertThat(tracks.getLast().condition()).isEqualTo(Condition.DOWN);
        assertThat(tracks.getLast().isFault()).isTrue();
    }
}
