package dev.vigil.lint.reference;

import dev.vigil.config.keyword.ConfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents of the project that are made from the keyword table, and from the list of probes. */
public final class Documents {
    private static final Path COMPATIBILITY = Path.of("docs/use/compatibility.md");
    private static final Path OWN = Path.of("docs/use/vigil-conf.md");

    private Documents() {}

    /** Every document as it must be, by its path from the root of the project. */
    public static Map<Path, String> of(Path root) throws IOException {
        Map<Path, String> documents = new LinkedHashMap<>();
        documents.put(Path.of("docs/use/keywords.md"), KeywordsPage.text());
        documents.put(Path.of("docs/man/keepalived.conf.5"), KeywordsManual.text());
        documents.put(Path.of("docs/man/vigil.conf.5"), KeywordsManual.ofOwn());
        String own = Files.readString(root.resolve(OWN));
        documents.put(OWN, with("keywords", KeywordsPage.tables(ConfFile.VIGIL), OWN, own));
        String page = Files.readString(root.resolve(COMPATIBILITY));
        page = with("probes", ProbesPage.text(root), COMPATIBILITY, page);
        documents.put(COMPATIBILITY, with("keywords", ToCome.text(), COMPATIBILITY, page));
        return documents;
    }

    /** The page with a text between the marks of a name. */
    private static String with(String name, String text, Path path, String page) {
        String begin = "<!-- " + name + ", made by ./run docs: begin -->\n";
        int start = page.indexOf(begin);
        int end = page.indexOf("<!-- " + name + ", made by ./run docs: end -->\n");
        if (start < 0 || end < start) {
            throw new IllegalStateException(path + " lacks the marks of " + name);
        }
        return page.substring(0, start + begin.length()) + text + page.substring(end);
    }

    /** Writes the documents; the one argument is the root of the project. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        for (Map.Entry<Path, String> document : of(root).entrySet()) {
            Files.writeString(root.resolve(document.getKey()), document.getValue());
        }
    }
}
