package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressChangesTest {
    private static final Link LINK = new Link(3, "eth0", true, true, false, true, 1);

    private static PlacedAddress owned(String text, int prefixLength, int scope, String label, boolean prefixRoute) {
        return new PlacedAddress(
                new AddressSpec(
                        IpAddress.of(text),
                        prefixLength,
                        "eth0",
                        Optional.of(label).filter(each -> !each.isEmpty()),
                        scope,
                        Optional.empty(),
                        Optional.empty(),
                        !prefixRoute,
                        true),
                LINK);
    }

    private static PlacedAddress plain(String text, int prefixLength) {
        return owned(text, prefixLength, 0, "", true);
    }

    private static List<String> change(List<PlacedAddress> old, List<PlacedAddress> wanted) {
        return AddressChanges.requests(old, wanted).stream()
                .map(each -> word(each.kind()) + " address " + each.address().address() + "/"
                        + each.address().spec().prefixLength())
                .toList();
    }

    private static String word(AddressRequest.Kind kind) {
        return switch (kind) {
            case ADD -> "add";
            case REPLACE -> "replace";
            case REMOVE -> "delete";
        };
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
        PlacedAddress old = plain("192.0.2.1", 24);
        for (PlacedAddress wanted :
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
