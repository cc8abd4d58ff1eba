package dev.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lines of a file become before keywords matter. */
class LanguageTest {
    private static final long SEED = 17;

    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    private List<String> lines(String text) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines(byte[] bytes) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Line line : read(bytes)) {
            texts.add(line.text());
        }
        return texts;
    }

    private List<Line> read(byte[] bytes) throws IOException {
        Path file = directory.resolve("main.conf");
        Files.write(file, bytes);
        BuiltIns builtIns =
                new BuiltIns(() -> "node1", name -> name.equals("SITE") ? "north" : "", () -> new Random(SEED));
        Preprocessor preprocessor = new Preprocessor(file, builtIns, false, problems);
        List<Line> lines = new ArrayList<>();
        for (Optional<Line> line = preprocessor.next(); line.isPresent(); line = preprocessor.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private List<String> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    @Test
    void commentsEndLinesUnlessQuotedOrEscaped() throws IOException {
        assertThat(lines("""
                # nothing
                priority 102#x
                priority 103 ! y
                name "a # b" # c
                name a\\#b\\!c

                \t
                """)).containsExactly("priority 102", "priority 103", "name \"a # b\"", "name a#b!c");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void windowsLineEndsAndAMissingLastOneDoNotMatter() throws IOException {
        assertThat(lines("state MASTER\r\npriority 100\r\n  last"))
                .containsExactly("state MASTER", "priority 100", "last");
    }

    @Test
    void anUnterminatedQuoteIsReportedAtItsPlace() throws IOException {
        lines("a\n  script \"/bin/true a\n");
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UNTERMINATED_QUOTE.code());
            assertThat(problem.place().line()).isEqualTo(2);
            assertThat(problem.place().column()).isEqualTo(10);
        });
    }

    @Test
    void aLineThatIsTooLongIsReportedAndLeftOut() throws IOException {
        assertThat(lines("x".repeat(1024) + "\n" + "y".repeat(1023) + "\n")).containsExactly("y".repeat(1023));
        assertThat(codes()).containsExactly(ProblemCode.LINE_TOO_LONG.code());
    }

    @Test
    void aByteOrderMarkIsSkippedWithAWarning() throws IOException {
        assertThat(lines("\ufeffglobal_defs {\n}")).containsExactly("global_defs {", "}");
        assertThat(codes()).containsExactly(ProblemCode.BYTE_ORDER_MARK.code());
    }

    @Test
    void aByteOrderMarkIsSkippedAlsoWhereTheRestIsNotUtf8() throws IOException {
        byte[] bytes = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'p', (byte) 0xe4, '\n'};
        assertThat(read(bytes)).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("p\u00e4");
            assertThat(line.place(0).column()).isEqualTo(2);
        });
        assertThat(codes()).containsExactly(ProblemCode.NOT_UTF_8.code(), ProblemCode.BYTE_ORDER_MARK.code());
    }

    @Test
    void bytesThatAreNotUtf8AreReadAsLatin1() throws IOException {
        assertThat(lines(new byte[] {'p', (byte) 0xe4, '\n'})).containsExactly("p\u00e4");
        assertThat(codes()).containsExactly(ProblemCode.NOT_UTF_8.code());
    }

    @Test
    void conditionsCompareTheConfigurationsId() throws IOException {
        assertThat(lines("""
                @node1 priority 111
                @node2 priority 122
                @^node1 priority 133
                @^node2 advert_int 3
                @node1
                """)).containsExactly("priority 111", "advert_int 3");
    }

    @Test
    void definitionsAreExpandedOnUse() throws IOException {
        assertThat(lines("""
                $A=10.1.${B}
                $B=7
                ${A}.1/24 $B,$B)x $B
                $B=8
                ${A}.2 $A.x $UNKNOWN ${UNKNOWN}
                $EMPTY=
                a${EMPTY}b
                """)).containsExactly("10.1.7.1/24 7,7)x 7", "10.1.8.2 $A.x $UNKNOWN ${UNKNOWN}", "ab");
    }

    @Test
    void aBlankBeforeTheEqualsSignMakesNoDefinition() throws IOException {
        assertThat(lines("$PRIO =140\npriority $PRIO")).containsExactly("$PRIO =140", "priority $PRIO");
    }

    @Test
    void multiLineDefinitionsNestAndKeepThePlacesOfTheirLines() throws IOException {
        List<Line> lines = read("""
                $VIP= \\
                virtual_ipaddress { \\
                    10.1.1.${N} \\
                }
                $BLK= \\
                vrrp_instance VI_${N} { \\
                $VIP \\
                }
                $N=11
                $BLK
                $N=12
                prefix $VIP
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(lines)
                .extracting(Line::text)
                .containsExactly(
                        "vrrp_instance VI_11 {",
                        "virtual_ipaddress {",
                        "10.1.1.11",
                        "}",
                        "}",
                        "prefix virtual_ipaddress {",
                        "10.1.1.12",
                        "}");
        assertThat(lines.get(2).place(0).line()).isEqualTo(3);
        assertThat(lines.get(5).place(0).line()).isEqualTo(12);
    }

    @Test
    void aDefinitionEndsAtALineWithoutABackslashThatMayStandInAComment() throws IOException {
        assertThat(lines("$M= \\\n a \\\n # comment \\\n b # more \\\n c\n$M\n"))
                .containsExactly("a", "b", "c");
        assertThat(lines("$M= \\\n a \\\n # comment\n b\n$M\n")).containsExactly("b", "a");
        assertThat(lines("$M=a \\\n b \\\n\nc\n$M\n")).containsExactly("c", "a", "b");
    }

    @Test
    void builtInNamesHaveValues() throws IOException {
        assertThat(lines("""
                ${_INSTANCE} ${_ENV SITE} ${_ENV NONE}x "${_HASH}${_BANG}" ${_PWD}
                a${_HASH}b
                ${_RANDOM 5 5}
                $_INSTANCE=other
                ${_INSTANCE}
                """)).containsExactly("node1 north x \"#!\" " + directory, "a", "5", "other");
    }

    @Test
    void definitionsThatContainThemselvesAreReported() throws IOException {
        assertThat(lines("$A=$B\n$B=$A\n$A\n$M= \\\nx \\\n$M\n$M\nlast")).contains("last");
        assertThat(codes()).contains(ProblemCode.DEFINITION_INVALID.code());
    }

    @Test
    void definitionsThatGrowExponentiallyEnd() throws IOException {
        StringBuilder text = new StringBuilder("$A0=\n");
        for (int level = 1; level < 60; level++) {
            text.append("$A")
                    .append(level)
                    .append("=${A")
                    .append(level - 1)
                    .append("}${A")
                    .append(level - 1)
                    .append("}\n");
        }
        lines(text + "x${A59}\n");
        assertThat(codes()).containsExactly(ProblemCode.DEFINITION_INVALID.code());
    }

    @Test
    void sequencesCount() throws IOException {
        assertThat(lines("""
                $FROM=2
                ~SEQ(N, 3) a$N
                ~SEQ(N,9,-4,1) b${N}
                ~SEQ(N,$FROM,1) c$N
                ~SEQx(N,9,0xb) d$N
                ~SEQ(N,-2) e$N
                ~SEQ(N,0) f$N
                ~SEQ(A,1,2) ~SEQ(B,1,2) g${A}${B}
                """))
                .containsExactly(
                        "a1", "a2", "a3", "b9", "b5", "b1", "c2", "c1", "d9", "da", "db", "e-1", "e-2", "f1", "f0",
                        "g11", "g12", "g21", "g22");
    }

    @Test
    void sequencesThatNeverEndAreReported() throws IOException {
        assertThat(lines("~SEQ(N,1,0,3) a\n~SEQ(N,1,-1,3) b\n~SEQ(N) c\n~SEQ(N,x) d\n~SEQ(N,1,2 e\n"))
                .isEmpty();
        assertThat(codes()).hasSize(5).containsOnly(ProblemCode.REPETITION_INVALID.code());
    }

    @Test
    void listsGoThroughTheirValues() throws IOException {
        assertThat(lines("""
                ~LST(N, a, b) x${N}
                ~LST({A,B},{1,2},{3}) 10.${A}.${B}
                """)).containsExactly("xa", "xb", "10.1.2", "10.3.");
        lines("~LST({A,B},{1,2,3}) x\n");
        assertThat(codes()).containsExactly(ProblemCode.REPETITION_INVALID.code());
    }

    @Test
    void repetitionsRepeatMultiLineDefinitions() throws IOException {
        assertThat(lines("$B= \\\nfirst ${N} \\\nsecond ${N}\n~SEQ(N,2) $B\nend"))
                .containsExactly("first 1", "second 1", "first 2", "second 2", "end");
    }

    @Test
    void anEndlessNumberOfLinesIsCutOff() throws IOException {
        lines("~SEQ(N,2000000000) @nobody x\n");
        assertThat(codes()).containsExactly(ProblemCode.TOO_MANY_LINES.code());
    }

    @Test
    void whatFollowsARepetitionThatIsCutOffIsRead() throws IOException {
        assertThat(lines("~SEQ(N,2000000000) x $N\nend\n"))
                .hasSizeLessThan(110_000)
                .endsWith("end");
        assertThat(codes()).containsExactly(ProblemCode.TOO_MANY_LINES.code());
    }

    /** Each of the repeated lines alone stays below the limit of a line. */
    @Test
    void repeatedLinesThatGrowExponentiallyEnd() throws IOException {
        StringBuilder text = new StringBuilder("$A=\n");
        for (char name = 'B'; name <= 'M'; name++) {
            char before = (char) (name - 1);
            text.append("$%c=${%c}${%c}%n".formatted(name, before, before));
        }
        lines(text + "~SEQ(N,1,90000) ${M}\n");
        assertThat(codes()).contains(ProblemCode.DEFINITION_INVALID.code());
    }

    @Test
    void blocksThatAreNestedWithoutEndAreSkipped() throws IOException {
        Path file = Files.writeString(
                directory.resolve("deep.conf"), "a {\n".repeat(100_000) + "}\n".repeat(100_000) + "b\n");
        BuiltIns builtIns = new BuiltIns(() -> "node1", name -> "", () -> new Random(SEED));
        TreeReader tree = new TreeReader(new Preprocessor(file, builtIns, false, problems), problems);
        int depth = 0;
        Node node = tree.next().orElseThrow();
        for (; !node.children().isEmpty(); node = node.children().getFirst()) {
            depth++;
        }
        assertThat(depth).isEqualTo(TreeReader.DEPTH_MAX - 1);
        assertThat(tree.next().map(Node::name)).contains("b");
        assertThat(codes()).contains(ProblemCode.UNEXPECTED_BLOCK.code());
    }

    @Test
    void aStatementWhoseQuoteIsNeverClosedEndsWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("open.conf"), "name \"ab\n");
        BuiltIns builtIns = new BuiltIns(() -> "node1", name -> "", () -> new Random(SEED));
        TreeReader tree = new TreeReader(new Preprocessor(file, builtIns, false, problems), problems);
        assertThat(tree.next().orElseThrow().endPlace().column()).isEqualTo(9);
    }
}
