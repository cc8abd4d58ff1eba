package dev.vigil.lint.report;

import dev.vigil.config.Severity;
import java.util.Optional;

/**
 * A kind of finding that {@code vigil check} and {@code vigil lint} know.
 *
 * @param code permanent, for example {@code VGL3303}
 * @param name in words joined by underscores, for example {@code SAMPLE_VRID}
 * @param severity of findings of this kind
 * @param summary one sentence on what such findings have in common
 * @param section what docs/use/findings.md says about it, in Markdown and without its heading: what happens, an example,
 *     how to fix it; empty only if the document lacks the code
 */
public record FindingCode(String code, String name, Severity severity, String summary, Optional<String> section) {}
