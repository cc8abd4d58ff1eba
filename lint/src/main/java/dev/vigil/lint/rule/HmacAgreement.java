package dev.vigil.lint.rule;

import dev.vigil.config.model.HmacSettings;
import dev.vigil.config.model.HmacSettings.Mode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import java.util.List;
import java.util.Optional;

/** With {@code auth_hmac} every node must accept what every other one signs. */
final class HmacAgreement {
    private static final String BLOCK = "auth_hmac";

    private HmacAgreement() {}

    static void judge(SharedRouter router, Findings findings) {
        List<Member> members = router.members();
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                Member one = members.get(i);
                Member other = members.get(j);
                refusal(one, other)
                        .or(() -> refusal(other, one))
                        .ifPresent(reason -> findings.add(
                                LintCode.HMAC_DIFFERS,
                                List.of(
                                        new Spot(one.place(BLOCK), one.name()),
                                        new Spot(other.place(BLOCK), other.name())),
                                router.title() + ": " + reason + ": both become master",
                                "Write the same keys in auth_hmac on every node, and change modes one step at a time:"
                                        + " receive-only, permissive, enforce."));
            }
        }
    }

    /** Why a receiver does not accept what a sender sends. */
    private static Optional<String> refusal(Member sender, Member receiver) {
        Optional<HmacSettings> signing = hmac(sender).filter(settings -> settings.mode() != Mode.RECEIVE_ONLY);
        Optional<HmacSettings> checking = hmac(receiver);
        if (signing.isEmpty()) {
            boolean demanded =
                    checking.filter(settings -> settings.mode() == Mode.ENFORCE).isPresent();
            return demanded
                    ? Optional.of(receiver.name() + " demands signatures and " + sender.name() + " does not sign")
                    : Optional.empty();
        }
        if (checking.isEmpty()) {
            return Optional.of(sender.name() + " signs and " + receiver.name()
                    + " has no auth_hmac, so the advertisements are too long for it");
        }
        Optional<HmacSettings.Key> used = key(signing.get(), signing.get().activeKey());
        Optional<HmacSettings.Key> known = key(checking.get(), signing.get().activeKey());
        if (known.isEmpty()) {
            return Optional.of(sender.name() + " signs with key "
                    + signing.get().activeKey() + ", which " + receiver.name() + " does not have");
        }
        boolean differ =
                used.isPresent() && !used.get().source().equals(known.get().source());
        return differ
                ? Optional.of("key " + signing.get().activeKey() + " of " + sender.name() + " and " + receiver.name()
                        + " differs")
                : Optional.empty();
    }

    private static Optional<HmacSettings> hmac(Member member) {
        return member.instance().transport().hmac();
    }

    private static Optional<HmacSettings.Key> key(HmacSettings settings, int id) {
        return settings.keys().stream().filter(key -> key.id() == id).findFirst();
    }
}
