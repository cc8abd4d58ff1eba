package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Cluster;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Nodes must list the same addresses under the same VRIDs. */
final class AddressAgreement {
    private static final String LIST = "virtual_ipaddress";

    private final Cluster cluster;
    private final Findings findings;
    /** Routers whose difference is explained already. */
    private final Set<SharedRouter> explained = new HashSet<>();

    private AddressAgreement(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    static void judge(Cluster cluster, Findings findings) {
        AddressAgreement rule = new AddressAgreement(cluster, findings);
        rule.acrossRouters();
        for (SharedRouter router : cluster.routers()) {
            if (!rule.explained.contains(router)) {
                rule.withinRouter(router);
            }
        }
    }

    private void acrossRouters() {
        List<SharedRouter> routers = cluster.routers();
        for (int i = 0; i < routers.size(); i++) {
            for (int j = i + 1; j < routers.size(); j++) {
                compare(routers.get(i), routers.get(j));
            }
        }
    }

    /** Looks for an address that one node has under one VRID and another node under the other. */
    private void compare(SharedRouter one, SharedRouter other) {
        for (Member member : one.members()) {
            for (Member stranger : other.members()) {
                Set<IpAddress> shared = new TreeSet<>(member.advertised());
                shared.retainAll(stranger.advertised());
                if (!member.isOn(stranger.node()) && !shared.isEmpty()) {
                    explained.add(one);
                    explained.add(other);
                    report(one, member, other, stranger, shared.iterator().next());
                    return;
                }
            }
        }
    }

    private void report(SharedRouter one, Member member, SharedRouter other, Member stranger, IpAddress address) {
        List<Spot> spots = List.of(
                new Spot(place(member, address), member.name() + ": under " + one.title()),
                new Spot(place(stranger, address), stranger.name() + ": under " + other.title()));
        if (isOn(one, stranger) && isOn(other, member)) {
            findings.add(
                    LintCode.ADDRESSES_SWAPPED,
                    spots,
                    address + " belongs to " + one.title() + " on " + member.name() + " and to " + other.title()
                            + " on " + stranger.name()
                            + ": both nodes have the address as soon as each is master of one",
                    "Give every address to the same VRID on all nodes. For two active nodes, swap the priorities, not"
                            + " the addresses.");
        } else {
            findings.add(
                    LintCode.VRID_DIFFERS,
                    spots,
                    member.name() + " has " + address + " under " + one.title() + ", " + stranger.name() + " under "
                            + other.title() + ": they do not hear each other, and both are master of it",
                    "Write the same virtual_router_id on every node; it must be free on the network.");
        }
    }

    private static boolean isOn(SharedRouter router, Member member) {
        return router.members().stream().anyMatch(other -> other.isOn(member.node()));
    }

    private static SourcePlace place(Member member, IpAddress address) {
        return member.instance().addresses().stream()
                .filter(candidate -> candidate.address().equals(address))
                .map(VirtualAddress::place)
                .findFirst()
                .orElse(member.place(LIST));
    }

    private void withinRouter(SharedRouter router) {
        if (!router.isShared()) {
            lonely(router);
        } else if (router.by(Member::advertised).size() > 1) {
            listsDiffer(router);
        }
    }

    private void lonely(SharedRouter router) {
        if (cluster.nodes().size() < 2) {
            return;
        }
        Member only = router.members().getFirst();
        List<String> others = cluster.nodes().stream()
                .filter(node -> !only.isOn(node))
                .map(node -> node.name())
                .toList();
        findings.add(
                LintCode.LONELY_ROUTER,
                List.of(new Spot(only.instance().place(), only.name())),
                "only " + only.name() + " has " + router.title() + " (vrrp_instance "
                        + only.instance().name() + "); on " + Words.list(others)
                        + " nothing takes its addresses over",
                "Configure the instance on every node, with the same virtual_router_id and addresses.");
    }

    private void listsDiffer(SharedRouter router) {
        Set<IpAddress> all = new TreeSet<>();
        router.members().forEach(member -> all.addAll(member.advertised()));
        List<Spot> spots = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (IpAddress address : all) {
            List<Member> missing = router.members().stream()
                    .filter(member -> !member.advertised().contains(address))
                    .toList();
            if (!missing.isEmpty()) {
                differences.add(address + " is missing on " + SharedRouter.names(missing));
                router.members().stream()
                        .filter(member -> !missing.contains(member))
                        .forEach(member -> spots.add(new Spot(place(member, address), member.name())));
                missing.forEach(member -> spots.add(member.spot(address + " is missing", LIST)));
            }
        }
        findings.add(
                LintCode.ADDRESSES_DIFFER,
                spots.stream().distinct().toList(),
                router.title() + ": the address lists differ: " + String.join("; ", differences)
                        + ". keepalived before 2.3.3 drops the advertisements of such a node: both become master."
                        + " Vigil and later releases go on, but what is missing does not move",
                "List the same addresses on every node. Addresses in virtual_ipaddress_excluded may be added one node at"
                        + " a time.");
    }
}
