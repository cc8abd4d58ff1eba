package dev.vigil.fuzz;

import dev.vigil.daemon.control.ControlProtocolFuzz;
import dev.vigil.linux.NetlinkFuzz;
import java.util.List;

/** All fuzz targets, for those who replay inputs without a fuzzer. */
final class Targets {
    /** The entry of a target. */
    interface Entry {
        void accept(byte[] input);
    }

    /** @param type the class that Jazzer is given; its simple name is that of its folder of inputs */
    record Target(Class<?> type, Entry entry) {
        String name() {
            return type.getSimpleName();
        }
    }

    static final List<Target> ALL = List.of(
            new Target(VrrpPacketFuzz.class, VrrpPacketFuzz::fuzzerTestOneInput),
            new Target(ArpPacketFuzz.class, ArpPacketFuzz::fuzzerTestOneInput),
            new Target(NetlinkFuzz.class, NetlinkFuzz::fuzzerTestOneInput),
            new Target(ControlProtocolFuzz.class, ControlProtocolFuzz::fuzzerTestOneInput),
            new Target(ConfigurationTextFuzz.class, ConfigurationTextFuzz::fuzzerTestOneInput),
            new Target(ConfigurationTableFuzz.class, ConfigurationTableFuzz::fuzzerTestOneInput),
            new Target(RecordingFuzz.class, RecordingFuzz::fuzzerTestOneInput));

    private Targets() {}
}
