package dev.vigil.daemon.reload;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.place.RoutingSpec;
import dev.vigil.core.routing.RouteEntry;
import java.util.ArrayList;
import java.util.List;

/** What a configuration says about what is there whoever is master, value by value. */
final class StaticValues {
    private StaticValues() {}

    static List<NamedValue> of(Config config) {
        List<NamedValue> values = new ArrayList<>();
        for (VirtualAddress address : config.statics().addresses()) {
            String key = address.address() + "/" + address.prefixLength() + " dev " + address.interfaceName();
            values.add(NamedValue.entry("static_ipaddress", key, address.withoutPlace(), AddressText.of(address, "")));
        }
        for (RoutingSpec spec : Assemble.statics(config).routing()) {
            String keyword = spec.entry() instanceof RouteEntry ? "static_routes" : "static_rules";
            String text = spec.entry() + (spec.tracked() ? "" : " no_track");
            values.add(NamedValue.entry(keyword, spec.entry().toString(), spec, text));
        }
        return values;
    }
}
