package dev.vigil.lint.report;

import dev.vigil.config.ProblemCode;
import dev.vigil.lint.LintCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every kind of finding, with what the document on findings says about it. The document is a part of the module. */
public final class FindingCodes {
    private static final String DOCUMENT = "/dev/vigil/lint/report/findings.md";

    /** A code's section begins with a heading such as {@code ### VGL3303 SAMPLE_VRID (note)}. */
    private static final String HEADING = "### ";

    private FindingCodes() {}

    /** The kind with a code, for example {@code VGL3303}, in upper or lower case. */
    public static Optional<FindingCode> find(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return all().stream().filter(known -> known.code().equals(wanted)).findFirst();
    }

    /** All kinds in the order of their codes. */
    public static List<FindingCode> all() {
        Map<String, String> sections = sections(document());
        List<FindingCode> codes = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            Optional<String> section = Optional.ofNullable(sections.get(code.code()));
            codes.add(new FindingCode(code.code(), code.name(), code.severity(), code.summary(), section));
        }
        for (LintCode code : LintCode.values()) {
            Optional<String> section = Optional.ofNullable(sections.get(code.code()));
            codes.add(new FindingCode(code.code(), code.name(), code.severity(), code.summary(), section));
        }
        codes.sort(Comparator.comparing(FindingCode::code));
        return List.copyOf(codes);
    }

    /** The sections of a document by their codes. */
    static Map<String, String> sections(String document) {
        Map<String, String> sections = new HashMap<>();
        for (String part : document.split("(?m)^(?=##+ )", -1)) {
            int end = part.indexOf('\n');
            if (part.startsWith(HEADING) && end > 0) {
                String code = part.substring(HEADING.length(), end).split(" ", -1)[0];
                sections.put(code, part.substring(end).strip());
            }
        }
        return sections;
    }

    private static String document() {
        try (InputStream document = FindingCodes.class.getResourceAsStream(DOCUMENT)) {
            return document == null ? "" : new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
