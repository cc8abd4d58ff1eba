package dev.vigil.simulator;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Faults to be planted into sync groups: what they have their members do, and what reloads make of them. */
final class FaultsOfGroups {
    private FaultsOfGroups() {}

    private static Arguments fault(String name, String file, String sound, String faulty) {
        return Arguments.of(name, file, sound, faulty);
    }

    static Stream<Arguments> all() {
        return Stream.of(
                fault(
                        "a fault of a member is its own",
                        "group/SyncGroup.java",
                        "if (faulty >= 0) {",
                        "if (faulty >= members.size()) {"),
                fault(
                        "who yields leaves the others MASTER",
                        "group/SyncGroup.java",
                        "if (yielding >= 0) {",
                        "if (yielding >= members.size()) {"),
                fault(
                        "a group does not wait for the first look of all",
                        "group/SyncGroup.java",
                        "if (allInit && !allReady) {",
                        "if (allInit && !allReady && members.isEmpty()) {"),
                fault(
                        "an address owner begins as MASTER without the others",
                        "group/SyncGroup.java",
                        "state == State.INIT && ownsAll()",
                        "state == State.INIT && member.settings().isOwner()"),
                fault(
                        "who follows a member that yields resigns",
                        "vrrp/GroupMember.java",
                        "case FOLLOW -> giveUp(why);",
                        "case FOLLOW -> { router.sayFarewell(effects); giveUp(why); }"),
                fault(
                        "another member is said to have led",
                        "group/SyncGroup.java",
                        "led = led == null ? synced(faulty, State.FAULT) : led;",
                        "led = led == null ? synced(index, State.FAULT) : led;"),
                fault(
                        "a change of a group is not reported",
                        "group/SyncGroup.java",
                        "news = new GroupTransition(name, state, next, false, nowNs, wishOf(members.get(leader)));",
                        ""),
                fault(
                        "nobody brings the others in line",
                        "place/Groups.java",
                        "bringInLine(placed, touched, nowNs);\n        } finally",
                        "} finally"),
                fault(
                        "a reload makes every group anew",
                        "place/Groups.java",
                        "Placed old = byName.get(name);",
                        "Placed old = null;"));
    }
}
