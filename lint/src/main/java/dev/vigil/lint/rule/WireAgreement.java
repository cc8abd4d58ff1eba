package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.Transport.ChecksumMode;
import dev.vigil.config.syntax.Node;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.Outline;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.rule.Agreed.Advice;
import java.util.List;
import java.util.Optional;

/** Nodes must send what the others accept. */
final class WireAgreement {
    private static final String BOTH_MASTER = "each drops what the other sends, and both become master";
    private static final String AUTHENTICATION_BLOCK = "authentication";

    private static final Agreed<Integer> VERSION = new Agreed<>(
            LintCode.VERSION_DIFFERS,
            "version",
            member -> member.instance().election().version(),
            version -> "version " + version,
            new Advice(
                    "the VRRP versions differ",
                    BOTH_MASTER,
                    "Write the same version on every node; change a running cluster in one go."));

    private static final Agreed<Long> INTERVAL_2 = new Agreed<>(
            LintCode.INTERVAL_DIFFERS,
            "advert_int",
            WireAgreement::intervalNs,
            Words::seconds,
            new Advice(
                    "advert_int differs",
                    "VRRPv2 drops advertisements with another interval, and both become master",
                    "Write the same advert_int on every node."));

    private static final Agreed<Long> INTERVAL_3 = new Agreed<>(
            LintCode.INTERVAL_DIFFERS_V3,
            "advert_int",
            WireAgreement::intervalNs,
            Words::seconds,
            new Advice(
                    "advert_int differs",
                    "backups follow the master's, so how fast its death is noticed depends on who is master",
                    "Write the same advert_int on every node."));

    private static final Agreed<ChecksumMode> CHECKSUM = new Agreed<>(
            LintCode.CHECKSUM_DIFFERS,
            "v3_checksum_as_v2",
            member -> member.instance().transport().checksum(),
            WireAgreement::words,
            new Advice(
                    "the VRRPv3 checksums differ",
                    "keepalived drops the form that it does not send, and both become master",
                    "Write v3_checksum_as_v2 on every node (RFC 9568, and routers of other makers) or on none;"
                            + " keepalived before 2.2.8 cannot do it."));

    private static final Agreed<String> AUTHENTICATION = new Agreed<>(
            LintCode.AUTHENTICATION_DIFFERS,
            AUTHENTICATION_BLOCK,
            WireAgreement::authenticationType,
            type -> type,
            new Advice(
                    "authentication differs",
                    BOTH_MASTER,
                    "Write the same authentication block on every node, or none."));

    private static final Agreed<Boolean> UNICAST = new Agreed<>(
            LintCode.UNICAST_AGAINST_MULTICAST,
            "unicast_peer",
            WireAgreement::isUnicast,
            unicast -> unicast ? "unicast" : "multicast",
            new Advice(
                    "some nodes send unicast, others multicast",
                    BOTH_MASTER,
                    "Write unicast_peer on every node, each with the addresses of all others, or on none."));

    private static final Agreed<IpAddress> GROUP = new Agreed<>(
            LintCode.GROUP_DIFFERS,
            "mcast_dst_ip",
            member -> member.instance().transport().group(),
            IpAddress::toString,
            new Advice(
                    "the multicast groups differ",
                    "they do not hear each other, and both become master",
                    "Write the same vrrp_mcast_group4, vrrp_mcast_group6 or mcast_dst_ip on every node."));

    private static final Agreed<Boolean> STRICT = new Agreed<>(
            LintCode.STRICT_DIFFERS,
            "strict_mode",
            member -> member.instance().election().strict(),
            strict -> strict ? "strict" : "not strict",
            new Advice(
                    "strict mode differs",
                    "the same settings mean different things on the nodes",
                    "Write vrrp_strict on every node or on none."));

    private WireAgreement() {}

    static void judge(SharedRouter router, Findings findings) {
        if (!router.isShared()) {
            return;
        }
        // With different versions the rest of the format differs anyway.
        if (VERSION.holds(router, findings)) {
            format(router, findings);
        }
        if (UNICAST.holds(router, findings) && !isUnicast(router.members().getFirst())) {
            GROUP.holds(router, findings);
        }
        STRICT.holds(router, findings);
    }

    private static void format(SharedRouter router, Findings findings) {
        boolean version3 = router.members().getFirst().instance().election().version() == 3;
        (version3 ? INTERVAL_3 : INTERVAL_2).holds(router, findings);
        if (version3 && router.family() == Family.IPV4) {
            CHECKSUM.holds(router, findings);
        }
        if (AUTHENTICATION.holds(router, findings)) {
            secrets(router, findings);
        }
    }

    private static void secrets(SharedRouter router, Findings findings) {
        if (router.by(member -> member.instance().transport().authentication()).size() > 1) {
            List<Spot> spots = router.members().stream()
                    .map(member -> new Spot(passwordPlace(member), member.name()))
                    .toList();
            findings.add(
                    LintCode.SECRET_DIFFERS,
                    spots,
                    router.title() + ": the passwords of " + SharedRouter.names(router.members()) + " differ: "
                            + BOTH_MASTER,
                    "Write the same auth_pass on every node; only its first 8 bytes count.");
        }
    }

    private static long intervalNs(Member member) {
        return member.instance().election().advertIntervalNs();
    }

    private static boolean isUnicast(Member member) {
        return !member.instance().transport().peers().isEmpty();
    }

    private static String words(ChecksumMode mode) {
        return switch (mode) {
            case PSEUDO_HEADER -> "with pseudo-header";
            case MESSAGE_ONLY -> "message only";
            case OLD_UNICAST -> "old form of unicast";
        };
    }

    private static String authenticationType(Member member) {
        if (member.instance().transport().authentication() instanceof Authentication.None) {
            return "none";
        }
        return statement(member, "auth_type")
                .filter(node -> node.words().size() > 1)
                .map(node -> node.words().get(1).text())
                .orElse("none");
    }

    private static SourcePlace passwordPlace(Member member) {
        return statement(member, "auth_pass")
                .map(Outline::argumentPlace)
                .orElseGet(() -> member.place(AUTHENTICATION_BLOCK));
    }

    private static Optional<Node> statement(Member member, String keyword) {
        return member.node()
                .outline()
                .statement(member.instance().place(), AUTHENTICATION_BLOCK)
                .flatMap(block -> Outline.statement(block, keyword));
    }
}
