package dev.vigil.simulator;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Faults to be planted into what a virtual router says: announcements, answers, and reports of rivals. */
final class FaultsOfSpeech {
    private FaultsOfSpeech() {}

    private static Arguments fault(String name, String file, String sound, String faulty) {
        return Arguments.of(name, file, sound, faulty);
    }

    static Stream<Arguments> ofAnnouncements() {
        return Stream.of(
                fault(
                        "there is no second round of announcements",
                        "vrrp/AnnouncementSchedule.java",
                        "secondBurstNs = announcements.delayNs() == 0 ? NEVER : nowNs + announcements.delayNs();",
                        "secondBurstNs = NEVER;"),
                fault(
                        "the second round never ends",
                        "vrrp/AnnouncementSchedule.java",
                        "secondBurstNs = NEVER;\n            effects",
                        "secondBurstNs = nowNs + Math.max(1, announcements.delayNs());\n            effects"),
                fault(
                        "the second round is shorter than the first",
                        "vrrp/AnnouncementSchedule.java",
                        "secondBurstNs = NEVER;\n            effects.announceAddresses(announcements.repeat());",
                        "secondBurstNs = NEVER;\n            effects.announceAddresses(1);"),
                fault(
                        "a contest has no second round",
                        "vrrp/AnnouncementSchedule.java",
                        "announcements.lowerPriorityDelayNs() == 0 ? NEVER : nowNs + announcements.lowerPriorityDelayNs();",
                        "NEVER;"),
                fault(
                        "a weaker master is not answered by announcements",
                        "vrrp/Master.java",
                        "schedule.contest(terms.settings.announcements(), nowNs, effects);",
                        ""),
                fault(
                        "what was put back is not announced",
                        "vrrp/VirtualRouter.java",
                        "effects.addAddresses();\n            effects.announceAddresses(1);",
                        "effects.addAddresses();"),
                fault("what came late is not announced", "place/HeldAddresses.java", "announce(came, 1);", ""),
                fault(
                        "refused addresses are announced, too",
                        "place/OwnedAddresses.java",
                        "return refused.isEmpty()\n                ? placed\n                :",
                        "return refused.size() < 99 ? placed :"),
                fault(
                        "a MASTER that was silent does not announce again",
                        "vrrp/Master.java",
                        "if (missed) {",
                        "if (missed && nowNs < 0) {"));
    }

    static Stream<Arguments> ofAnswers() {
        return Stream.of(
                fault(
                        "a weaker master is not answered",
                        "vrrp/Master.java",
                        "!terms.rules().lowerPriorityNoAdvert() && replies.take()",
                        "terms.rules().lowerPriorityNoAdvert() && replies.take()"),
                fault(
                        "lower_prio_no_advert is ignored",
                        "vrrp/Master.java",
                        "!terms.rules().lowerPriorityNoAdvert() && replies.take()",
                        "replies.take()"),
                fault(
                        "a resignation is not answered",
                        "vrrp/Master.java",
                        "if (priority == 0) {\n            answerResignation(nowNs, effects);",
                        "if (priority == 0) {"));
    }

    static Stream<Arguments> ofRivals() {
        return Stream.of(
                fault(
                        "a rival is never gone",
                        "vrrp/Rivals.java",
                        "static final int SILENT_INTERVALS_MAX = 3;",
                        "static final int SILENT_INTERVALS_MAX = 300;"),
                fault(
                        "a rival is gone too early",
                        "vrrp/Rivals.java",
                        "static final int SILENT_INTERVALS_MAX = 3;",
                        "static final int SILENT_INTERVALS_MAX = 1;"),
                fault(
                        "every hand-over is an alarm",
                        "vrrp/Rivals.java",
                        ">= ourIntervalNs + ourIntervalNs / 2",
                        ">= 0"),
                fault(
                        "two masters are no alarm",
                        "vrrp/Rivals.java",
                        "place.disputes |= Dispute.MASTER_TOO.bit();",
                        ""),
                fault(
                        "another password is no alarm",
                        "vrrp/Reception.java",
                        "case AUTH_FAILED -> Rivals.Dispute.PASSWORD;",
                        "case AUTH_FAILED -> null;"),
                fault(
                        "other addresses are no alarm",
                        "vrrp/Reception.java",
                        "differences |= Rivals.Dispute.ADDRESSES.bit();",
                        ""),
                fault(
                        "who has resigned stays a rival",
                        "vrrp/Rivals.java",
                        "place.over = resigning || (",
                        "place.over = ("),
                fault(
                        "a BACKUP keeps the alarm of two masters",
                        "vrrp/Rivals.java",
                        "return router.state() == State.MASTER ? place.disputes : place.disputes & ~Dispute.MASTER_TOO.bit();",
                        "return place.disputes;"),
                fault(
                        "a rival that is gone is not reported",
                        "vrrp/Rivals.java",
                        "return Optional.of(gone);",
                        "return Optional.empty();"));
    }
}
