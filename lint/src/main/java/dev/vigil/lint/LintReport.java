package dev.vigil.lint;

import dev.vigil.config.SecretValues;
import dev.vigil.config.Severity;
import dev.vigil.lint.failover.FailoverTable;
import java.util.List;

/**
 * What there is to say about a cluster.
 *
 * @param findings of the loader and of the rules: of a cluster the worst first, of one file in the order of its lines
 * @param failovers where the addresses of each shared virtual router go
 * @param verdicts which of the nodes would start
 * @param secrets what no output may show; the findings are without them
 */
public record LintReport(
        List<NodeFile> nodes,
        List<Finding> findings,
        List<FailoverTable> failovers,
        List<Verdict> verdicts,
        SecretValues secrets) {
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** The severity of the worst finding; {@link Severity#INFO} if there is none. A node that does not start is an error. */
    public Severity worst() {
        if (verdicts.stream().anyMatch(verdict -> !verdict.starts())) {
            return Severity.ERROR;
        }
        return findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.INFO);
    }
}
