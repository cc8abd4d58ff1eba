package dev.vigil.daemon.reload;

import dev.vigil.config.model.BfdInstance;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Links;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a configuration says about tracked files and processes, value by value; weights are those of who tracks them. */
final class TrackerValues {
    private TrackerValues() {}

    static List<NamedValue> of(Config config) {
        List<NamedValue> values = new ArrayList<>();
        for (TrackFile file : config.files()) {
            values.add(NamedValue.entry("track_file", file.name(), "", file.name()));
            values.add(NamedValue.of("file of track_file " + file.name(), file.path()));
        }
        config.processes().forEach(process -> add(process, values));
        config.bfdInstances().forEach(session -> add(session, values));
        values.add(NamedValue.of("linkbeat_use_polling", config.links().poll() ? "on" : "off"));
        config.instances().stream()
                .filter(VrrpInstance::pollLink)
                .map(VrrpInstance::name)
                .forEach(name ->
                        values.add(NamedValue.entry("linkbeat_use_polling", name, "", "vrrp_instance " + name)));
        for (Links.Polled polled : config.links().polled()) {
            String method = polled.method().map(Enum::name).orElse("");
            String name = polled.interfaceName();
            values.add(NamedValue.entry("linkbeat_interfaces", name, method, (name + " " + method).strip()));
        }
        return values;
    }

    private static void add(BfdInstance session, List<NamedValue> values) {
        String whose = " of bfd_instance " + session.name();
        values.add(NamedValue.entry("bfd_instance", session.name(), "", session.name()));
        values.add(NamedValue.of("neighbor_ip" + whose, session.neighbor()));
        values.add(NamedValue.of(
                "source_ip" + whose, session.source().map(IpAddress::toString).orElse("the kernel's choice")));
        values.add(NamedValue.of("min_rx" + whose, Spans.seconds(session.minRxNs())));
        values.add(NamedValue.of("min_tx" + whose, Spans.seconds(session.minTxNs())));
        values.add(NamedValue.of("idle_tx" + whose, Spans.seconds(session.idleTxNs())));
        values.add(NamedValue.of("multiplier" + whose, session.multiplier()));
        values.add(NamedValue.of("passive" + whose, session.passive() ? "on" : "off"));
        values.add(NamedValue.of("ttl" + whose, session.ttl()));
        values.add(NamedValue.of("max_hops" + whose, session.hopsMax()));
        values.add(NamedValue.of("multihop" + whose, session.multihop() ? "on" : "off"));
    }

    private static void add(TrackProcess process, List<NamedValue> values) {
        String whose = " of vrrp_track_process " + process.name();
        values.add(NamedValue.entry("vrrp_track_process", process.name(), "", process.name()));
        values.add(NamedValue.of("process" + whose, String.join(" ", process.command())));
        values.add(NamedValue.of("param_match" + whose, process.match().name().toLowerCase(Locale.ROOT)));
        values.add(NamedValue.of("full_command" + whose, process.fullCommand() ? "on" : "off"));
        values.add(NamedValue.of("quorum" + whose, process.quorumMin()));
        values.add(NamedValue.of(
                "quorum_max" + whose,
                process.quorumMax() == Integer.MAX_VALUE ? "no limit" : Integer.toString(process.quorumMax())));
        values.add(NamedValue.of("terminate_delay" + whose, Spans.seconds(process.terminateDelayNs())));
        values.add(NamedValue.of("fork_delay" + whose, Spans.seconds(process.forkDelayNs())));
    }
}
