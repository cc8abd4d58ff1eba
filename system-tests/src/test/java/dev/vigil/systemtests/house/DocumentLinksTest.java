package dev.vigil.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows a link or a path of a document finds something there. */
class DocumentLinksTest {
    private static final Path ROOT = Program.root();
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", ".vscode", "resources");

    /** A link of Markdown to a place of this repository. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:)([^)#\\s]+)(#[^)]*)?\\)");

    /** A document as code, scripts and prose name it. */
    private static final Pattern DOCUMENT = Pattern.compile(
            "(?<![\\w/.-])docs/[\\w./-]*\\.(?:md|[158])(?![\\w])|(?<![\\w/.-])docs/(?:use|trust|build|man)\\b");

    private static final List<Path> FILES = files();

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path file : FILES) {
            if (file.toString().endsWith(".md")) {
                LINK.matcher(text(file))
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> !Files.exists(file.resolveSibling(target)))
                        .forEach(target -> broken.add(ROOT.relativize(file) + " -> " + target));
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentThatAFileNamesIsThere() {
        List<String> broken = new ArrayList<>();
        for (Path file : FILES) {
            DOCUMENT.matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(document -> !Files.exists(ROOT.resolve(document)))
                    .forEach(document -> broken.add(ROOT.relativize(file) + " -> " + document));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void bothAreFoundWhereTheyStand() {
        assertThat(FILES.stream().map(file -> ROOT.relativize(file).toString()))
                .contains("run", "README.md", "README.zh-CN.md", "bin/vigil", "dist/release");
        Stream<String> links = FILES.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .flatMap(file -> LINK.matcher(text(file)).results().map(link -> link.group(1)));
        assertThat(links).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see docs/gone.md",
                "`docs/use/gone.md`.",
                "cp docs/man/gone.8 x",
                "(docs/gone.md)",
                "=docs/gone.md\""
            })
    void aNamedDocumentWouldBeSeen(String text) {
        assertThat(DOCUMENT.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a](gone.md)", "[a](../gone.md#part)", "[a](docs/gone.md)"})
    void aRelativeLinkWouldBeSeen(String text) {
        assertThat(LINK.matcher(text).find()).isTrue();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = SKIPPED.contains(directory.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // The planted names of this test are not there on purpose.
                    if (attributes.isRegularFile() && !file.endsWith("DocumentLinksTest.java")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
