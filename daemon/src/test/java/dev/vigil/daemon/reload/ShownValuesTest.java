package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How values look that a reload changes. */
class ShownValuesTest {
    private static final String SCRIPT = "vrrp_script chk {\n script /bin/true\n}\n";
    private static final IpAddress ADDRESS = IpAddress.of("192.0.2.1");

    private static List<String> lines(String old, String next) {
        return ReloadText.lines(ReloadPlan.between(read(old), read(next))).stream()
                .map(line -> line.subject() + ": " + line.text())
                .toList();
    }

    @Test
    void anAddressIsShownAsAConfigurationWouldSayIt() {
        VirtualAddress whole = new VirtualAddress(
                ADDRESS,
                24,
                "eth1",
                Optional.of("eth1:v"),
                253,
                Optional.of(IpAddress.of("192.0.2.255")),
                Optional.of(IpAddress.of("192.0.2.7")),
                true,
                false,
                SourcePlace.NOWHERE);
        assertThat(AddressText.of(whole, "eth0"))
                .isEqualTo("192.0.2.1/24 dev eth1 scope 253 label eth1:v brd 192.0.2.255 peer 192.0.2.7 noprefixroute"
                        + " no_track");
        VirtualAddress plain = new VirtualAddress(
                ADDRESS,
                24,
                "eth0",
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                SourcePlace.NOWHERE);
        assertThat(AddressText.of(plain, "eth0")).isEqualTo("192.0.2.1/24");
    }

    @Test
    void aReversedWeightIsShown() {
        assertThat(lines(
                        SCRIPT + instance("A", 1),
                        SCRIPT + instance("A", 1, "track_script {\n chk weight 5 reverse\n}")))
                .containsExactly("A: track_script chk weight 5 reverse is added: no interruption");
    }

    @Test
    void aLongValueIsCut() {
        String path = "/bin/" + "a".repeat(500);
        assertThat(lines(instance("A", 1), instance("A", 1, "notify " + path)))
                .singleElement()
                .asString()
                .contains("aaa...")
                .hasSizeLessThan(path.length());
    }
}
