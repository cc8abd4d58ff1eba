package dev.vigil.lint.rule;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes should have the same excluded addresses, and each address with the same mask. */
final class AddressSettings {
    private AddressSettings() {}

    static void judge(SharedRouter router, Findings findings) {
        if (router.isShared()) {
            excluded(router, findings);
            masks(router, findings);
        }
    }

    private static Set<IpAddress> excluded(Member member) {
        return member.instance().excludedAddresses().stream()
                .map(VirtualAddress::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void excluded(SharedRouter router, Findings findings) {
        Map<Set<IpAddress>, List<Member>> lists = router.by(AddressSettings::excluded);
        if (lists.size() > 1) {
            findings.add(
                    LintCode.EXCLUDED_DIFFER,
                    router.members().stream()
                            .map(member -> new Spot(member.place("virtual_ipaddress_excluded"), member.name()))
                            .toList(),
                    router.title() + ": the excluded addresses differ ("
                            + SharedRouter.words(lists, list -> list.isEmpty() ? "none" : list.size() + " of them")
                            + "): some of them do not move with the others",
                    "List the same addresses in virtual_ipaddress_excluded on every node.");
        }
    }

    private static void masks(SharedRouter router, Findings findings) {
        Map<IpAddress, Map<Integer, List<Spot>>> lengths = new LinkedHashMap<>();
        for (Member member : router.members()) {
            Stream.concat(member.instance().addresses().stream(), member.instance().excludedAddresses().stream())
                    .forEach(address -> lengths.computeIfAbsent(address.address(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(address.prefixLength(), _ -> new java.util.ArrayList<>())
                            .add(new Spot(address.place(), member.name() + ": /" + address.prefixLength())));
        }
        lengths.forEach((address, byLength) -> {
            if (byLength.size() > 1) {
                findings.add(
                        LintCode.ADDRESS_SETTINGS_DIFFER,
                        byLength.values().stream().flatMap(List::stream).toList(),
                        router.title() + ": " + address + " has different masks: the routes to its network change when"
                                + " it moves",
                        "Write the same mask on every node.");
            }
        });
    }
}
