package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.VirtualServerGroup.Member;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the entries of {@code virtual_server_group}. */
final class ServerGroupReader {
    private static final int OCTET_MAX = 255;
    private static final int GROUP_MAX = 0xffff;
    /** keepalived makes a service of each address; more than this is a mistake. */
    private static final int ADDRESSES_MAX = 65_536;

    private final Problems problems;

    ServerGroupReader(Problems problems) {
        this.problems = problems;
    }

    List<Member> read(List<Node> entries) {
        List<Member> members = new ArrayList<>();
        for (Node entry : entries) {
            (entry.name().equals("fwmark") ? mark(entry) : addresses(entry)).ifPresent(members::add);
        }
        return List.copyOf(members);
    }

    private Optional<Member> mark(Node entry) {
        Options options = new Options(entry, problems);
        OptionalLong number = options.number(entry.words().getFirst(), 1, Limits.UINT32_MAX);
        Optional<Family> family = Optional.empty();
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "inet" -> family = Optional.of(Family.IPV4);
                case "inet6" -> family = Optional.of(Family.IPV6);
                default -> options.unknown(option, "Write inet or inet6.");
            }
        }
        return number.isEmpty() ? Optional.empty() : Optional.of(new Member.Mark(number.getAsLong(), family));
    }

    private Optional<Member> addresses(Node entry) {
        Word word = entry.words().getFirst();
        int port = entry.words().size() < 2
                ? 0
                : Endpoint.port(entry, entry.words().get(1), problems);
        String text = word.text();
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        Optional<Member> member;
        if (dash >= 0) {
            member = range(text.substring(0, dash), text.substring(dash + 1), port);
        } else if (slash >= 0) {
            member = network(text.substring(0, slash), text.substring(slash + 1), port);
        } else {
            member = IpAddress.parse(text).map(address -> new Member.Addresses(address, address, port));
        }
        if (member.isEmpty()) {
            problems.add(
                    ProblemCode.NOT_AN_ADDRESS,
                    entry.place(word),
                    "\"" + text + "\" is no address, range or network; the entry is left out",
                    "Write 192.0.2.1, 192.0.2.1-9, 192.0.2.1-192.0.2.9 or 192.0.2.0/28.");
        }
        return member;
    }

    /** A range up to another address, or up to another last part: decimal for IPv4, hexadecimal for IPv6. */
    private static Optional<Member> range(String from, String to, int port) {
        Optional<IpAddress> first = IpAddress.parse(from);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        boolean ipv4 = first.get().family() == Family.IPV4;
        Optional<IpAddress> last = IpAddress.parse(to);
        if (last.isEmpty()) {
            OptionalLong part = ipv4 ? Digits.decimal(to) : Digits.digits(to, 0, to.length(), 16);
            long partMax = ipv4 ? OCTET_MAX : GROUP_MAX;
            if (part.isEmpty() || part.getAsLong() < 0 || part.getAsLong() > partMax) {
                return Optional.empty();
            }
            last = Optional.of(new IpAddress(
                    first.get().family(), first.get().high(), (first.get().low() & ~partMax) | part.getAsLong()));
        }
        return between(first.get(), last.get(), port);
    }

    private static Optional<Member> between(IpAddress first, IpAddress last, int port) {
        boolean right = first.family() == last.family()
                && first.high() == last.high()
                && Long.compareUnsigned(first.low(), last.low()) <= 0
                && last.low() - first.low() < ADDRESSES_MAX
                && last.low() - first.low() >= 0;
        return right ? Optional.of(new Member.Addresses(first, last, port)) : Optional.empty();
    }

    /** A network whose host bits are 0. */
    private static Optional<Member> network(String from, String length, int port) {
        Optional<IpAddress> first = IpAddress.parse(from);
        OptionalLong bits = Digits.decimal(length);
        if (first.isEmpty() || bits.isEmpty()) {
            return Optional.empty();
        }
        int hostBits = first.get().family().prefixMax() - (int) Math.clamp(bits.getAsLong(), 0L, 128L);
        if (hostBits < 0 || hostBits > 16) {
            return Optional.empty();
        }
        long hostMask = (1L << hostBits) - 1;
        return (first.get().low() & hostMask) != 0
                ? Optional.empty()
                : between(
                        first.get(),
                        new IpAddress(
                                first.get().family(),
                                first.get().high(),
                                first.get().low() | hostMask),
                        port);
    }
}
