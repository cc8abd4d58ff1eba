package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VirtualAddress.Ipv6Options;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the entries of {@code virtual_ipaddress}, {@code virtual_ipaddress_excluded} and {@code static_ipaddress}. */
final class Addresses {
    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "universe", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
    private static final int SCOPE_MAX = 255;
    static final int NAME_MAX = 15;

    /** RFC 3021: longer prefixes leave no room for a broadcast address. */
    private static final int BROADCAST_LENGTH_MAX = 30;

    private final boolean virtual;
    private final Problems problems;

    /** Addresses of virtual routers. */
    Addresses(Problems problems) {
        this(true, problems);
    }

    private Addresses(boolean virtual, Problems problems) {
        this.virtual = virtual;
        this.problems = problems;
    }

    /** Addresses that are there whoever is master. */
    static Addresses ofStatics(Problems problems) {
        return new Addresses(false, problems);
    }

    /** Reads an entry; empty if its address cannot be read. */
    Optional<VirtualAddress> read(Node entry, String defaultInterface) {
        Optional<Prefix> prefix = Prefix.parse(entry, entry.words().getFirst(), problems);
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(prefix.get(), defaultInterface);
        Options options = new Options(entry, problems);
        while (options.hasNext()) {
            Word option = options.next();
            tellStatus(option, options);
            option(option, options, draft);
        }
        return draft.leftOut ? Optional.empty() : Optional.of(draft.build(entry));
    }

    private void tellStatus(Word option, Options options) {
        boolean planned = EntryOptions.find(EntryKind.ADDRESS, option.text())
                .map(known -> known.status().isToCome())
                .orElse(false);
        if (planned) {
            problems.addWithoutEffect("address option " + option.text(), options.place(option));
        }
    }

    private void option(Word option, Options options, Draft draft) {
        switch (option.text()) {
            case "noprefixroute" -> draft.noPrefixRoute = true;
            case "no_track" -> draft.tracked = false;
            case "autojoin" -> draft.autoJoin = true;
            case "use_vmac" -> draft.virtualMac = true;
            case "home" -> draft.home = true;
            case "mngtmpaddr" -> draft.manageTemporary = true;
            case "-nodad" -> draft.detectDuplicates = true;
            case "preferred_lft" -> preferred(option, options, draft);
            case "track_group" -> trackGroup(option, options, draft);
            case "dev" -> {
                Optional<Word> value = options.value(option);
                draft.leftOut |= value.isEmpty();
                value.ifPresent(word -> draft.interfaceName = name(word, options, draft));
            }
            case "label" -> draft.label = options.value(option).flatMap(value -> label(value, options));
            case "scope" -> options.value(option).ifPresent(value -> draft.scope = scope(value, options, draft.scope));
            case "brd", "broadcast" -> options.value(option).ifPresent(value -> broadcast(value, options, draft));
            case "peer" ->
                draft.peer = options.value(option).flatMap(value -> sameFamily(value, options, draft.prefix));
            default -> unknown(option, options);
        }
    }

    private static void preferred(Word option, Options options, Draft draft) {
        draft.preferredS =
                options.take("forever") ? OptionalLong.empty() : options.number(option, 0, Integer.toUnsignedLong(-1));
    }

    private void trackGroup(Word option, Options options, Draft draft) {
        Optional<String> group = options.text(option);
        if (virtual) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    options.place(option),
                    "track_group belongs to static addresses; the option is ignored",
                    "Remove it, or move the address to static_ipaddress.");
        } else {
            draft.trackGroup = group;
        }
    }

    private static void unknown(Word option, Options options) {
        boolean another = IpAddress.parse(option.text().split("/", 2)[0]).isPresent();
        if (another) {
            options.unknown(option, "Write each address on a line of its own.");
        } else {
            options.unknown(option, EntryKind.ADDRESS);
        }
    }

    private String name(Word value, Options options, Draft draft) {
        if (value.text().length() > NAME_MAX) {
            problems.add(
                    ProblemCode.TOO_LONG,
                    options.place(value),
                    "interface name \"" + value.text() + "\" is longer than " + NAME_MAX + " characters",
                    "The kernel allows " + NAME_MAX + " characters.");
            return draft.interfaceName;
        }
        return value.text();
    }

    private int scope(Word value, Options options, int before) {
        Integer known = SCOPES.get(value.text());
        OptionalLong number = Digits.anyBase(value.text());
        if (known != null) {
            return known;
        }
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= SCOPE_MAX) {
            return (int) number.getAsLong();
        }
        problems.add(
                ProblemCode.NOT_A_CHOICE,
                false,
                options.place(value),
                "\"" + value.text() + "\" is no scope and is ignored",
                "Write global, site, link, host, nowhere or a number from 0 to 255.");
        return before;
    }

    /** keepalived leaves out an address whose broadcast address is none. */
    private void broadcast(Word value, Options options, Draft draft) {
        boolean sign = value.text().equals("+") || value.text().equals("-");
        if (sign || IpAddress.parse(value.text()).isPresent()) {
            draft.broadcast = broadcast(value, options, draft.prefix);
            return;
        }
        draft.leftOut = true;
        problems.add(
                ProblemCode.NOT_AN_ADDRESS,
                options.place(value),
                "\"" + value.text() + "\" is not an IP address; " + draft.prefix.address() + " is left out",
                "Write +, -, or an address without a mask.");
    }

    private Optional<IpAddress> broadcast(Word value, Options options, Prefix prefix) {
        if (prefix.address().family() == Family.IPV6) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    options.place(value),
                    "IPv6 has no broadcast addresses; the option is ignored",
                    "Remove it.");
            return Optional.empty();
        }
        if (prefix.length() > BROADCAST_LENGTH_MAX
                && (value.text().equals("+") || value.text().equals("-"))) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    options.place(value),
                    "a network of length " + prefix.length() + " has no broadcast address; the option is ignored",
                    "Remove it.");
            return Optional.empty();
        }
        int hostBits = prefix.length() == 0 ? -1 : (int) (0xffff_ffffL >>> prefix.length());
        return switch (value.text()) {
            case "+" -> Optional.of(IpAddress.ipv4(prefix.address().ipv4Bits() | hostBits));
            case "-" -> Optional.of(IpAddress.ipv4(prefix.address().ipv4Bits() & ~hostBits));
            default -> sameFamily(value, options, prefix);
        };
    }

    /** A label as the kernel takes it, of at most 15 bytes. */
    private Optional<String> label(Word value, Options options) {
        int bytes = value.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= NAME_MAX) {
            return Optional.of(value.text());
        }
        problems.add(
                ProblemCode.LABEL_TOO_LONG,
                options.place(value),
                "label \"" + value.text() + "\" has " + bytes + " bytes; the kernel takes " + NAME_MAX
                        + ", and the address goes without",
                "Write a label of at most " + NAME_MAX + " bytes; it need not hold the name of the interface.");
        return Optional.empty();
    }

    /** Another address of the family of the entry's own. */
    private Optional<IpAddress> sameFamily(Word value, Options options, Prefix prefix) {
        Optional<IpAddress> address = IpAddress.parse(value.text());
        if (address.isPresent() && address.get().family() != prefix.address().family()) {
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    options.place(value),
                    address.get() + " is not of the family of " + prefix.address() + "; the option is ignored",
                    "Write an address of the same family.");
            return Optional.empty();
        }
        if (address.isEmpty()) {
            problems.add(
                    ProblemCode.NOT_AN_ADDRESS,
                    options.place(value),
                    "\"" + value.text() + "\" is not an IP address; the option is ignored",
                    "Write an address without a mask.");
        }
        return address;
    }

    /** An entry while its options are read. */
    private static final class Draft {
        private final Prefix prefix;
        private String interfaceName;
        private Optional<String> label = Optional.empty();
        private int scope;
        private Optional<IpAddress> broadcast = Optional.empty();
        private Optional<IpAddress> peer = Optional.empty();
        private boolean leftOut;
        private boolean noPrefixRoute;
        private boolean tracked = true;
        private boolean autoJoin;
        private boolean virtualMac;
        private boolean home;
        private boolean manageTemporary;
        private boolean detectDuplicates;
        private OptionalLong preferredS;
        private Optional<String> trackGroup = Optional.empty();

        private Draft(Prefix prefix, String interfaceName) {
            this.prefix = prefix;
            this.interfaceName = interfaceName;
            boolean ipv6Host = prefix.address().family() == Family.IPV6 && prefix.length() == Family.IPV6.prefixMax();
            this.preferredS = ipv6Host ? OptionalLong.of(0) : OptionalLong.empty();
        }

        private VirtualAddress build(Node entry) {
            return new VirtualAddress(
                    prefix.address(),
                    prefix.length(),
                    interfaceName,
                    label,
                    scope,
                    broadcast,
                    peer,
                    noPrefixRoute,
                    tracked,
                    new Ipv6Options(home, manageTemporary, detectDuplicates, preferredS),
                    autoJoin,
                    virtualMac,
                    Optional.empty(),
                    trackGroup,
                    entry.place());
        }
    }
}
