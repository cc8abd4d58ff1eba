package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader lets pass, with or without errors, the daemon can encode: no value is refused after the check. */
class EveryAddressTest {
    private static final Link LINK = new Link(3, "eth0", true, true, false, true, 0x0200_0000_0001L);
    private static final String[] WORDS = {
        "192.0.2.7",
        "192.0.2.7/24",
        "192.0.2.7/33",
        "192.0.2.7/-1",
        "0.0.0.0/0",
        "2001:db8::7/64",
        "::/0",
        "fe80::1/129",
        "dev",
        "eth0",
        "enp94s0f1:public",
        "averyveryverylongname0",
        "label",
        "eth0:公共地址公共地址",
        "brd",
        "+",
        "-",
        "192.0.2.255",
        "fe80::1",
        "peer",
        "scope",
        "256",
        "-1",
        "host",
        "preferred_lft",
        "forever",
        "4294967296",
        "no_track",
        "noprefixroute",
        "home",
        "-nodad",
        "autojoin",
        "mngtmpaddr",
        "use_vmac",
        "track_group",
        "\"\"",
        "label \"a b\""
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void everyAddressThatIsReadCanBeEncoded() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261130);
        StringBuilder text = new StringBuilder();
        for (int vrid = 1; vrid < 255; vrid++) {
            text.append("vrrp_instance V").append(vrid).append(" {\ninterface eth0\nvirtual_router_id ");
            text.append(vrid).append("\nvirtual_ipaddress_excluded {\n");
            for (int line = 0; line < 20; line++) {
                text.append(WORDS[random.nextInt(8)]);
                for (int word = random.nextInt(6); word > 0; word--) {
                    text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
                }
                text.append('\n');
            }
            text.append("}\nno_virtual_ipaddress\n}\n");
        }
        Path file = Files.writeString(directory.resolve("many.conf"), text);
        for (VrrpInstance instance : ConfigLoader.standard()
                .load(file, ConfigLoader.Options.NONE)
                .draft()
                .instances()) {
            Assemble.site(instance).addresses().forEach(EveryAddressTest::encode);
        }
    }

    private static void encode(AddressSpec address) {
        assertThatCode(() -> EncodedAddress.of(new PlacedAddress(address, LINK)))
                .as(address.toString())
                .doesNotThrowAnyException();
    }
}
