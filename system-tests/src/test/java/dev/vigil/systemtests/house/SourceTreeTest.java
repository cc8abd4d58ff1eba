package dev.vigil.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the project look. */
class SourceTreeTest {
    private static final int FILE_LINES_MAX = 600;
    private static final int METHOD_LINES_MAX = 70;
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", ".vscode", "node_modules");
    private static final Set<String> CODE = Set.of("java", "sh", "py", "js", "mjs", "css", "html", "c", "h");
    private static final Pattern VAGUE_PACKAGE = Pattern.compile("common|commons|utils?|helpers?|misc");
    private static final Pattern VAGUE_CLASS = Pattern.compile(".*(Impl|Manager|Helper|Utils?)");

    /** Names of things outside: systemd calls itself a service manager. */
    private static final Set<String> TERMS = Set.of("ServiceManager");

    /** The two words, put together here so that this file does not hold them. */
    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final List<Path> FILES = files();

    @Test
    void theWholeTreeIsSeen() {
        assertThat(javaFiles().map(Path::getFileName).map(Path::toString))
                .contains("SourceTreeTest.java", "VirtualRouter.java", "module-info.java");
    }

    @Test
    void noSourceFileIsLongerThan600Lines() {
        assertThat(FILES.stream()
                        .filter(SourceTreeTest::isCode)
                        .filter(file -> lines(file).size() > FILE_LINES_MAX))
                .isEmpty();
    }

    @Test
    void noMethodOfTheShippedCodeIsLongerThan70Lines() {
        assertThat(new Declarations(mainFiles().toList()).longMethods).isEmpty();
    }

    @Test
    void noClassHasAVagueName() {
        assertThat(new Declarations(javaFiles().toList()).classNames)
                .contains("SourceTreeTest")
                .noneMatch(name -> VAGUE_CLASS.matcher(name).matches() && !TERMS.contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FooImpl", "FooManager", "FooHelper", "FooUtil", "FooUtils"})
    void aVagueNameWouldBeFound(String name) {
        assertThat(VAGUE_CLASS.matcher(name).matches()).isTrue();
    }

    @Test
    void noPackageOrModuleHasAVagueName() {
        Set<String> directories = new TreeSet<>();
        FILES.forEach(
                file -> Program.root().relativize(file.getParent()).forEach(part -> directories.add(part.toString())));
        assertThat(directories)
                .contains("systemtests")
                .noneMatch(name -> VAGUE_PACKAGE.matcher(name).matches());
    }

    @Test
    void noJavaFileHasATab() {
        assertThat(javaFiles().filter(file -> text(file).contains("\t"))).isEmpty();
    }

    @Test
    void noFileHasALeftover() {
        assertThat(FILES.stream()
                        .filter(file -> isCode(file) || file.toString().matches(".*\\.(md|adoc|xml)"))
                        .filter(file -> LEFTOVER.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void everyPackageOfTheShippedCodeIsNullMarked() {
        Set<Path> packages = mainFiles()
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Path> marked = javaFiles()
                .filter(file -> file.endsWith("package-info.java") && text(file).contains("@NullMarked"))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        packages.removeAll(marked);
        assertThat(packages).isEmpty();
    }

    /** The shipped code, and this module's, which has tests only. */
    private static Stream<Path> mainFiles() {
        Path tests = Program.root().resolve("system-tests");
        return javaFiles()
                .filter(file -> file.startsWith(tests) || file.toString().contains("/src/main/"));
    }

    private static Stream<Path> javaFiles() {
        return FILES.stream().filter(file -> file.toString().endsWith(".java"));
    }

    private static boolean isCode(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? text(file).startsWith("#!") : CODE.contains(name.substring(dot + 1));
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    /** Every byte as one character: this test asks for ASCII only. */
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
            Files.walkFileTree(Program.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = SKIPPED.contains(directory.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
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

    /** What the compiler's parser finds in Java files. */
    private static final class Declarations {
        final List<String> classNames = new ArrayList<>();
        final List<String> longMethods = new ArrayList<>();

        Declarations(List<Path> files) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
                JavacTask task = (JavacTask) compiler.getTask(
                        null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
                SourcePositions positions = Trees.instance(task).getSourcePositions();
                for (CompilationUnitTree unit : task.parse()) {
                    scan(unit, positions);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void scan(CompilationUnitTree unit, SourcePositions positions) {
            LineMap lines = unit.getLineMap();
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    classNames.add(type.getSimpleName().toString());
                    return super.visitClass(type, null);
                }

                @Override
                public Void visitMethod(MethodTree method, Void none) {
                    long start = positions.getStartPosition(unit, method);
                    long end = positions.getEndPosition(unit, method);
                    if (start >= 0 && end >= 0) {
                        long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
                        if (length > METHOD_LINES_MAX) {
                            longMethods.add(unit.getSourceFile().getName() + " " + method.getName() + " " + length);
                        }
                    }
                    return super.visitMethod(method, null);
                }
            }.scan(unit, null);
        }
    }
}
