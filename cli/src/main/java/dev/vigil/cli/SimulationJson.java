package dev.vigil.cli;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.simulator.whatif.Happening;
import dev.vigil.simulator.whatif.Holding;
import dev.vigil.simulator.whatif.Port;
import dev.vigil.simulator.whatif.SingleFaults;
import dev.vigil.simulator.whatif.Timeline;
import dev.vigil.simulator.whatif.UserCluster;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The JSON form of a simulation. Times are in nanoseconds since the start of all nodes.
 *
 * <pre>{@code
 * {"networks":[["node-a:eth0","node-b:eth0"]],"omissions":[],"duration_ns":60000000000,"good":true,
 *  "events":[{"at_ns":0,"kind":"fault","text":"node-a starts"},
 *            {"at_ns":3615625000,"kind":"state","node":"node-a","instance":"VI_1","from":"backup","to":"master",
 *             "priority":100,"why":["no master was heard for 3.609 s"]},
 *            {"at_ns":9,"kind":"priority","node":"node-a","instance":"VI_1","from":100,"to":80,"state":"master",
 *             "why":["script check is down: exited with status 1"]},
 *            {"at_ns":3615625000,"kind":"holders","addresses":["10.0.0.9"],"nodes":["node-a"]}],
 *  "addresses":[{"address":"10.0.0.9","nobody_ns":3615625000,"several_ns":0,
 *                "holders":[{"from_ns":0,"to_ns":3615625000,"nodes":[]}]}]}
 * }</pre>
 *
 * <p>Of all single faults: {@code {"faults":[{"fault":"node-a dies","addresses":[...]}]}}, from the fault on.
 */
final class SimulationJson {
    private final JsonWriter json;

    private SimulationJson(JsonWriter json) {
        this.json = json;
    }

    static String of(UserCluster cluster, Timeline timeline) {
        return object(it -> it.simulation(cluster, timeline));
    }

    static String of(List<SingleFaults.Row> rows) {
        return object(it -> it.list("faults", rows, it::row));
    }

    private static String object(Consumer<SimulationJson> members) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        writer.beginObject();
        members.accept(new SimulationJson(writer));
        writer.endObject();
        return writer.result();
    }

    private void simulation(UserCluster cluster, Timeline timeline) {
        list("networks", cluster.networks(), network -> {
            json.beginArray();
            network.stream().map(Port::toString).forEach(json::value);
            json.endArray();
        });
        list("omissions", cluster.omissions(), json::value);
        number("duration_ns", timeline.durationNs());
        json.name("good");
        json.value(timeline.misplaced().isEmpty());
        list("events", timeline.happenings(), this::event);
        addresses(timeline);
    }

    private void row(SingleFaults.Row row) {
        json.beginObject();
        text("fault", row.fault());
        addresses(row.after());
        json.endObject();
    }

    private void event(Happening happening) {
        json.beginObject();
        number("at_ns", happening.atNs());
        switch (happening) {
            case Happening.Fault fault -> {
                text("kind", "fault");
                text("text", fault.text());
            }
            case Happening.Changed changed -> {
                text("kind", "state");
                text("node", changed.node());
                text("instance", changed.transition().router());
                text("from", lower(changed.transition().from()));
                text("to", lower(changed.transition().to()));
                number("priority", changed.transition().priority());
                why(changed.transition().why());
            }
            case Happening.Weighed weighed -> {
                text("kind", "priority");
                text("node", weighed.node());
                text("instance", weighed.router());
                number("from", weighed.from());
                number("to", weighed.to());
                text("state", lower(weighed.state()));
                why(List.of(weighed.why()));
            }
            case Happening.Moved moved -> {
                text("kind", "holders");
                list("addresses", moved.addresses(), address -> json.value(address.toString()));
                list("nodes", moved.now().nodes(), json::value);
            }
        }
        json.endObject();
    }

    private void why(List<Cause> causes) {
        list("why", causes, cause -> json.value(cause.text()));
    }

    private void addresses(Timeline timeline) {
        json.name("addresses");
        json.beginArray();
        timeline.holdings().forEach((address, holding) -> {
            json.beginObject();
            text("address", address.toString());
            number("nobody_ns", holding.nobodyNs());
            number("several_ns", holding.severalNs());
            list("holders", holding.spans(), this::span);
            json.endObject();
        });
        json.endArray();
    }

    private void span(Holding.Span span) {
        json.beginObject();
        number("from_ns", span.fromNs());
        number("to_ns", span.toNs());
        list("nodes", span.nodes(), json::value);
        json.endObject();
    }

    private <T> void list(String name, List<T> values, Consumer<T> write) {
        json.name(name);
        json.beginArray();
        values.forEach(write);
        json.endArray();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void text(String name, String value) {
        json.name(name);
        json.value(value);
    }

    private void number(String name, long value) {
        json.name(name);
        json.value(value);
    }
}
