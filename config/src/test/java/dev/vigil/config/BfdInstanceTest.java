package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.BfdInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bfd_instance and track_bfd come to. */
class BfdInstanceTest {
    private static final String TRACKING = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    10.1.1.1/24
                }
                track_bfd {
                    b
                }
            }
            """;

    private static String session(String name, String neighbor, String more) {
        return "bfd_instance " + name + " {\nneighbor_ip " + neighbor + "\n" + more + "\n}\n";
    }

    private static List<Track> tracked(Loaded loaded) {
        return Assemble.tracks(loaded.only(), loaded.config()).all().stream()
                .filter(track -> track.kind() == Track.Kind.BFD)
                .toList();
    }

    @Test
    void whatIsNotSaidIsAsKeepalivedHasIt() {
        Loaded loaded = Loaded.text(session("four", "192.0.2.2", "") + session("six", "2001:db8::2", ""));

        assertThat(loaded.problems()).isEmpty();
        assertThat(Assemble.bfdSessions(loaded.config()))
                .containsExactly(
                        new BfdSettings(
                                "four",
                                new BfdSettings.Path(IpAddress.of("192.0.2.2"), Optional.empty(), false, 255),
                                new BfdSettings.Timing(10 * Nanos.PER_MS, 10 * Nanos.PER_MS, Nanos.PER_S, 5, false, 0)),
                        new BfdSettings(
                                "six",
                                new BfdSettings.Path(IpAddress.of("2001:db8::2"), Optional.empty(), false, 64),
                                new BfdSettings.Timing(
                                        10 * Nanos.PER_MS, 10 * Nanos.PER_MS, Nanos.PER_S, 5, false, 0)));
    }

    @Test
    void everySettingArrives() {
        Loaded loaded = Loaded.text(session("s", "192.0.2.2", """
                source_ip 192.0.2.1
                min_rx 50.5
                min_tx 60
                idle_tx 2000
                multiplier 3
                passive
                ttl 128
                max_hops 4
                multihop on
                """));

        assertThat(Assemble.bfdSessions(loaded.config()))
                .containsExactly(new BfdSettings(
                        "s",
                        new BfdSettings.Path(
                                IpAddress.of("192.0.2.2"), Optional.of(IpAddress.of("192.0.2.1")), true, 128),
                        new BfdSettings.Timing(50_500_000, 60 * Nanos.PER_MS, 2 * Nanos.PER_S, 3, true, 4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min_rx 0",
                "min_tx 0.5",
                "min_rx 4294968",
                "idle_tx 500",
                "multiplier 0",
                "multiplier 256",
                "ttl 0",
                "hoplimit 256",
                "max_hops 256",
                "max_hops -2"
            })
    void aValueOutOfItsRangeIsReportedAndNotUsed(String line) {
        Loaded loaded = Loaded.text(session("s", "192.0.2.2", line));

        assertThat(loaded.problems()).as(line).hasSize(1);
        assertThat(Assemble.bfdSessions(loaded.config()))
                .isEqualTo(Assemble.bfdSessions(
                        Loaded.text(session("s", "192.0.2.2", "")).config()));
    }

    @Test
    void theWeightOfTheSessionCountsUnlessTheInstanceHasAnother() {
        assertThat(tracked(Loaded.text(session("b", "192.0.2.2", "weight -30 reverse") + TRACKING)))
                .extracting(Track::weight)
                .containsExactly(new Weight(-30, true));
        assertThat(tracked(Loaded.text(
                        session("b", "192.0.2.2", "weight -30") + TRACKING.replace("  b\n", "  b weight 7\n"))))
                .extracting(Track::weight)
                .containsExactly(new Weight(7, false));
    }

    @Test
    void aSessionForRealServersAloneIsNoneForInstances() {
        Loaded loaded = Loaded.text(session("b", "192.0.2.2", "checker") + TRACKING);

        assertThat(loaded.has(ProblemCode.UNDEFINED_NAME)).isTrue();
        assertThat(tracked(loaded)).isEmpty();
        assertThat(tracked(Loaded.text(session("b", "192.0.2.2", "vrrp\nchecker") + TRACKING)))
                .hasSize(1);
    }

    @Test
    void theSecondOfTwoSessionsWithOneNeighbourIsLeftOut() {
        Loaded loaded = Loaded.text(session("a", "192.0.2.2", "")
                + session("b", "192.0.2.2", "")
                + session("c", "192.0.2.2", "multihop on"));

        assertThat(loaded.codes()).containsExactly(ProblemCode.DUPLICATE_NAME.code());
        assertThat(loaded.config().bfdInstances()).extracting(BfdInstance::name).containsExactly("a", "c");
    }
}
