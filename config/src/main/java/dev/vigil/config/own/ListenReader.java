package dev.vigil.config.own;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.model.OwnSettings.Listen;
import dev.vigil.config.syntax.Digits;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where to listen: {@code PORT}, {@code ADDRESS:PORT}, {@code [ADDRESS]:PORT}. */
final class ListenReader {
    static final IpAddress THIS_MACHINE = IpAddress.of("127.0.0.1");

    /** That of IPv6 takes IPv4 as well. */
    static final IpAddress EVERY_ADDRESS = IpAddress.of("::");

    private static final int PORT_MAX = 65_535;

    private final Problems problems;

    ListenReader(Problems problems) {
        this.problems = problems;
    }

    /** All places of a keyword, each once. */
    List<Listen> of(Section section, String keyword, IpAddress usual) {
        List<Listen> listens = new ArrayList<>();
        for (Statement statement : section.all(keyword)) {
            if (!(statement.value() instanceof Value.Text(String text))) {
                continue;
            }
            Optional<Listen> listen = parse(text, usual);
            if (listen.isEmpty()) {
                problems.add(
                        ProblemCode.OWN_SETTING_INVALID,
                        statement.argumentPlace(),
                        "\"" + text + "\" is no address and port; the line is ignored",
                        "Write a port, 192.0.2.1:9650, or [2001:db8::1]:9650, with an address in numbers.");
            } else if (!listens.contains(listen.get())) {
                listens.add(listen.get());
            }
        }
        return List.copyOf(listens);
    }

    private static Optional<Listen> parse(String text, IpAddress usual) {
        int colon = text.lastIndexOf(':');
        Optional<IpAddress> address = colon < 0 ? Optional.of(usual) : address(text.substring(0, colon));
        long port = Digits.decimal(text.substring(colon + 1)).orElse(0);
        return port < 1 || port > PORT_MAX ? Optional.empty() : address.map(at -> new Listen(at, (int) port));
    }

    /** IPv6 alone has brackets, and needs them. */
    private static Optional<IpAddress> address(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        return IpAddress.parse(bracketed ? text.substring(1, text.length() - 1) : text)
                .filter(address -> (address.family() == Family.IPV6) == bracketed);
    }
}
