package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.NetlinkRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressChangeTest {
    private static OwnedAddress owned(String text, int prefixLength, int scope, String label, boolean prefixRoute) {
        LinkInfo link = new LinkInfo(3, "eth0", LinkInfo.HARDWARE_ETHERNET, 0, 1500, Optional.empty(), 0, 0, "");
        return OwnedAddress.on(
                link,
                new VirtualAddress(
                        IpAddress.of(text),
                        prefixLength,
                        "eth0",
                        Optional.of(label).filter(each -> !each.isEmpty()),
                        scope,
                        Optional.empty(),
                        Optional.empty(),
                        !prefixRoute,
                        true,
                        SourcePlace.NOWHERE));
    }

    private static OwnedAddress plain(String text, int prefixLength) {
        return owned(text, prefixLength, 0, "", true);
    }

    private static List<String> change(List<OwnedAddress> old, List<OwnedAddress> wanted) {
        return AddressChange.requests(old, wanted).stream()
                .map(NetlinkRequest::toString)
                .map(text -> text.replace(" on interface 3", ""))
                .toList();
    }

    @Test
    void theSameAddressesAskForNothing() {
        assertThat(change(List.of(plain("192.0.2.1", 24)), List.of(plain("192.0.2.1", 24))))
                .isEmpty();
    }

    @Test
    void aNewAddressIsAddedAndNothingElse() {
        assertThat(change(List.of(plain("192.0.2.1", 24)), List.of(plain("192.0.2.1", 24), plain("192.0.2.2", 24))))
                .containsExactly("add address 192.0.2.2/24");
    }

    @Test
    void anAddressThatGoesMayTakeOthersAlongSoTheyAreAskedForAgain() {
        assertThat(change(List.of(plain("192.0.2.1", 24), plain("192.0.2.2", 24)), List.of(plain("192.0.2.2", 24))))
                .containsExactly("delete address 192.0.2.1/24", "add address 192.0.2.2/24");
    }

    @Test
    void anotherLabelOrScopeOfAnIpv4AddressReplacesIt() {
        OwnedAddress old = plain("192.0.2.1", 24);
        for (OwnedAddress wanted :
                List.of(owned("192.0.2.1", 24, 0, "eth0:1", true), owned("192.0.2.1", 24, 253, "", true))) {
            assertThat(change(List.of(old), List.of(wanted)))
                    .containsExactly("delete address 192.0.2.1/24", "add address 192.0.2.1/24");
        }
    }

    @Test
    void anIpv6AddressChangesWhereItIs() {
        assertThat(change(List.of(plain("2001:db8::1", 64)), List.of(owned("2001:db8::1", 64, 0, "", false))))
                .containsExactly("replace address 2001:db8::1/64");
    }

    @Test
    void anAddressWithAnotherPrefixIsThereBeforeTheOldOneGoes() {
        assertThat(change(List.of(plain("192.0.2.1", 24)), List.of(plain("192.0.2.1", 32))))
                .startsWith("add address 192.0.2.1/32", "delete address 192.0.2.1/24");
    }
}
