package dev.vigil.lint;

import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.SecretValues;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.failover.FailoverTable;
import dev.vigil.lint.rule.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges configurations beyond their language: whether they will do what their author wants. */
public final class Lint {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    Finding::place, Comparator.comparing(SourcePlace::file).thenComparingInt(SourcePlace::line))
            .thenComparingInt(finding -> finding.place().column());

    private static final Set<Spot> NOWHERE = Set.of(new Spot(SourcePlace.NOWHERE, ""));

    private Lint() {}

    /** Judges the nodes of a cluster, each for itself and all together. */
    public static LintReport cluster(List<NodeFile> files) {
        List<ClusterNode> nodes = files.stream().map(ClusterNode::read).toList();
        Cluster cluster = new Cluster(nodes);
        Findings together = new Findings();
        Rules.judge(cluster, together);
        List<Finding> findings = new ArrayList<>(together.list());
        for (ClusterNode node : nodes) {
            findings.addAll(alone(node));
        }
        List<Finding> merged = merged(findings);
        merged.sort(Comparator.comparing(Finding::severity).reversed());
        List<Verdict> verdicts = nodes.stream().map(Verdict::of).toList();
        Set<NodeFile> starting = new HashSet<>();
        verdicts.stream().filter(Verdict::starts).map(Verdict::node).forEach(starting::add);
        List<FailoverTable> failovers = cluster.routers().stream()
                .map(router -> router.among(starting))
                .filter(SharedRouter::isShared)
                .map(FailoverTable::of)
                .toList();
        SecretValues secrets = new SecretValues();
        nodes.forEach(node -> secrets.addAll(node.secrets()));
        return new LintReport(files, without(secrets, merged), failovers, verdicts, secrets);
    }

    /** Judges configurations, each for itself. */
    public static LintReport each(List<NodeFile> files) {
        List<Finding> findings = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        SecretValues secrets = new SecretValues();
        for (NodeFile file : files) {
            ClusterNode node = ClusterNode.read(file);
            findings.addAll(merged(alone(node)));
            verdicts.add(Verdict.of(node));
            secrets.addAll(node.secrets());
        }
        return new LintReport(files, without(secrets, findings), List.of(), List.copyOf(verdicts), secrets);
    }

    private static List<Finding> without(SecretValues secrets, List<Finding> findings) {
        return findings.stream().map(finding -> finding.without(secrets)).toList();
    }

    private static List<Finding> alone(ClusterNode node) {
        Findings found = new Findings();
        Rules.judge(node, found);
        List<Finding> findings = new ArrayList<>(found.list());
        for (Problem problem : node.problems()) {
            if (found.list().stream().noneMatch(finding -> explains(finding, problem))) {
                findings.add(Finding.of(problem));
            }
        }
        findings.sort(BY_PLACE);
        return List.copyOf(findings);
    }

    /** What is wrong in the same way at several places, in one file or on several nodes, is one finding. */
    private static List<Finding> merged(List<Finding> findings) {
        Map<Finding, Set<Spot>> spots = new LinkedHashMap<>();
        for (Finding finding : findings) {
            spots.computeIfAbsent(finding.withSpots(NOWHERE), _ -> new LinkedHashSet<>())
                    .addAll(finding.spots());
        }
        List<Finding> merged = new ArrayList<>();
        spots.forEach((finding, places) -> merged.add(finding.withSpots(places)));
        return merged;
    }

    /** Whether a finding of a rule says better what the loader says about the same line. */
    private static boolean explains(Finding finding, Problem problem) {
        boolean sameLine = finding.spots().stream()
                .map(Spot::place)
                .anyMatch(place -> place.file().equals(problem.place().file())
                        && place.line() == problem.place().line());
        boolean glued = is(finding, LintCode.BLANK_MISSING) && is(problem, ProblemCode.UNKNOWN_KEYWORD);
        boolean cut = is(finding, LintCode.PASSWORD_CUT_BY_COMMENT) && is(problem, ProblemCode.MISSING_ARGUMENT);
        boolean strict = is(finding, LintCode.STRICT_REFUSES_TRAFFIC) && is(problem, ProblemCode.STRICT_MODE);
        return sameLine && (glued || cut || strict);
    }

    private static boolean is(Finding finding, LintCode code) {
        return finding.code().equals(code.code());
    }

    private static boolean is(Problem problem, ProblemCode code) {
        return problem.code().equals(code.code());
    }
}
