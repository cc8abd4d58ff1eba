package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Buffers;
import dev.vigil.config.model.Buffers.Buffer;
import dev.vigil.config.model.Firewall;
import dev.vigil.config.model.Interfaces;
import dev.vigil.config.model.Interfaces.BufferPolicy;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what {@code global_defs} says about interfaces, sockets and the firewall. */
final class GlobalVrrpReader {
    private static final int CHAINS_MAX = 2;
    private static final int SETS_MAX = 6;
    private static final int NAME_MAX = 31;
    private static final int BUFFER_MULTIPLIER = 3;
    private static final long FIRST_MARK = 1000;

    private final Section global;
    private final Problems problems;

    GlobalVrrpReader(Section global, Problems problems) {
        this.global = global;
        this.problems = problems;
    }

    Interfaces interfaces() {
        Set<BufferPolicy> policy = EnumSet.noneOf(BufferPolicy.class);
        long bytes = 0;
        for (Word word : global.words("vrrp_rx_bufs_policy")) {
            OptionalLong number = Digits.decimal(word.text());
            switch (word.text()) {
                case "MTU" -> policy.add(BufferPolicy.MTU);
                case "ADVERT" -> policy.add(BufferPolicy.ADVERT);
                default -> {
                    bytes = number.orElse(bytes);
                    if (number.isEmpty()) {
                        wrong("vrrp_rx_bufs_policy", word, "is neither MTU nor ADVERT nor a number of bytes");
                    }
                }
            }
        }
        String prefix = global.text("vmac_prefix").orElse("vrrp");
        return new Interfaces(
                global.has("dynamic_interfaces"),
                global.words("dynamic_interfaces").stream()
                        .anyMatch(word -> word.text().equals("allow_if_changes")),
                global.text("default_interface"),
                global.flag("disable_local_igmp"),
                global.flag("log_unknown_vrids"),
                prefix,
                global.text("vmac_addr_prefix").orElse(prefix),
                Set.copyOf(policy),
                bytes,
                global.integer("vrrp_rx_bufs_multiplier", BUFFER_MULTIPLIER),
                global.text("iproute_usr_dir"),
                global.text("iproute_etc_dir").orElse("/etc/iproute2"));
    }

    private void wrong(String keyword, Word word, String what) {
        problems.add(
                ProblemCode.NOT_A_CHOICE,
                false,
                global.last(keyword).orElseThrow().node().place(word),
                keyword + ": \"" + word.text() + "\" " + what + " and is ignored",
                "Look the keyword up.");
    }

    Firewall firewall() {
        Optional<String> ipvsTable = global.has("nftables_ipvs")
                ? global.text("nftables_ipvs").or(() -> Optional.of("keepalived_ipvs"))
                : Optional.empty();
        return new Firewall(
                global.has("vrrp_iptables"),
                names("vrrp_iptables", CHAINS_MAX),
                names("vrrp_ipsets", SETS_MAX),
                global.has("nftables")
                        ? Optional.of(names("nftables", 1).stream().findFirst().orElse("keepalived"))
                        : Optional.empty(),
                global.integer("nftables_priority", -1),
                global.flag("nftables_ifindex"),
                global.flag("nftables_counters"),
                ipvsTable,
                global.integer("nftables_ipvs_priority", -1),
                global.number("nftables_ipvs_start_fwmark", FIRST_MARK));
    }

    private List<String> names(String keyword, int countMax) {
        List<Word> words = global.words(keyword);
        for (Word word : words) {
            if (word.text().length() > NAME_MAX) {
                wrong(keyword, word, "is longer than 31 characters");
            }
        }
        return words.stream()
                .map(Word::text)
                .filter(name -> name.length() <= NAME_MAX)
                .limit(countMax)
                .toList();
    }

    Buffers buffers() {
        return new Buffers(
                buffer("vrrp_netlink_cmd_rcv_bufs"),
                buffer("vrrp_netlink_monitor_rcv_bufs"),
                buffer("lvs_netlink_cmd_rcv_bufs"),
                buffer("lvs_netlink_monitor_rcv_bufs"),
                buffer("process_monitor_rcv_bufs"));
    }

    private Buffer buffer(String keyword) {
        OptionalLong bytes = global.number(keyword);
        return new Buffer(
                bytes.isPresent() ? Optional.of(bytes.getAsLong()) : Optional.empty(),
                global.toggle(keyword + "_force", false));
    }
}
