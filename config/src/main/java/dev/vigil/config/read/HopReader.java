package dev.vigil.config.read;

import dev.vigil.config.Problems;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route.Encapsulation;
import dev.vigil.config.model.Route.Hop;
import dev.vigil.config.model.Route.Realms;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/** Reads where the packets of a route, or of one of its legs, go. */
final class HopReader {
    private final Options options;
    private final Problems problems;
    private Optional<IpAddress> gateway = Optional.empty();
    private Optional<String> interfaceName = Optional.empty();
    private boolean onLink;
    private Optional<Encapsulation> encapsulation = Optional.empty();
    private Optional<Realms> realms = Optional.empty();

    HopReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    static Hop through(IpAddress gateway) {
        return new Hop(Optional.of(gateway), Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    /** Takes an option with its value if it is about the hop. */
    boolean take(Word option) {
        switch (option.text()) {
            case "via", "gw" -> {
                options.takeAny("inet", "inet6");
                gateway = options.address(option);
            }
            case "dev", "oif" -> interfaceName = options.text(option);
            case "onlink" -> onLink = true;
            case "encap" -> encapsulation = new EncapsulationReader(options, problems).read(option);
            case "realms", "realm" -> realms = realms(options, option);
            default -> {
                return false;
            }
        }
        return true;
    }

    static Optional<Realms> realms(Options options, Word option) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().text();
        int slash = text.indexOf('/');
        Named to = realm(text.substring(slash + 1));
        Optional<Named> from = slash < 0 ? Optional.empty() : Optional.of(realm(text.substring(0, slash)));
        if (to.number().isEmpty()
                || from.filter(name -> name.number().isEmpty()).isPresent()) {
            options.reportName(option, value.get(), NamedNumbers.FILE_REALMS);
            return Optional.empty();
        }
        return Optional.of(new Realms(from, to));
    }

    private static Named realm(String text) {
        return NamedNumbers.of(text, NamedNumbers.NONE, NamedNumbers.FILE_REALMS);
    }

    Optional<Family> gatewayFamily() {
        return gateway.map(IpAddress::family);
    }

    Hop hop() {
        return new Hop(gateway, interfaceName, onLink, encapsulation, realms);
    }
}
