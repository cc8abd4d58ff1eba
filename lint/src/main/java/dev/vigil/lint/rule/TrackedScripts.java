package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.failover.Standing;
import dev.vigil.lint.failover.Tracker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes should track the same things in the same way. */
final class TrackedScripts {
    private final SharedRouter router;
    private final Findings findings;

    private TrackedScripts(SharedRouter router, Findings findings) {
        this.router = router;
        this.findings = findings;
    }

    static void judge(SharedRouter router, Findings findings) {
        if (router.isShared()) {
            TrackedScripts rule = new TrackedScripts(router, findings);
            rule.lists();
            rule.settings();
        }
    }

    /** Where the weight of a tracker is written: in its entry, or where the script is defined. */
    static SourcePlace weightPlace(Member member, Tracker tracker) {
        Optional<VrrpScript> script =
                tracker.kind() == Tracker.Kind.SCRIPT ? member.node().script(tracker.name()) : Optional.empty();
        boolean own = script.isEmpty() || !script.get().weight().equals(tracker.weight());
        return own
                ? tracker.place()
                : member.node().outline().place(script.get().place(), "weight");
    }

    private static Set<String> names(Member member) {
        return trackers(member).map(Tracker::title).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is tracked under a name that has the same meaning on every node. */
    private static Stream<Tracker> trackers(Member member) {
        return Standing.of(member).trackers().stream().filter(tracker -> tracker.kind() != Tracker.Kind.INTERFACE);
    }

    private void lists() {
        Map<Set<String>, List<Member>> scripts = router.by(TrackedScripts::names);
        if (scripts.size() > 1 && router.by(TrackedScripts::commands).size() > 1) {
            report("what they track differs", SharedRouter.words(scripts, TrackedScripts::words), "track_script");
        }
        // Interfaces may have other names on other nodes; their number tells whether one was forgotten.
        Map<Integer, List<Member>> interfaces = router.by(TrackedScripts::interfaces);
        if (interfaces.size() > 1) {
            report(
                    "the numbers of tracked interfaces differ",
                    SharedRouter.words(interfaces, String::valueOf),
                    "track_interface");
        }
    }

    private static String words(Set<String> names) {
        return names.isEmpty() ? "none" : Words.list(names);
    }

    /** What is done under these names: the commands of scripts, the names of other things. */
    private static Set<List<String>> commands(Member member) {
        return names(member).stream()
                .map(name -> member.node()
                        .script(name)
                        .map(script -> script.command().arguments())
                        .orElse(List.of(name)))
                .collect(Collectors.toSet());
    }

    private static int interfaces(Member member) {
        Tracking tracking = member.instance().tracking();
        long extra = Standing.of(member).trackers().stream()
                .filter(tracker -> tracker.kind() == Tracker.Kind.INTERFACE)
                .count();
        return (int) extra + (tracking.ownInterface() ? 1 : 0);
    }

    private void report(String difference, String words, String keyword) {
        findings.add(
                LintCode.TRACKERS_DIFFER,
                router.members().stream()
                        .map(member -> new Spot(member.place(keyword), member.name()))
                        .toList(),
                router.title() + ": " + difference + " (" + words
                        + "): the same failure moves the addresses away from one node but not from the other",
                "Track the same things on every node.");
    }

    private void settings() {
        Set<String> all = new TreeSet<>();
        router.members().forEach(member -> all.addAll(names(member)));
        for (String name : all) {
            List<Member> tracking = router.members().stream()
                    .filter(member -> names(member).contains(name))
                    .toList();
            settings(name, tracking);
        }
    }

    private void settings(String name, List<Member> members) {
        List<String> differences = new ArrayList<>();
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (Member member : members) {
            settings(name, member)
                    .forEach((setting, value) -> values.computeIfAbsent(setting, _ -> new TreeSet<>())
                            .add(value));
        }
        values.forEach((setting, different) -> {
            if (different.size() > 1) {
                differences.add(setting + " " + String.join(" or ", different));
            }
        });
        if (!differences.isEmpty()) {
            findings.add(
                    LintCode.TRACKER_SETTINGS_DIFFER,
                    members.stream()
                            .map(member -> new Spot(
                                    member.node()
                                            .script(name)
                                            .map(VrrpScript::place)
                                            .orElse(member.place("track_script")),
                                    member.name()))
                            .toList(),
                    router.title() + ": " + name + " is not the same on " + SharedRouter.names(members) + ": "
                            + Words.list(differences) + ": the nodes notice the same failure differently",
                    "Define the script in the same way on every node.");
        }
    }

    private static Map<String, String> settings(String name, Member member) {
        Map<String, String> settings = new LinkedHashMap<>();
        member.node().script(name).ifPresent(script -> {
            settings.put("script", "\"" + String.join(" ", script.command().arguments()) + "\"");
            settings.put("interval", Words.seconds(script.intervalNs()));
            settings.put("timeout", Words.seconds(script.timeoutNs()));
            settings.put("rise", String.valueOf(script.rise()));
            settings.put("fall", String.valueOf(script.fall()));
        });
        trackers(member)
                .filter(tracked -> tracked.title().equals(name))
                .forEach(tracked -> settings.put(
                        "weight", tracked.weight().value() + (tracked.weight().reversed() ? " reverse" : "")));
        return settings;
    }
}
