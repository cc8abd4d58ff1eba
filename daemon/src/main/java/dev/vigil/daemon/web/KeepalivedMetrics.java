package dev.vigil.daemon.web;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.web.Exposition.Measure;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The metrics under the names that exporters for keepalived gave them, so that dashboards and rules go on to work: those of
 * mehdy/keepalived-exporter and those of gen2brain/keepalived_exporter. They are untyped, since the names do not keep to what a
 * type asks for.
 */
final class KeepalivedMetrics {
    /** A number that both count, and its two names without their prefixes. */
    private record Count(String mehdy, String gen2brain, String help, ToLongFunction<StatusReport.Counters> value) {}

    private static final List<Count> COUNTS = List.of(
            new Count(
                    "advertisements_received_total",
                    "advert_rcvd",
                    "Advertisements received",
                    counters -> counters.advertsReceived()),
            new Count(
                    "advertisements_sent_total",
                    "advert_sent",
                    "Advertisements sent",
                    counters -> counters.advertsSent()),
            new Count(
                    "become_master_total",
                    "become_master",
                    "Times this node became master",
                    counters -> counters.becameMaster()),
            new Count(
                    "release_master_total",
                    "release_master",
                    "Times this node ceased to be master",
                    counters -> counters.releasedMaster()),
            new Count("packet_length_errors_total", "packet_len_err", "Packets of a wrong length", drops("length")),
            new Count(
                    "advertisements_interval_errors_total",
                    "advert_interval_err",
                    "Packets with another interval",
                    drops("interval", "interval_zero")),
            new Count("ip_ttl_errors_total", "ip_ttl_err", "Packets with a wrong TTL or hop limit", drops("ttl")),
            new Count("invalid_type_received_total", "invalid_type_rcvd", "Packets of an unknown type", drops("type")),
            new Count(
                    "address_list_errors_total",
                    "addr_list_err",
                    "Advertisements with other addresses",
                    counters -> counters.addressListErrors()),
            new Count(
                    "authentication_invalid_total",
                    "invalid_authtype",
                    "Packets with an unknown authentication type",
                    drops("auth_type_invalid")),
            new Count(
                    "authentication_mismatch_total",
                    "authtype_mismatch",
                    "Packets with another authentication type",
                    drops("auth_type_mismatch")),
            new Count(
                    "authentication_failure_total",
                    "auth_failure",
                    "Packets that are not authentic",
                    drops("auth_failed")),
            new Count(
                    "priority_zero_received_total",
                    "pri_zero_rcvd",
                    "Advertisements with priority 0 received",
                    counters -> counters.priorityZeroReceived()),
            new Count(
                    "priority_zero_sent_total",
                    "pri_zero_sent",
                    "Advertisements with priority 0 sent",
                    counters -> counters.priorityZeroSent()));

    private KeepalivedMetrics() {}

    static void write(Scrape scrape, Exposition out) {
        out.family("keepalived_up", Measure.GAUGE, "Whether the daemon answers").sample(Labels.NONE, 1);
        addressStates("keepalived_vrrp_state", scrape, false, out);
        addressStates("keepalived_vrrp_excluded_state", scrape, true, out);
        for (Count count : COUNTS) {
            out.family("keepalived_" + count.mehdy, Measure.UNTYPED, count.help);
            scrape.instances().forEach(each -> out.sample(router(each), count.value.applyAsLong(each.counters())));
        }
        out.family(
                "keepalived_gratuitous_arp_delay_total",
                Measure.UNTYPED,
                "The configured garp_master_delay in seconds");
        scrape.instances()
                .forEach(each ->
                        out.sample(router(each), each.rules().announcements().delayNs() / Nanos.PER_S));
        scripts(scrape.report().scripts(), out);
        for (Count count : COUNTS) {
            out.family("keepalived_vrrp_" + count.gen2brain, Measure.UNTYPED, count.help);
            scrape.instances()
                    .forEach(each -> out.sample(
                            Labels.of(
                                    "name",
                                    each.name(),
                                    "intf",
                                    each.interfaceName(),
                                    "vrid",
                                    vrid(each),
                                    "state",
                                    each.state().name()),
                            count.value.applyAsLong(each.counters())));
        }
    }

    private static void addressStates(String name, Scrape scrape, boolean excluded, Exposition out) {
        out.family(
                name, Measure.UNTYPED, "The state of the instance of an address: 0 INIT, 1 BACKUP, 2 MASTER, 3 FAULT");
        for (StatusReport.Instance instance : scrape.instances()) {
            List<StatusReport.Address> addresses = instance.addresses().stream()
                    .filter(address -> scrape.isExcluded(instance, address) == excluded)
                    .toList();
            for (StatusReport.Address address : addresses) {
                out.sample(
                        Labels.of(
                                "iname",
                                instance.name(),
                                "intf",
                                address.interfaceName(),
                                "vrid",
                                vrid(instance),
                                "ip_address",
                                address.text()),
                        number(instance.state()));
            }
            if (addresses.isEmpty() && !excluded) {
                out.sample(router(instance).with("ip_address", ""), number(instance.state()));
            }
        }
    }

    private static void scripts(List<StatusReport.Script> scripts, Exposition out) {
        out.family(
                "keepalived_script_status",
                Measure.UNTYPED,
                "Whether the tracked script is content: 1 it is, 0 it is not");
        scripts.forEach(script -> out.sample(Labels.of("name", script.name()), script.condition() == Condition.UP));
        out.family(
                "keepalived_script_state",
                Measure.UNTYPED,
                "Whether the tracked script runs now: 0 it does not, 1 it does");
        scripts.forEach(script -> out.sample(Labels.of("name", script.name()), script.running()));
    }

    private static Labels router(StatusReport.Instance instance) {
        return Labels.of("iname", instance.name(), "intf", instance.interfaceName(), "vrid", vrid(instance));
    }

    private static String vrid(StatusReport.Instance instance) {
        return Integer.toString(instance.vrid());
    }

    /** keepalived's numbers. */
    private static int number(State state) {
        return switch (state) {
            case INIT -> 0;
            case BACKUP -> 1;
            case MASTER -> 2;
            case FAULT -> 3;
        };
    }

    private static ToLongFunction<StatusReport.Counters> drops(String... reasons) {
        return counters -> {
            long sum = 0;
            for (String reason : reasons) {
                sum += counters.drops().getOrDefault(reason, 0L);
            }
            return sum;
        };
    }
}
