package dev.vigil.daemon.control;

import static dev.vigil.daemon.control.StatusJson.number;
import static dev.vigil.daemon.control.StatusJson.object;

import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.daemon.intent.Intent;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.Optional;

/**
 * One real server as it is now: the answer to the requests that ask for it or steer it.
 *
 * <pre>{@code
 * {"taken_epoch_ms":...,"taken_ns":...,"virtual_server":{...,"real_servers":[{...}]},"intent":{...},
 *  "connections":{"active":12,"inactive":3}}
 * }</pre>
 *
 * @param service its virtual server, with no other server in it
 * @param intent what an operator wants of it
 * @param connections that go to it; empty where they cannot be counted
 */
public record ServerAnswer(
        long takenEpochMs,
        long takenNs,
        ServiceView service,
        Optional<Intent> intent,
        Optional<Connections> connections) {
    public ServiceView.Server server() {
        return service.servers().getFirst();
    }

    public void write(JsonWriter json) {
        json.beginObject();
        number(json, "taken_epoch_ms", takenEpochMs);
        number(json, "taken_ns", takenNs);
        object(json, "virtual_server", () -> ServiceJson.write(service, json));
        intent.ifPresent(each -> object(json, "intent", () -> ServiceJson.write(each, json)));
        connections.ifPresent(each -> object(json, "connections", () -> {
            number(json, "active", each.active());
            number(json, "inactive", each.inactive());
        }));
        json.endObject();
    }

    /** @throws JsonException if the text is no such answer */
    public static ServerAnswer read(String text) {
        JsonTree tree = JsonTree.parse(text);
        try {
            return new ServerAnswer(
                    tree.number("taken_epoch_ms"),
                    tree.number("taken_ns"),
                    ServiceJson.readService(tree.object("virtual_server")),
                    tree.optional("intent", ServiceJson::readIntent),
                    tree.optional(
                            "connections", each -> new Connections(each.number("active"), each.number("inactive"))));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JsonException("not the state of a server: " + e.getMessage(), e);
        }
    }
}
