package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.Route;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.Encapsulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the tunnel of a route, {@code encap ip id 7 dst 192.0.2.1} for example. */
final class EncapsulationReader {
    private static final Set<String> OF_IPV4 = Set.of("id", "dst", "src", "tos", "ttl", "flags");
    private static final Set<String> OF_IPV6 = Set.of("id", "dst", "src", "tc", "hoplimit", "flags");
    private static final int BYTE_MAX = 0xff;
    private static final int FLAGS_MAX = 0xffff;
    private static final int LOCATOR_GROUPS = 4;

    private final Options options;
    private final Problems problems;
    private final List<String> values = new ArrayList<>();

    EncapsulationReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /** The tunnel; empty, and reported, if it cannot be made. */
    Optional<Route.Encapsulation> read(Word option) {
        Optional<Word> kind = options.value(option);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String text = kind.get().text();
        Optional<Encapsulation> tunnel = switch (text) {
            case "ip" -> Optional.of(ip(Family.IPV4, OF_IPV4));
            case "ip6" -> Optional.of(ip(Family.IPV6, OF_IPV6));
            case "mpls" -> options.value(kind.get()).flatMap(this::mpls);
            case "ila" -> options.value(kind.get()).flatMap(this::ila);
            default -> refuse(kind.get(), "no kind of tunnel", "Write ip, ip6, mpls or ila.");
        };
        return tunnel.map(made -> new Route.Encapsulation(text, List.copyOf(values), made));
    }

    private Encapsulation ip(Family family, Set<String> names) {
        OptionalLong id = OptionalLong.empty();
        Optional<IpAddress> destination = Optional.empty();
        Optional<IpAddress> source = Optional.empty();
        OptionalInt trafficClass = OptionalInt.empty();
        OptionalInt hopLimit = OptionalInt.empty();
        OptionalInt flags = OptionalInt.empty();
        while (options.peek().filter(word -> names.contains(word.text())).isPresent()) {
            Word name = options.next();
            values.add(name.text());
            options.peek().ifPresent(value -> values.add(value.text()));
            switch (name.text()) {
                case "id" -> id = options.number(name, 0, Long.MAX_VALUE);
                case "dst" -> destination = outer(name, family);
                case "src" -> source = outer(name, family);
                case "flags" -> flags = options.integer(name, 0, FLAGS_MAX);
                case "tos", "tc" -> trafficClass = options.integer(name, 0, BYTE_MAX);
                default -> hopLimit = options.integer(name, 0, BYTE_MAX);
            }
        }
        return new Encapsulation.Ip(family, id, destination, source, trafficClass, hopLimit, flags);
    }

    private Optional<IpAddress> outer(Word name, Family family) {
        Optional<IpAddress> address = options.address(name);
        return address.filter(found -> found.family() == family)
                .or(() -> address.flatMap(
                        found -> refuse(name, "not followed by an address of the tunnel", "Write one of its family.")));
    }

    /** Labels with slashes between them. */
    private Optional<Encapsulation> mpls(Word word) {
        List<Integer> labels = new ArrayList<>();
        for (String part : word.text().split("/", -1)) {
            OptionalLong label = Digits.anyBase(part);
            if (label.isEmpty() || label.getAsLong() < 0 || label.getAsLong() > Encapsulation.Mpls.LABEL_MAX) {
                return refuse(word, "no list of labels", "Write numbers up to 1048575 with slashes between them.");
            }
            labels.add((int) label.getAsLong());
        }
        values.add(word.text());
        return Optional.of(new Encapsulation.Mpls(labels));
    }

    /** Half an IPv6 address: four groups of hexadecimal digits. */
    private Optional<Encapsulation> ila(Word word) {
        String[] groups = word.text().split(":", -1);
        long locator = 0;
        boolean right = groups.length == LOCATOR_GROUPS;
        for (int index = 0; right && index < LOCATOR_GROUPS; index++) {
            right = groups[index].matches("[0-9a-fA-F]{1,4}");
            locator = right ? locator << Short.SIZE | Integer.parseInt(groups[index], 16) : 0;
        }
        if (!right) {
            return refuse(word, "no locator", "Write four groups of hexadecimal digits, as 2001:db8:0:1.");
        }
        values.add(word.text());
        return Optional.of(new Encapsulation.Ila(locator));
    }

    private <T> Optional<T> refuse(Word word, String what, String hint) {
        problems.add(
                ProblemCode.NOT_A_CHOICE,
                false,
                options.place(word),
                "\"" + word.text() + "\" is " + what + "; it is ignored",
                hint);
        return Optional.empty();
    }
}
