package dev.vigil.daemon.reload;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.OwnSettings.Addition;
import dev.vigil.config.model.OwnSettings.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Vigil's own settings, value by value, with whose they are behind the keyword. */
final class OwnValues {
    private static final String CONTROL = " of control";
    private static final String RECORDING = " of recording";

    private OwnValues() {}

    /** What takes effect with a reload. */
    static List<NamedValue> of(OwnSettings settings) {
        List<NamedValue> values = new ArrayList<>();
        settings.file().ifPresent(file -> values.add(NamedValue.of("vigil.conf", file)));
        values.add(NamedValue.of("lenient", onOrOff(settings.lenient())));
        settings.control().readGroup().ifPresent(group -> values.add(NamedValue.of("read_group" + CONTROL, group)));
        settings.control().writeGroup().ifPresent(group -> values.add(NamedValue.of("write_group" + CONTROL, group)));
        OwnSettings.Recording recording = settings.recording();
        recording.directory().ifPresent(path -> values.add(NamedValue.of("directory" + RECORDING, path)));
        values.add(NamedValue.of("transitions" + RECORDING, onOrOff(recording.transitions())));
        values.add(NamedValue.of("keep" + RECORDING, recording.keep()));
        values.add(NamedValue.of("interval" + RECORDING, Spans.seconds(recording.intervalNs())));
        settings.listeners().pages().forEach(listen -> values.add(NamedValue.of("listen of web", listen.toString())));
        values.add(NamedValue.of("page of web", onOrOff(settings.listeners().page())));
        settings.listeners().probes().forEach(listen -> values.add(NamedValue.of("probe_listener", listen.toString())));
        variables("programs", settings.environment().all(), values);
        for (Addition addition : settings.environment().more()) {
            variables(addition.owner().keyword() + " " + addition.name(), addition.variables(), values);
        }
        return values;
    }

    /** What counts at a start alone. */
    static List<NamedValue> ofTheStart(OwnSettings settings) {
        List<NamedValue> values = new ArrayList<>();
        settings.control().socket().ifPresent(path -> values.add(NamedValue.of("socket" + CONTROL, path)));
        values.add(NamedValue.of("remember" + RECORDING, settings.recording().remember()));
        OwnSettings.Balancing balancing = settings.balancing();
        values.add(NamedValue.of("lvs_backend", balancing.backend().name().toLowerCase(Locale.ROOT)));
        values.add(NamedValue.of("lvs_cut_connections", onOrOff(balancing.cuts())));
        values.add(NamedValue.of("lvs_masquerade", onOrOff(balancing.masquerades())));
        return values;
    }

    private static void variables(String whose, List<Variable> variables, List<NamedValue> values) {
        for (Variable variable : variables) {
            values.add(NamedValue.secret("environment " + variable.name() + " of " + whose, variable.value()));
        }
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }
}
