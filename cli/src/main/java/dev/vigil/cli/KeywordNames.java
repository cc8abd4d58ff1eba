package dev.vigil.cli;

import dev.vigil.lint.reference.Lookup;
import dev.vigil.lint.report.FindingCode;
import dev.vigil.lint.report.FindingCodes;
import java.util.Iterator;
import java.util.stream.Stream;

/** Every word and code that {@code vigil explain} knows, for the completion of the shell. */
final class KeywordNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.of(
                        Lookup.names().stream(),
                        FindingCodes.all().stream().map(FindingCode::code),
                        LogCodes.all().stream().map(LogCodes.LogCode::code))
                .flatMap(names -> names)
                .iterator();
    }
}
