package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.LooseAddress;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.ChecksumMode;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how advertisements travel. */
final class TransportReader {
    private static final int TTL_MAX = 255;
    /** keepalived leaves the hop limit of IPv6 unicast to the kernel, whose default this is. */
    private static final int KERNEL_HOP_LIMIT = 64;

    private final Section instance;
    private final VrrpDefaults defaults;
    private final Kind kind;
    private final boolean strict;
    private final Problems problems;
    private boolean ttlLimited;

    TransportReader(Section instance, VrrpDefaults defaults, Kind kind, boolean strict, Problems problems) {
        this.instance = instance;
        this.defaults = defaults;
        this.kind = kind;
        this.strict = strict;
        this.problems = problems;
    }

    Transport read(long advertIntervalNs) {
        List<UnicastPeer> peers = peers();
        IpAddress groupDefault = kind.family() == Family.IPV4 ? defaults.group4() : defaults.group6();
        return new Transport(
                interfaceName(peers),
                instance.text("vrf"),
                sameFamily("mcast_src_ip"),
                multicast(instance, "mcast_dst_ip", sameFamily("mcast_dst_ip"), problems)
                        .orElse(groupDefault),
                peers,
                instance.flag("unicast_fault_no_peer"),
                instance.integer("unicast_ttl", kind.family() == Family.IPV4 ? TTL_MAX : KERNEL_HOP_LIMIT),
                ttlLimited || defaults.checkUnicastSource() || instance.flag("check_unicast_src"),
                instance.toggle("skip_check_adv_addr", defaults.skipCheckAddresses()),
                checksum(),
                !neverOldUnicast(),
                new AuthenticationReader(instance, kind, strict, problems).read(),
                new HmacReader(instance, strict, problems).read(advertIntervalNs),
                instance.flag("track_src_ip"),
                instance.has("kernel_rx_buf_size")
                        ? Optional.of(instance.number("kernel_rx_buf_size", 0))
                        : Optional.empty());
    }

    private ChecksumMode checksum() {
        if (instance.toggle("v3_checksum_as_v2", defaults.checksumAsV2())) {
            return ChecksumMode.MESSAGE_ONLY;
        }
        return instance.has("old_unicast_checksum") && !neverOldUnicast()
                ? ChecksumMode.OLD_UNICAST
                : ChecksumMode.PSEUDO_HEADER;
    }

    private boolean neverOldUnicast() {
        return instance.words("old_unicast_checksum").stream()
                .anyMatch(word -> word.text().equals("never"));
    }

    /** With keepalived a unicast instance that has a source address needs no interface. */
    private String interfaceName(List<UnicastPeer> peers) {
        Optional<String> name = instance.text("interface");
        if (name.isPresent()) {
            return name.get();
        }
        if (peers.isEmpty() || !instance.has("mcast_src_ip")) {
            problems.add(
                    ProblemCode.MISSING_KEYWORD,
                    instance.namePlace(),
                    "vrrp_instance " + instance.name() + " has no interface",
                    "Add: interface NAME");
        } else {
            problems.add(
                    ProblemCode.NOT_SAFE_WITHOUT,
                    instance.namePlace(),
                    "vrrp_instance " + instance.name() + " has no interface: Vigil cannot find it by the source address"
                            + " yet, and without it the instance would speak nowhere",
                    "Add: interface NAME, the one that has the source address.");
        }
        return "";
    }

    /** An address that must be of the instance's family. */
    private Optional<IpAddress> sameFamily(String keyword) {
        Optional<IpAddress> address = instance.address(keyword);
        if (address.isPresent() && address.get().family() != kind.family()) {
            Statement statement = instance.last(keyword).orElseThrow();
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    statement.argumentPlace(),
                    address.get() + " is not of the family of this instance, which is " + nameOf(kind.family())
                            + "; it is ignored",
                    "An instance has one family; give each family an instance of its own.");
            return Optional.empty();
        }
        return address;
    }

    /** A multicast group; another address is reported and left out, as keepalived does. */
    static Optional<IpAddress> multicast(
            Section section, String keyword, Optional<IpAddress> group, Problems problems) {
        if (group.isPresent() && !group.get().isMulticast()) {
            problems.add(
                    ProblemCode.NOT_MULTICAST,
                    section.last(keyword).orElseThrow().argumentPlace(),
                    keyword + ": " + group.get()
                            + " is no multicast address; the line is ignored and the default holds",
                    "Write a multicast group, or unicast_peer for single nodes.");
            return Optional.empty();
        }
        return group;
    }

    static String nameOf(Family family) {
        return family == Family.IPV4 ? "IPv4" : "IPv6";
    }

    private List<UnicastPeer> peers() {
        List<UnicastPeer> peers = new ArrayList<>();
        for (Node entry : instance.entries("unicast_peer")) {
            peer(entry, peers).ifPresent(peers::add);
        }
        checkUnicast(peers);
        return List.copyOf(peers);
    }

    private Optional<UnicastPeer> peer(Node entry, List<UnicastPeer> known) {
        Word first = entry.words().getFirst();
        Optional<IpAddress> address = LooseAddress.parse(first, entry, problems);
        if (address.isEmpty() || address.get().family() != kind.family()) {
            reportPeer(entry, address.isPresent());
            return Optional.empty();
        }
        if (known.stream().anyMatch(peer -> peer.address().equals(address.get()))) {
            problems.add(
                    ProblemCode.DUPLICATE_PEER,
                    entry.place(first),
                    first.text() + " is listed already",
                    "Remove one of the two lines.");
            return Optional.empty();
        }
        return Optional.of(limits(entry, address.get()));
    }

    private void reportPeer(Node entry, boolean address) {
        Word word = entry.words().getFirst();
        String message =
                "\"" + word.text() + "\" is not an " + nameOf(kind.family()) + " address; the peer is left out";
        String hint = "Write the address of the other node.";
        if (address) {
            problems.add(ProblemCode.FAMILY_MISMATCH, entry.place(word), message, hint);
        } else {
            boolean harms = Prefix.isMeantAsAddress(word.text());
            problems.add(ProblemCode.NOT_AN_ADDRESS, harms, entry.place(word), message, hint);
        }
    }

    private UnicastPeer limits(Node entry, IpAddress address) {
        int ttlMin = 0;
        int ttlMax = TTL_MAX;
        Options options = new Options(entry, problems);
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "min_ttl" -> ttlMin = ttl(option, options, ttlMin);
                case "max_ttl" -> ttlMax = ttl(option, options, ttlMax);
                default -> options.unknown(option, "Write one peer a line, with min_ttl N or max_ttl N after it.");
            }
        }
        return new UnicastPeer(address, ttlMin, ttlMax);
    }

    private int ttl(Word option, Options options, int fallback) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return fallback;
        }
        OptionalLong number = Digits.decimal(value.get().text());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > TTL_MAX) {
            problems.add(
                    ProblemCode.OUT_OF_RANGE,
                    options.place(value.get()),
                    option.text() + " " + value.get().text() + " is outside 0..255 and is ignored",
                    "Choose a number from 0 to 255.");
            return fallback;
        }
        ttlLimited = true;
        return (int) number.getAsLong();
    }

    private void checkUnicast(List<UnicastPeer> peers) {
        Optional<Statement> source = instance.last("mcast_src_ip");
        boolean unicastSource =
                source.isPresent() && source.get().keyword().name().equals("unicast_src_ip");
        if (peers.isEmpty() && unicastSource) {
            problems.add(
                    ProblemCode.UNICAST_WITHOUT_PEERS,
                    source.get().place(),
                    "unicast_src_ip is given but no unicast_peer: advertisements are multicast",
                    "Add unicast_peer { }, or write mcast_src_ip.");
        }
        if (!peers.isEmpty() && strict) {
            problems.add(
                    ProblemCode.STRICT_MODE_FORBIDS,
                    instance.last("unicast_peer").orElseThrow().place(),
                    "strict mode forbids unicast on an interface that can multicast",
                    "Remove vrrp_strict, or write strict_mode off in this instance.");
        }
    }
}
