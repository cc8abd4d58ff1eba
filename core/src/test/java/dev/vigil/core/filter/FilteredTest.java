package dev.vigil.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a packet filter is about, of one virtual router and of several. */
class FilteredTest {
    private static final Set<DroppedAddress> ADDRESSES = Set.of(DroppedAddress.of(IpAddress.of("192.0.2.1"), 3));
    private static final Set<ReportingLink> LINKS = Set.of(new ReportingLink(Family.IPV4, 7, 2));

    @Test
    void itIsEmptyWithoutAddressesAndLinks() {
        assertThat(Filtered.NOTHING.isEmpty()).isTrue();
        assertThat(Filtered.NOTHING.withAddresses(ADDRESSES).isEmpty()).isFalse();
        assertThat(Filtered.NOTHING.withLinks(LINKS).isEmpty()).isFalse();
        assertThat(Filtered.NOTHING.withLinks(LINKS).withLinks(Set.of()).isEmpty())
                .isTrue();
    }

    @Test
    void severalAreOneWithWhatEachHas() {
        Filtered all = Filtered.all(List.of(
                Filtered.NOTHING.withAddresses(ADDRESSES), Filtered.NOTHING.withLinks(LINKS), Filtered.NOTHING));

        assertThat(all).isEqualTo(new Filtered(ADDRESSES, LINKS));
        assertThat(Filtered.all(List.of())).isEqualTo(Filtered.NOTHING);
    }
}
