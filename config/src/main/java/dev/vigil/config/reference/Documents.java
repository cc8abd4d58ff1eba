package dev.vigil.config.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents of the project that are made from the keyword table. */
public final class Documents {
    private static final String BEGIN = "<!-- made by ./run docs: begin -->\n";
    private static final String END = "<!-- made by ./run docs: end -->\n";
    private static final Path COMPATIBILITY = Path.of("docs/compatibility.md");

    private Documents() {}

    /** Every document as it must be, by its path from the root of the project. */
    public static Map<Path, String> of(Path root) throws IOException {
        Map<Path, String> documents = new LinkedHashMap<>();
        documents.put(Path.of("docs/keywords.md"), KeywordsPage.text());
        documents.put(Path.of("docs/man/keepalived.conf.5"), KeywordsManual.text());
        documents.put(COMPATIBILITY, between(Files.readString(root.resolve(COMPATIBILITY)), ToCome.text()));
        return documents;
    }

    private static String between(String page, String text) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(COMPATIBILITY + " lacks its marks");
        }
        return page.substring(0, begin + BEGIN.length()) + text + page.substring(end);
    }

    /** Writes the documents; the one argument is the root of the project. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        for (Map.Entry<Path, String> document : of(root).entrySet()) {
            Files.writeString(root.resolve(document.getKey()), document.getValue());
        }
    }
}
