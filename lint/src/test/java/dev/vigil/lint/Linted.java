package dev.vigil.lint;

import dev.vigil.config.ProblemCode;
import dev.vigil.lint.report.TextReport;
import dev.vigil.lint.report.TextStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A report about configurations, for tests. */
public record Linted(LintReport report, String text) {
    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta");

    /** Judges texts as the nodes alpha, beta and so on. */
    public static Linted nodes(String... texts) {
        return withFiles(Lint::cluster, texts);
    }

    /** Judges one text for itself, as the node alpha. */
    public static Linted node(String text) {
        return withFiles(Lint::each, text);
    }

    /** Judges one text for itself, with a vigil.conf beside it. */
    public static Linted beside(String text, String own) {
        try {
            Path directory = Files.createTempDirectory("vigil-lint");
            Path file = Files.writeString(directory.resolve("keepalived.conf"), text);
            Path ownFile = Files.writeString(directory.resolve("vigil.conf"), own);
            try {
                LintReport report = Lint.each(NodeFile.of(List.of(directory.toString())));
                return new Linted(report, TextReport.of(report, TextStyle.PLAIN).replace(directory + "/", ""));
            } finally {
                Files.delete(file);
                Files.delete(ownFile);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Judges files as nodes. */
    public static Linted files(String... arguments) {
        LintReport report = Lint.cluster(NodeFile.of(List.of(arguments)));
        return new Linted(report, TextReport.of(report, TextStyle.PLAIN));
    }

    private static Linted withFiles(java.util.function.Function<List<NodeFile>, LintReport> judge, String... texts) {
        try {
            Path directory = Files.createTempDirectory("vigil-lint");
            List<String> arguments = new ArrayList<>();
            try {
                for (int index = 0; index < texts.length; index++) {
                    Path file = directory.resolve(NAMES.get(index) + ".conf");
                    Files.writeString(file, texts[index]);
                    arguments.add(NAMES.get(index) + "=" + file);
                }
                LintReport report = judge.apply(NodeFile.of(arguments));
                return new Linted(report, TextReport.of(report, TextStyle.PLAIN).replace(directory + "/", ""));
            } finally {
                for (int index = 0; index < arguments.size(); index++) {
                    Files.delete(directory.resolve(NAMES.get(index) + ".conf"));
                }
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The codes of all findings, except that the daemon cannot do yet what is configured. */
    public List<String> codes() {
        return report.findings().stream()
                .map(Finding::code)
                .filter(code -> !code.equals(ProblemCode.NOT_YET_SUPPORTED.code())
                        && !code.equals(ProblemCode.NOT_SAFE_WITHOUT.code()))
                .toList();
    }

    public boolean has(LintCode code) {
        return codes().contains(code.code());
    }

    /** The first finding with a code. */
    public Finding finding(LintCode code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code.code()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in\n" + text));
    }

    /** The message of the first finding with a code. */
    public String message(LintCode code) {
        return finding(code).message();
    }
}
