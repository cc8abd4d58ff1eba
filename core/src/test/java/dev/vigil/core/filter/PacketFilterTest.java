package dev.vigil.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.FilterStep.Elements;
import dev.vigil.core.filter.FilterStep.NewRule;
import dev.vigil.core.filter.FilterStep.NewTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
    private static final DroppedAddress FOUR = DroppedAddress.of(IpAddress.of("10.77.0.100"), 3);
    private static final DroppedAddress SIX = DroppedAddress.of(IpAddress.of("fd77::100"), 3);
    private static final DroppedAddress ON_LINK = DroppedAddress.of(IpAddress.of("fe80::100"), 3);

    private final PacketFilter filter = new PacketFilter(FilterSettings.DEFAULT);

    private List<FilterStep> reach(Set<DroppedAddress> addresses) {
        return reach(dropping(addresses));
    }

    private List<FilterStep> reach(Filtered wanted) {
        List<FilterStep> steps = filter.toward(wanted);
        filter.reached(wanted);
        return steps;
    }

    private static Filtered dropping(Set<DroppedAddress> addresses) {
        return Filtered.NOTHING.withAddresses(addresses);
    }

    @Test
    void anInterfaceMattersOnlyForAddressesOfItsLink() {
        assertThat(FOUR.ifindex()).isZero();
        assertThat(SIX.ifindex()).isZero();
        assertThat(ON_LINK.ifindex()).isEqualTo(3);
        assertThat(DroppedAddress.of(IpAddress.of("169.254.0.1"), 3).ifindex()).isZero();
    }

    @Test
    void aTableIsMadeWhenItsFamilyIsNeededFirst() {
        assertThat(filter.toward(Filtered.NOTHING)).isEmpty();
        assertThat(reach(Set.of(FOUR))).contains(new NewTable(Family.IPV4)).doesNotContain(new NewTable(Family.IPV6));
        assertThat(reach(Set.of(FOUR, SIX)))
                .contains(new NewTable(Family.IPV6))
                .doesNotContain(new NewTable(Family.IPV4));
    }

    @Test
    void aRoleChangesNothingButElements() {
        reach(Set.of(FOUR));
        assertThat(reach(Set.of())).containsExactly(new Elements(Family.IPV4, "vips", List.of(FOUR), false));
        assertThat(reach(Set.of(FOUR))).containsExactly(new Elements(Family.IPV4, "vips", List.of(FOUR), true));
        assertThat(reach(Set.of(FOUR))).isEmpty();
    }

    @Test
    void aLinkLocalAddressIsInASetOfItsOwn() {
        reach(Set.of(SIX));
        assertThat(reach(Set.of(SIX, ON_LINK)))
                .contains(new Elements(Family.IPV6, "vips_link_local", List.of(ON_LINK), true))
                .filteredOn(NewRule.class::isInstance)
                .hasSize(2);
    }

    @Test
    void neighbourDiscoveryPassesBeforeAnythingIsDropped() {
        List<NewRule> rules = reach(Set.of(SIX)).stream()
                .filter(NewRule.class::isInstance)
                .map(NewRule.class::cast)
                .toList();
        for (String chain : List.of("in", "out")) {
            assertThat(rules.stream().filter(rule -> rule.chain().equals(chain)).findFirst())
                    .hasValueSatisfying(first -> assertThat(first.expressions()).endsWith(new Expression.Accept()));
        }
    }

    @Test
    void rulesCountOnlyIfTheyAreTo() {
        assertThat(reach(Set.of(FOUR))).noneMatch(PacketFilterTest::counts);
        PacketFilter counting = new PacketFilter(new FilterSettings("ha", 0, true));
        assertThat(counting.toward(dropping(Set.of(FOUR))))
                .filteredOn(NewRule.class::isInstance)
                .hasSize(2)
                .allMatch(PacketFilterTest::counts);
    }

    private static boolean counts(FilterStep step) {
        return step instanceof NewRule rule && rule.expressions().contains(new Expression.Count());
    }

    @Test
    void whatTheKernelLostIsMadeAgain() {
        List<FilterStep> first = reach(Set.of(FOUR, SIX, ON_LINK));
        filter.forget();
        assertThat(filter.isEmpty()).isTrue();
        assertThat(filter.toward(dropping(Set.of(FOUR, SIX, ON_LINK)))).isEqualTo(first);
    }

    @Test
    void reportsOfAMacvlanAreLedToItsBaseBeforeAnythingElseIsLookedAt() {
        ReportingLink link = new ReportingLink(Family.IPV6, 7, 2);
        reach(Set.of(SIX));
        List<FilterStep> steps = reach(dropping(Set.of(SIX)).withLinks(Set.of(link)));
        assertThat(steps)
                .containsSubsequence(
                        new FilterStep.Links("vmac_map", true, List.of(link), true),
                        new FilterStep.Links("vmac_set", false, List.of(link), true));
        assertThat(steps)
                .filteredOn(NewRule.class::isInstance)
                .hasSize(2)
                .allMatch(step -> step instanceof NewRule rule
                        && rule.first()
                        && rule.chain().equals("out"));
        assertThat(reach(dropping(Set.of(SIX))))
                .allMatch(step -> step instanceof FilterStep.Links links && !links.present());
    }

    @Test
    void aMacvlanOfIpv4NeedsOneRule() {
        List<FilterStep> steps = reach(Filtered.NOTHING.withLinks(Set.of(new ReportingLink(Family.IPV4, 7, 2))));
        assertThat(steps).filteredOn(NewRule.class::isInstance).hasSize(1);
        assertThat(steps)
                .noneMatch(step -> step instanceof FilterStep.NewChain chain
                        && chain.name().equals("in"));
    }

    @Test
    void onlyTablesThatWereMadeAreRemoved() {
        assertThat(filter.removal()).isEmpty();
        reach(Set.of(FOUR));
        assertThat(filter.removal()).containsExactly(new FilterStep.DeleteTable(Family.IPV4));
        reach(Set.of(SIX));
        assertThat(filter.removal()).hasSize(2);
    }
}
