package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.control.Reports;
import dev.vigil.daemon.watch.Histogram;
import dev.vigil.daemon.web.Exposition.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What metrics say of a report, line by line where people depend on it. */
class MetricsTest {
    private static final Histogram.Counts LATENESS = lateness();
    private static final Scrape SCRAPE =
            new Scrape(Reports.twoInstances(), Map.of("VI_1", Set.of("10.0.0.10/24")), LATENESS);

    private static Histogram.Counts lateness() {
        Histogram histogram = new Histogram();
        List.of(0L, 50_000L, 50_001L, 3_000_000L, 20_000_000_000L).forEach(histogram::note);
        return histogram.counts();
    }

    private static List<String> servers() {
        Exposition out = new Exposition(Form.TEXT);
        ServerMetrics.write(Reports.services(), out);
        return out.finish().lines().toList();
    }

    private static List<String> vigil() {
        Exposition out = new Exposition(Form.TEXT);
        VigilMetrics.write(SCRAPE, out);
        return out.finish().lines().toList();
    }

    private static List<String> keepalived() {
        Exposition out = new Exposition(Form.TEXT);
        KeepalivedMetrics.write(SCRAPE, out);
        return out.finish().lines().toList();
    }

    @Test
    void whoIsMasterIsUnmistakable() {
        assertThat(vigil())
                .contains(
                        "vigil_vrrp_master{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"} 1",
                        "vigil_vrrp_master{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\"} 0",
                        "vigil_vrrp_state{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\",state=\"fault\"} 1",
                        "vigil_vrrp_state{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\",state=\"master\"} 0",
                        "vigil_vrrp_dual_master{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"} 1",
                        "vigil_vrrp_dual_master{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\"} 0",
                        "vigil_vrrp_rivals{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\"} 1");
    }

    @Test
    void whatIsBehindTheStateIsThere() {
        String first = "{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"";
        String second = "{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",family=\"ipv6\"";
        assertThat(vigil())
                .contains(
                        "vigil_vrrp_priority" + first + "} 110",
                        "vigil_vrrp_priority_configured" + first + "} 100",
                        "vigil_vrrp_priority_part" + first + ",kind=\"interface\",name=\"eth1\"} 10",
                        "vigil_vrrp_tracked_fault" + second + ",kind=\"script\",name=\"chk\"} 1",
                        "vigil_vrrp_address_present" + first + ",address=\"10.0.0.10/24\",device=\"eth0\"} 0",
                        "vigil_vrrp_refused_total" + first + ",reason=\"ttl\"} 3",
                        "vigil_vrrp_degraded" + first + "} 1",
                        "vigil_vrrp_master_last_heard_timestamp_seconds" + second
                                + ",address=\"fe80::2\"} 1.793524716778E9",
                        "vigil_vrrp_state_since_timestamp_seconds" + second + "} 1.793524713278E9",
                        "vigil_notifications_failed_total" + first + "} 1",
                        "vigil_reload_success 0",
                        "vigil_loop_pause_seconds 5.3",
                        "vigil_defects_total{where=\"VI_2\"} 3",
                        "vigil_bridged_advertisements_total 17");
    }

    @Test
    void latenessIsCountedByHowLongItWas() {
        assertThat(vigil())
                .contains(
                        "# TYPE vigil_loop_lateness_seconds histogram",
                        "vigil_loop_lateness_seconds_bucket{le=\"5.0E-5\"} 2",
                        "vigil_loop_lateness_seconds_bucket{le=\"1.0E-4\"} 3",
                        "vigil_loop_lateness_seconds_bucket{le=\"0.0025\"} 3",
                        "vigil_loop_lateness_seconds_bucket{le=\"0.005\"} 4",
                        "vigil_loop_lateness_seconds_bucket{le=\"10.0\"} 4",
                        "vigil_loop_lateness_seconds_bucket{le=\"+Inf\"} 5",
                        "vigil_loop_lateness_seconds_count 5",
                        "vigil_mails_sent_total 4",
                        "vigil_mails_waiting 2");
    }

    @Test
    void serversAndTheirChecksAreThereAndWhatOperatorsWantOfThem() {
        String service = "{virtual_server=\"[192.0.2.80]:tcp:80\",protocol=\"TCP\"";
        String first = service + ",real_server=\"[10.0.0.11]:tcp:8080\"";
        String second = service + ",real_server=\"[10.0.0.12]:tcp:8080\"";
        assertThat(servers())
                .contains(
                        "vigil_virtual_server_up" + service + "} 0",
                        "vigil_virtual_server_weight_needed" + service + "} 3",
                        "vigil_virtual_server_real_servers_alive" + service + "} 1",
                        "vigil_virtual_server_sorry_server" + service + "} 1",
                        "vigil_virtual_server_since_timestamp_seconds" + service + "} 1.793524713278E9",
                        "vigil_real_server_up" + first + "} 1",
                        "vigil_real_server_up" + second + "} 0",
                        "vigil_real_server_weight" + first + "} 0",
                        "vigil_real_server_weight_configured" + first + "} 1",
                        "vigil_real_server_steered" + first + ",steering=\"drain\"} 1",
                        "vigil_check_success" + second + ",check=\"TCP_CHECK\",number=\"1\"} 0",
                        "vigil_check_duration_seconds" + first + ",check=\"HTTP_GET\",number=\"1\"} 0.012",
                        "vigil_check_attempts_failed_total" + second + ",check=\"TCP_CHECK\",number=\"1\"} 4",
                        "vigil_intent_timestamp_seconds{subject=\"server\","
                                + "object=\"[192.0.2.80]:tcp:80 [10.0.0.13]:tcp:8080\",wish=\"disable\"}"
                                + " 1.793524652278E9");
    }

    @Test
    void theExporterOfMehdyHasOneStateForEachAddressByItsKind() {
        assertThat(keepalived())
                .contains(
                        "keepalived_up 1",
                        "keepalived_vrrp_state{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",ip_address=\"10.0.0.9/24\"} 2",
                        "keepalived_vrrp_excluded_state{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",ip_address=\"10.0.0.10/24\"} 2",
                        "keepalived_vrrp_state{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",ip_address=\"fe80::9/128\"} 3",
                        "keepalived_advertisements_sent_total{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\"} 185",
                        "keepalived_ip_ttl_errors_total{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\"} 3",
                        "keepalived_address_list_errors_total{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\"} 2",
                        "keepalived_gratuitous_arp_delay_total{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\"} 5",
                        "# TYPE keepalived_gratuitous_arp_delay_total untyped")
                .doesNotContain(
                        "keepalived_vrrp_state{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",ip_address=\"10.0.0.10/24\"} 2");
    }

    @Test
    void thatOfGen2brainHasTheStateAsALabel() {
        assertThat(keepalived())
                .contains(
                        "keepalived_vrrp_advert_sent{name=\"VI_1\",intf=\"eth0\",vrid=\"51\",state=\"MASTER\"} 185",
                        "keepalived_vrrp_pri_zero_rcvd{name=\"VI_1\",intf=\"eth0\",vrid=\"51\",state=\"MASTER\"} 1",
                        "keepalived_vrrp_advert_rcvd{name=\"VI_2\",intf=\"eth1\",vrid=\"52\",state=\"FAULT\"} 9");
    }

    @Test
    void anInstanceWithoutAddressesHasAState() {
        var none = Reports.twoInstances();
        Scrape all = new Scrape(none, Map.of("VI_2", Set.of("fe80::9/128")), LATENESS);
        Exposition out = new Exposition(Form.TEXT);
        KeepalivedMetrics.write(all, out);

        assertThat(out.finish())
                .contains("keepalived_vrrp_state{iname=\"VI_2\",intf=\"eth1\",vrid=\"52\",ip_address=\"\"} 3\n");
    }

    @Test
    void noFamilyIsDeclaredTwiceAndNoSampleIsThereTwice() {
        Exposition out = new Exposition(Form.TEXT);
        VigilMetrics.write(SCRAPE, out);
        ServerMetrics.write(Reports.services(), out);
        KeepalivedMetrics.write(SCRAPE, out);
        Set<String> seen = new HashSet<>();
        String family = "";
        for (String line : out.finish().lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ", 4)[2];
            } else if (!line.startsWith("#")) {
                assertThat(line).matches(family + "(_bucket|_sum|_count)?(\\{.*\\})? -?[0-9].*");
            }
            assertThat(seen.add(line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' '))))
                    .as(line)
                    .isTrue();
        }
        assertThat(seen).hasSizeGreaterThan(150);
    }
}
