package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.VirtualInterface;
import dev.vigil.config.model.VirtualInterface.Ipvlan;
import dev.vigil.config.model.VirtualInterface.Macvlan;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code use_vmac} and {@code use_ipvlan}. */
final class VirtualInterfaceReader {
    private static final int MAC_BYTES = 6;

    private final Section instance;
    private final boolean unicast;
    private final boolean strict;
    private final Problems problems;

    private Optional<String> name = Optional.empty();
    private Optional<Named> group = Optional.empty();

    VirtualInterfaceReader(Section instance, boolean unicast, boolean strict, Problems problems) {
        this.instance = instance;
        this.unicast = unicast;
        this.strict = strict;
        this.problems = problems;
    }

    Optional<VirtualInterface> read() {
        Optional<Statement> vmac = instance.last("use_vmac");
        Optional<Statement> ipvlan = instance.last("use_ipvlan");
        if (vmac.isPresent() && ipvlan.isPresent()) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    ipvlan.get().place(),
                    "use_ipvlan is ignored, as use_vmac is given",
                    "Choose one of the two.");
        }
        return vmac.<VirtualInterface>map(this::macvlan).or(() -> ipvlan.map(this::ipvlan));
    }

    private Macvlan macvlan(Statement statement) {
        Optional<List<Integer>> mac = Optional.empty();
        boolean netlinkNotify = false;
        Options options = Options.after(statement.node(), 1, problems);
        while (options.hasNext()) {
            Word option = options.next();
            if (option.text().indexOf(':') >= 0) {
                mac = mac(option, statement);
            } else if (option.text().equals("netlink_notify_msg")) {
                problems.addWithoutEffect(
                        "use_vmac option netlink_notify_msg", statement.node().place(option));
                netlinkNotify = true;
            } else {
                nameOrGroup(option, options);
            }
        }
        return new Macvlan(name, group, strict ? Optional.empty() : mac, transmitOnBase(statement), netlinkNotify);
    }

    private boolean transmitOnBase(Statement vmac) {
        boolean asked = instance.flag("vmac_xmit_base");
        if (unicast && !asked) {
            problems.add(
                    ProblemCode.VALUE_ADJUSTED,
                    vmac.place(),
                    "unicast leaves from the base interface: use_vmac implies vmac_xmit_base here",
                    "Add vmac_xmit_base.");
            return true;
        }
        if (asked && strict) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    instance.last("vmac_xmit_base").orElseThrow().place(),
                    "vmac_xmit_base is ignored in strict mode",
                    "Remove it.");
            return false;
        }
        return asked;
    }

    /** Five or six bytes; the VRID completes five. */
    private Optional<List<Integer>> mac(Word word, Statement statement) {
        String[] parts = word.text().split(":", -1);
        List<Integer> bytes = new ArrayList<>();
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 2 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                return wrongMac(word, statement);
            }
            bytes.add(Integer.parseInt(part, 16));
        }
        if (bytes.size() == MAC_BYTES - 1) {
            bytes.add(instance.integer("virtual_router_id", 0));
        }
        return bytes.size() == MAC_BYTES ? Optional.of(List.copyOf(bytes)) : wrongMac(word, statement);
    }

    private Optional<List<Integer>> wrongMac(Word word, Statement statement) {
        problems.add(
                ProblemCode.NOT_AN_ADDRESS,
                statement.node().place(word),
                "\"" + word.text() + "\" is not a MAC address and is ignored",
                "Write five or six bytes in hexadecimal with colons between them.");
        return Optional.empty();
    }

    private void nameOrGroup(Word option, Options options) {
        switch (option.text()) {
            case "group" -> group = options.text(option).map(text -> NamedNumbers.of(text, NamedNumbers.NONE));
            case "name" -> name = options.text(option);
            default -> name = Optional.of(option.text());
        }
        if (name.isPresent() && name.get().length() > Addresses.NAME_MAX) {
            problems.add(
                    ProblemCode.TOO_LONG,
                    options.place(option),
                    "interface name \"" + name.get() + "\" is longer than 15 characters and is ignored",
                    "The kernel allows 15 characters.");
            name = Optional.empty();
        }
    }

    private Ipvlan ipvlan(Statement statement) {
        Ipvlan.Mode mode = Ipvlan.Mode.BRIDGE;
        Optional<IpAddress> source = Optional.empty();
        OptionalInt length = OptionalInt.empty();
        Options options = Options.after(statement.node(), 1, problems);
        while (options.hasNext()) {
            Word option = options.next();
            Optional<Prefix> prefix =
                    isAddress(option.text()) ? Prefix.parse(statement.node(), option, problems) : Optional.empty();
            switch (option.text()) {
                case "bridge" -> mode = Ipvlan.Mode.BRIDGE;
                case "private" -> mode = Ipvlan.Mode.PRIVATE;
                case "vepa" -> mode = Ipvlan.Mode.VEPA;
                default -> {
                    if (prefix.isPresent()) {
                        source = Optional.of(prefix.get().address());
                        length = option.text().indexOf('/') < 0
                                ? OptionalInt.empty()
                                : OptionalInt.of(prefix.get().length());
                    } else {
                        nameOrGroup(option, options);
                    }
                }
            }
        }
        return new Ipvlan(name, group, mode, source, length);
    }

    private static boolean isAddress(String text) {
        int slash = text.indexOf('/');
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).isPresent();
    }
}
