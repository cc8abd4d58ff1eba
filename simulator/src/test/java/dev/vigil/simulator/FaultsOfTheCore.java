package dev.vigil.simulator;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Faults to be planted into the state machine and what it hears. */
final class FaultsOfTheCore {
    private static final String ROUTER = "vrrp/VirtualRouter.java";
    private static final String BACKUP = "vrrp/Backup.java";
    private static final String MASTER = "vrrp/Master.java";
    private static final String REPLIES = "vrrp/Replies.java";

    private FaultsOfTheCore() {}

    private static Arguments fault(String name, String file, String sound, String faulty) {
        return Arguments.of(name, file, sound, faulty);
    }

    static Stream<Arguments> ofTiming() {
        return Stream.of(
                fault(
                        "the skew time is dropped",
                        "vrrp/Timing.java",
                        "adverts * masterIntervalNs + skewNs(version, priority, masterIntervalNs)",
                        "adverts * masterIntervalNs"),
                fault(
                        "a heard master does not restart the timer",
                        BACKUP,
                        "adoptInterval(intervalNs);\n            downNs = nowNs + terms.masterDownNs();",
                        "adoptInterval(intervalNs);"),
                fault("the master's interval is not adopted", "vrrp/Terms.java", "masterIntervalNs = intervalNs;", ""),
                fault(
                        "a changed priority does not move the timer",
                        BACKUP,
                        "downNs += terms.skewNs() - terms.skewNs(old);",
                        ""),
                fault("every second advertisement is left out", MASTER, "advertNs += terms.intervalNs();", """
                        advertNs += 2 * terms.intervalNs();"""),
                fault("a process that slept does not listen first", BACKUP, "if (stalled && !listenedAfterStall)", """
                        if (stalled && listenedAfterStall)"""),
                fault("a hold never ends", ROUTER, "if (hold.untilNs <= nowNs)", "if (hold.untilNs < 0)"));
    }

    static Stream<Arguments> ofElection() {
        return Stream.of(
                fault(
                        "the lower of two equal masters wins",
                        MASTER,
                        "source.compareTo(terms.settings.source()) > 0",
                        "source.compareTo(terms.settings.source()) < 0"),
                fault(
                        "priority 0 is ignored",
                        BACKUP,
                        "if (priority == 0) {\n            heard",
                        "if (priority < 0) {\n            heard"),
                fault("nopreempt is ignored", BACKUP, "if (!terms.preempts()) {", "if (priority < 0) {"),
                fault("the preemption delay is ignored", BACKUP, "return nowNs < preemptNs;", "return false;"),
                fault(
                        "a slightly stronger master is not yielded to",
                        MASTER,
                        "return priority > terms.priority\n",
                        "return priority > terms.priority + 20\n"),
                fault(
                        "an address owner waits like everybody",
                        ROUTER,
                        "} else if (begins && settings().isOwner()) {",
                        "} else if (begins && nowNs < 0) {"),
                fault(
                        "two address owners go on for ever",
                        "vrrp/RivalOwner.java",
                        "return nowNs - firstNs >=",
                        "return firstNs - nowNs >"),
                fault("replies are not limited", REPLIES, "if (sent < MAX)", "if (sent >= 0)"));
    }

    static Stream<Arguments> ofEffects() {
        return Stream.of(
                fault(
                        "addresses come before the advertisement",
                        MASTER,
                        "effects.sendAdvertisement(terms.priority);\n        addressesPresent = true;\n"
                                + "        effects.addAddresses();",
                        "addressesPresent = true; effects.addAddresses();"
                                + " effects.sendAdvertisement(terms.priority);"),
                fault(
                        "addresses are never removed",
                        MASTER,
                        "addressesPresent = false;\n            effects.removeAddresses();",
                        "addressesPresent = false;"),
                fault("nobody resigns", ROUTER, "effects.sendAdvertisement(0);", ""),
                fault(
                        "a refusal of the kernel is ignored",
                        ROUTER,
                        "hold(new Cause.KernelRefused(operation), nowNs, effects);",
                        ""),
                fault("a refused removal is not tried again", ROUTER, "removalNs = nowNs + REMOVAL_RETRY_NS;", ""),
                fault(
                        "a refused removal is tried all the time",
                        ROUTER,
                        "removalNs = nowNs + REMOVAL_RETRY_NS;",
                        "removalNs = nowNs + 1;"),
                fault("a contested address is fought for", ROUTER, "times > ADDRESS_LOSSES_MAX", "times < 0"),
                fault(
                        "a new master does not announce",
                        "vrrp/AnnouncementSchedule.java",
                        "effects.announceAddresses(announcements.repeat());\n        secondBurstNs",
                        "secondBurstNs"),
                fault(
                        "announcements are refreshed once only",
                        "vrrp/AnnouncementSchedule.java",
                        "refreshNs = nowNs + announcements.refreshNs();",
                        "refreshNs = NEVER;"),
                fault("a cause is wrong", "vrrp/Cause.java", "if (priority > ourPriority) {", """
                        if (priority < ourPriority) {"""));
    }

    static Stream<Arguments> ofTrackingAndReception() {
        return Stream.of(
                fault("a fault is overlooked", ROUTER, "if (!faults.isEmpty())", "if (faults.size() > 1)"),
                fault("nobody waits for the first look", ROUTER, "tracks.awaited().isEmpty()", """
                        tracks.awaited().size() < 9"""),
                fault(
                        "the priority has no bounds",
                        "track/Tracks.java",
                        "Math.clamp(total, PRIORITY_MIN, PRIORITY_MAX)",
                        "total"),
                fault("reversed weights are not", "track/Weight.java", "reversed ? -value : value", "value"),
                fault(
                        "forwarded packets are accepted",
                        "vrrp/Reception.java",
                        "return ttl != Advertisement.TTL;",
                        "return ttl < 2;"),
                fault("checksums are not looked at", "vrrp/Reception.java", "if (form == null &&", """
                        if (form == null && length < 0 &&"""),
                fault("passwords are not compared", "packet/Authentication.java", "return difference == 0;", """
                        return difference >= 0;"""),
                fault("our own packets are heard", "vrrp/Reception.java", "if (heard.source().equals(own))", """
                        if (heard.source().equals(own) && heard.lengthBytes() > 900)"""));
    }
}
