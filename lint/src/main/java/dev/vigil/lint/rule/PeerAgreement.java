package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** With unicast every node must send to every other one. */
final class PeerAgreement {
    private static final String PEERS = "unicast_peer";
    private static final String[] SOURCE = {"unicast_src_ip", "mcast_src_ip"};

    private final SharedRouter router;
    private final Findings findings;

    private PeerAgreement(SharedRouter router, Findings findings) {
        this.router = router;
        this.findings = findings;
    }

    static void judge(SharedRouter router, Findings findings) {
        boolean unicast =
                router.members().stream().noneMatch(member -> peers(member).isEmpty());
        if (router.isShared() && unicast) {
            new PeerAgreement(router, findings).judge();
        }
    }

    private void judge() {
        List<Member> unknown = router.members().stream()
                .filter(member -> source(member).isEmpty())
                .toList();
        if (unknown.isEmpty()) {
            sources();
            router.members().forEach(this::strangers);
        } else {
            sourcesUnknown(unknown);
        }
        pairs();
    }

    private static Set<IpAddress> peers(Member member) {
        return member.instance().transport().peers().stream()
                .map(UnicastPeer::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<IpAddress> source(Member member) {
        return member.instance().transport().source();
    }

    private void sources() {
        router.by(member -> source(member).orElseThrow()).forEach((address, members) -> {
            if (members.size() > 1) {
                findings.add(
                        LintCode.SOURCE_EQUAL,
                        spots(members, SOURCE),
                        router.title() + ": " + SharedRouter.names(members) + " send from the same address, " + address
                                + ": at most one of them has it, the others cannot send",
                        "Write each node's own address after unicast_src_ip.");
            }
        });
    }

    private void sourcesUnknown(List<Member> unknown) {
        findings.add(
                LintCode.SOURCE_UNKNOWN,
                spots(unknown, PEERS),
                router.title() + ": " + SharedRouter.names(unknown)
                        + " do not say which address they send from, so not every peer can be checked",
                "Add unicast_src_ip with the node's own address.");
        Set<Set<IpAddress>> lists =
                router.members().stream().map(PeerAgreement::peers).collect(Collectors.toSet());
        if (unknown.size() == router.members().size() && lists.size() == 1) {
            findings.add(
                    LintCode.PEER_ONE_WAY,
                    spots(router.members(), PEERS),
                    router.title() + ": all nodes have the same peers ("
                            + Words.list(lists.iterator().next())
                            + "); a node does not hear a master that does not list it, and becomes master, too",
                    "Each node lists the addresses of the others, not its own.");
        }
    }

    private void strangers(Member member) {
        Set<IpAddress> strangers = peers(member);
        router.members().forEach(other -> strangers.remove(source(other).orElseThrow()));
        if (!strangers.isEmpty()) {
            findings.add(
                    LintCode.PEER_UNKNOWN,
                    spots(List.of(member), PEERS),
                    router.title() + ": " + member.name() + " sends to " + Words.list(strangers)
                            + ", from where none of these nodes sends",
                    "Correct the address, or name the file of that node, too.");
        }
    }

    private void pairs() {
        List<Member> members = router.members();
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                pair(members.get(i), members.get(j));
            }
        }
    }

    private void pair(Member one, Member other) {
        if (source(one).isEmpty() || source(other).isEmpty() || source(one).equals(source(other))) {
            return;
        }
        boolean there = peers(one).contains(source(other).orElseThrow());
        boolean back = peers(other).contains(source(one).orElseThrow());
        if (there && back) {
            return;
        }
        Member deaf = there ? one : other;
        Member mute = there ? other : one;
        String missing = there || back
                ? mute.name() + " does not send to " + deaf.name() + " ("
                        + source(deaf).orElseThrow() + "): while " + mute.name() + " is master, " + deaf.name()
                        + " hears nothing and becomes master"
                : one.name() + " and " + other.name() + " do not send to each other: both become master";
        findings.add(
                LintCode.PEER_ONE_WAY,
                spots(List.of(mute, deaf), PEERS),
                router.title() + ": " + missing,
                "List " + source(deaf).orElseThrow() + " in unicast_peer on " + mute.name()
                        + (there || back ? "." : ", and " + source(mute).orElseThrow() + " on " + deaf.name() + "."));
    }

    private static List<Spot> spots(List<Member> members, String... keywords) {
        List<Spot> spots = new ArrayList<>();
        for (Member member : members) {
            spots.add(new Spot(member.place(keywords), member.name()));
        }
        return spots;
    }
}
