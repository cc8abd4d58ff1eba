package dev.vigil.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VirtualLinkTest {
    private static final VirtualLink OF_IPV4 = new VirtualLink(
            "vrrp.51", "eth0.10", VirtualLink.mac(Family.IPV4, 51), OptionalInt.of(7), Family.IPV4, false, false);
    private static final VirtualLink OF_IPV6 = new VirtualLink(
            "vrrp6.51", "eth1", VirtualLink.mac(Family.IPV6, 51), OptionalInt.empty(), Family.IPV6, true, true);

    @Test
    void theMacAddressIsThatOfTheStandard() {
        assertThat(OF_IPV4.macText()).isEqualTo("00:00:5e:00:01:33");
        assertThat(OF_IPV6.macText()).isEqualTo("00:00:5e:00:02:33");
        assertThat(VirtualLink.mac(Family.IPV4, 255)).isEqualTo(0x00005e0001ffL);
    }

    @Test
    void theTextInAJournalIsReadAgain() {
        assertThat(OF_IPV4.text()).isEqualTo("link vrrp.51 eth0.10 00:00:5e:00:01:33");
        VirtualLink read = VirtualLink.parse(OF_IPV4.text()).orElseThrow();
        assertThat(read.name()).isEqualTo("vrrp.51");
        assertThat(read.base()).isEqualTo("eth0.10");
        assertThat(read.mac()).isEqualTo(OF_IPV4.mac());
        assertThat(read.text()).isEqualTo(OF_IPV4.text());
    }

    @Test
    void anIpvlanLinkSharesTheMacAddressOfItsBaseAndChangesNothingOfIt() {
        VirtualLink.Sharing sharing =
                new VirtualLink.Sharing(VirtualLink.Sharing.Mode.VEPA, Optional.of(IpAddress.of("10.0.0.51")), 24);
        VirtualLink link = new VirtualLink(
                "vrrp.51", "eth0", 0, OptionalInt.empty(), Family.IPV4, false, false, Optional.of(sharing));

        assertThat(link.text()).isEqualTo("link vrrp.51 eth0 ipvlan");
        VirtualLink read = VirtualLink.parse(link.text()).orElseThrow();
        assertThat(read.kind()).isEqualTo("ipvlan");
        assertThat(read.text()).isEqualTo(link.text());
        assertThat(sharing).hasToString("vepa 10.0.0.51/24");
        assertThat(KernelSetting.of(link))
                .extracting(setting -> setting.path() + " " + setting.value())
                .containsExactly("net/ipv6/conf/vrrp.51/disable_ipv6 1");
        assertThat(KernelSetting.ofBases(List.of(link))).isEmpty();
    }

    @Test
    void whatIsNoLinkIsNotRead() {
        for (String line : List.of(
                "link vrrp.51 eth0",
                "link vrrp.51 eth0 00:00:5e:00:01",
                "link ../x eth0 00:00:5e:00:01:33",
                "link vrrp.51 eth0 00:00:5E:00:01:33",
                "link a-name-that-is-too-long eth0 00:00:5e:00:01:33")) {
            assertThat(VirtualLink.parse(line)).as(line).isEmpty();
        }
    }

    @Test
    void anIpv4LinkAnswersForItsOwnAddressesAloneAndSoDoesItsBase() {
        assertThat(KernelSetting.of(OF_IPV4))
                .extracting(setting -> setting.path() + " " + setting.value())
                .containsExactly(
                        "net/ipv4/conf/vrrp.51/arp_ignore 1",
                        "net/ipv4/conf/vrrp.51/accept_local 1",
                        "net/ipv4/conf/vrrp.51/rp_filter 0",
                        "net/ipv4/conf/vrrp.51/promote_secondaries 1",
                        "net/ipv6/conf/vrrp.51/disable_ipv6 1");
        assertThat(KernelSetting.ofBases(List.of(OF_IPV4, OF_IPV4, OF_IPV6)))
                .extracting(setting -> setting.path() + " " + setting.value())
                .containsExactly("net/ipv4/conf/eth0.10/arp_ignore 1", "net/ipv4/conf/eth0.10/arp_filter 1");
    }

    @Test
    void anIpv6LinkChangesNothingOfIpv4() {
        assertThat(KernelSetting.of(OF_IPV6))
                .extracting(setting -> setting.path() + " " + setting.value())
                .containsExactly("net/ipv6/conf/vrrp6.51/disable_ipv6 0");
        assertThat(KernelSetting.ofBases(List.of(OF_IPV6))).isEmpty();
    }

    @Test
    void aFilterForAllInterfacesBecomesThatOfEachOther() {
        Map<String, Integer> own = new LinkedHashMap<>();
        own.put("default", 0);
        own.put("eth0", 2);
        own.put("eth1", 1);
        assertThat(KernelSetting.withoutSharedFilter(2, own))
                .extracting(setting -> setting.path() + " " + setting.value())
                .containsExactly(
                        "net/ipv4/conf/default/rp_filter 2",
                        "net/ipv4/conf/eth1/rp_filter 2",
                        "net/ipv4/conf/all/rp_filter 0");
        assertThat(KernelSetting.withoutSharedFilter(0, own)).isEmpty();
    }

    @Test
    void aChangedSettingIsReadAgainAndLeadsNowhereElse() {
        SettingTrace trace =
                new SettingTrace(new KernelSetting(List.of("net", "ipv4", "conf", "eth0", "arp_ignore"), "1"), "0");
        assertThat(trace.text()).isEqualTo("setting net/ipv4/conf/eth0/arp_ignore 0 1");
        assertThat(SettingTrace.parse(trace.text())).contains(trace);
        SettingTrace reports = new SettingTrace(KernelSetting.NO_REPORTS, "1");
        assertThat(SettingTrace.parse(reports.text())).contains(reports);
        for (String line : List.of(
                "setting net/ipv4/conf/../arp_ignore 0 1",
                "setting kernel/core_pattern 0 1",
                "setting net/ipv4/conf/eth0/arp_ignore 0",
                "setting net/ipv4/conf/eth0/arp_ignore x 1",
                "setting net/ipv4/ip_forward 0 1")) {
            assertThat(SettingTrace.parse(line)).as(line).isEmpty();
        }
    }
}
