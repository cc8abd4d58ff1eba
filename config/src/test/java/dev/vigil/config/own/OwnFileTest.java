package dev.vigil.config.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import dev.vigil.config.facts.Facts;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.config.model.OwnSettings.Variable;
import dev.vigil.config.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** vigil.conf is read in keepalived's language, names what keepalived.conf declares, and never shows its secrets. */
class OwnFileTest {
    private static final String KEEPALIVED = """
            vrrp_script check_db {
                script /bin/true
            }
            vrrp_instance web {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    192.0.2.51
                }
            }
            vrrp_instance mail {
                interface eth0
                virtual_router_id 52
                virtual_ipaddress {
                    192.0.2.52
                }
            }
            vrrp_sync_group both {
                group {
                    web
                    mail
                }
            }
            """;

    @TempDir
    Path directory;

    private Path keepalived = Path.of("");
    private Path own = Path.of("");

    @BeforeEach
    void writeKeepalived() throws IOException {
        keepalived = Files.writeString(directory.resolve("keepalived.conf"), KEEPALIVED);
        own = directory.resolve("vigil.conf");
    }

    private ConfigLoader.Result load(String text) throws IOException {
        Files.writeString(own, text);
        return load();
    }

    private ConfigLoader.Result load() {
        var options = new ConfigLoader.Options(Optional.of("node1"), false).beside(Optional.of(own));
        return ConfigLoader.standard().load(keepalived, options);
    }

    /** What is found in vigil.conf. */
    private List<Problem> problems(ConfigLoader.Result result) {
        return result.problems().stream()
                .filter(problem -> problem.place().file().startsWith(own.toString()))
                .toList();
    }

    /** The one finding. A mistake in vigil.conf is an error wherever it stands: no other program is more patient with it. */
    private Problem only(ConfigLoader.Result result) {
        assertThat(problems(result)).hasSize(1).allMatch(problem -> problem.severity() == Severity.ERROR);
        return problems(result).getFirst();
    }

    private static Variable variable(String name, String value) {
        return new Variable(name, Optional.of(new Secret(value.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void everySettingOfTheFileIsRead() throws IOException {
        ConfigLoader.Result result = load("""
                lenient on
                control {
                    socket /run/north/control.sock
                    read_group adm
                    write_group sudo
                }
                recording {
                    directory /var/lib/vigil
                    transitions
                    keep 50
                    interval 2.5
                    remember 4096
                }
                """);

        assertThat(problems(result)).isEmpty();
        OwnSettings settings = result.draft().own();
        assertThat(settings.file()).contains(own.toString());
        assertThat(settings.lenient()).isTrue();
        assertThat(settings.control())
                .isEqualTo(new OwnSettings.Control(
                        Optional.of("/run/north/control.sock"), Optional.of("adm"), Optional.of("sudo")));
        assertThat(settings.recording())
                .isEqualTo(new OwnSettings.Recording(Optional.of("/var/lib/vigil"), true, 50, 2_500_000_000L, 4096));
    }

    @Test
    void listenersHaveAPortAndPerhapsAnAddress() throws IOException {
        ConfigLoader.Result result = load("""
                web {
                    listen 9650
                    listen 192.0.2.1:9650
                    listen [2001:db8::1]:80
                    listen 192.0.2.1:9650
                }
                probe_listener 8099
                probe_listener 192.0.2.1:8100
                """);

        assertThat(problems(result)).isEmpty();
        OwnSettings.Listeners listeners = result.draft().own().listeners();
        assertThat(listeners.pages())
                .extracting(OwnSettings.Listen::toString)
                .containsExactly("127.0.0.1:9650", "192.0.2.1:9650", "[2001:db8::1]:80");
        assertThat(listeners.probes())
                .extracting(OwnSettings.Listen::toString)
                .containsExactly("[::]:8099", "192.0.2.1:8100");
        assertThat(listeners.page()).isFalse();
    }

    @Test
    void thePageIsShownWhereItIsAskedFor() throws IOException {
        assertThat(load("web {\nlisten 9650\npage on\n}\n")
                        .draft()
                        .own()
                        .listeners()
                        .page())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "65536",
                "-1",
                "x",
                "192.0.2.1",
                "192.0.2.1:",
                "2001:db8::1:80",
                "[192.0.2.1]:80",
                "localhost:80",
                ":80",
                "[]:1"
            })
    void whatIsNoPlaceToListenIsAnError(String text) throws IOException {
        ConfigLoader.Result result = load("web {\nlisten " + text + "\n}\n");

        assertThat(only(result).code()).isEqualTo(ProblemCode.OWN_SETTING_INVALID.code());
        assertThat(result.draft().own().listeners()).isEqualTo(OwnSettings.Listeners.NONE);
    }

    @Test
    void anEmptyFileChangesNothingButIsInUse() throws IOException {
        OwnSettings settings = load("# nothing\n").draft().own();

        assertThat(settings.file()).contains(own.toString());
        assertThat(settings.control()).isEqualTo(OwnSettings.DEFAULT.control());
        assertThat(settings.recording()).isEqualTo(OwnSettings.DEFAULT.recording());
        assertThat(settings.environment()).isEqualTo(OwnSettings.Environment.USUAL);
    }

    @Test
    void aFileThatWasNamedAndIsNotThereIsAnErrorAtItsPlace() {
        ConfigLoader.Result result = load();

        assertThat(only(result).code()).isEqualTo(ProblemCode.FILE_UNREADABLE.code());
        assertThat(result.config()).isEmpty();
    }

    @Test
    void variablesAreForAllProgramsAndForThoseOfOneObject() throws IOException {
        ConfigLoader.Result result = load("""
                programs {
                    environment {
                        PROXY "http://10.0.0.1:3128 x"
                        REGION one
                        REGION two
                        HANDED_DOWN
                    }
                }
                vrrp_script check_db {
                    environment {
                        PGPASSWORD 1234
                    }
                }
                vrrp_script check_db {
                    environment {
                        PGUSER monitor
                    }
                }
                vrrp_instance web {
                    environment {
                        SITE a
                    }
                }
                vrrp_sync_group both {
                    environment {
                        SITE b
                    }
                }
                """);

        assertThat(problems(result)).isEmpty();
        OwnSettings.Environment environment = result.draft().own().environment();
        assertThat(environment.all())
                .containsExactly(
                        variable("PROXY", "http://10.0.0.1:3128 x"),
                        variable("REGION", "two"),
                        new Variable("HANDED_DOWN", Optional.empty()));
        assertThat(environment.of(Owner.SCRIPT, "check_db"))
                .containsExactly(variable("PGPASSWORD", "1234"), variable("PGUSER", "monitor"));
        assertThat(environment.of(Owner.INSTANCE, "web")).containsExactly(variable("SITE", "a"));
        assertThat(environment.of(Owner.INSTANCE, "mail")).isEmpty();
        assertThat(environment.of(Owner.SYNC_GROUP, "both")).containsExactly(variable("SITE", "b"));
    }

    static Stream<String> namesThatAreNotThere() {
        return Stream.of("vrrp_script check_dv", "vrrp_instance wob", "vrrp_sync_group bth");
    }

    @ParameterizedTest
    @MethodSource("namesThatAreNotThere")
    void aNameThatKeepalivedConfDoesNotHaveIsAnErrorWithTheNearestOne(String block) throws IOException {
        ConfigLoader.Result result = load("\n" + block + " {\n    environment {\n        A b\n    }\n}\n");

        Problem problem = only(result);
        int column = block.indexOf(' ') + 2;
        assertThat(problem.code()).isEqualTo(ProblemCode.UNDEFINED_NAME.code());
        assertThat(problem.place()).hasToString(own + ":2:" + column);
        assertThat(problem.message()).startsWith("there is no " + block + " in keepalived.conf");
        assertThat(problem.hint().orElseThrow()).matches("Did you mean (check_db|web|both)\\?");
        assertThat(result.config()).isEmpty();
    }

    @Test
    void aKeywordOfTheOtherFileSaysWhereItBelongs() throws IOException {
        assertThat(only(load("vrrp_instance web {\n    priority 100\n}\n")))
                .extracting(Problem::code, problem -> problem.hint().orElseThrow())
                .containsExactly(
                        ProblemCode.MISPLACED_KEYWORD.code(),
                        "It belongs in vrrp_instance of keepalived.conf; vigil.conf holds what only Vigil has.");

        Files.writeString(keepalived, KEEPALIVED + "recording {\n    keep 3\n}\n");
        assertThat(load("").problems())
                .filteredOn(problem -> !problem.code().equals(ProblemCode.NOT_SAFE_WITHOUT.code()))
                .extracting(Problem::code, problem -> problem.hint().orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        ProblemCode.MISPLACED_KEYWORD.code(),
                        "It belongs outside of all blocks of vigil.conf, the file of Vigil's own settings, which keepalived"
                                + " never reads."));
    }

    @Test
    void aKeywordOfTheSameFileIsMeantRatherThanOneOfTheOther() throws IOException {
        // keepalived.conf has blocks called vrrp_instance as well.
        assertThat(only(load("recording {\n    vrrp_instance web {\n    }\n}\n"))
                        .hint())
                .contains("It belongs outside of all blocks; is a } missing before it?");
    }

    @Test
    void aTypingMistakeGetsASuggestion() throws IOException {
        assertThat(only(load("recording {\n    transtions on\n}\n")))
                .extracting(
                        Problem::code,
                        problem -> problem.hint().orElseThrow(),
                        problem -> problem.place().toString())
                .containsExactly(ProblemCode.UNKNOWN_KEYWORD.code(), "Did you mean transitions?", own + ":2:5");
    }

    @Test
    void includesConditionsDefinitionsAndRepetitionsWorkAsInKeepalivedConf() throws IOException {
        Files.writeString(directory.resolve("more.inc"), "recording {\n    keep 9\n    kep 1\n}\n");
        ConfigLoader.Result result = load("""
                $WHO=adm
                include more.inc
                @node1 lenient on
                @^node1 nonsense
                control {
                    read_group $WHO
                }
                ~LST(N, web, mail) vrrp_instance $N { environment { SITE $N } }
                """);

        assertThat(result.draft().own().recording().keep()).isEqualTo(9);
        assertThat(result.draft().own().lenient()).isTrue();
        assertThat(result.draft().own().control().readGroup()).contains("adm");
        assertThat(result.draft().own().environment().of(Owner.INSTANCE, "mail"))
                .containsExactly(variable("SITE", "mail"));
        assertThat(result.problems())
                .extracting(problem -> problem.place().toString())
                .filteredOn(place -> !place.startsWith(keepalived.toString()))
                .containsExactly(directory.resolve("more.inc") + ":3:5");
    }

    @Test
    void definitionsOfKeepalivedConfDoNotHoldInVigilConf() throws IOException {
        Files.writeString(keepalived, "$WHO=adm\n" + KEEPALIVED);

        assertThat(load("control {\n    read_group ${WHO}\n}\n")
                        .draft()
                        .own()
                        .control()
                        .readGroup())
                .isNotEqualTo(Optional.of("adm"));
    }

    @Test
    void aPathThatIsRelativeAndAVariableThatIsNoneAreErrors() throws IOException {
        ConfigLoader.Result result = load("""
                recording {
                    directory recordings
                }
                programs {
                    environment {
                        TOKEN=abc123
                        9A b
                    }
                }
                """);

        assertThat(problems(result))
                .extracting(Problem::code, problem -> problem.place().line())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(ProblemCode.OWN_SETTING_INVALID.code(), 2),
                        org.assertj.core.groups.Tuple.tuple(ProblemCode.OWN_SETTING_INVALID.code(), 6),
                        org.assertj.core.groups.Tuple.tuple(ProblemCode.OWN_SETTING_INVALID.code(), 7));
        assertThat(result.problems().toString()).doesNotContain("abc123");
        assertThat(result.draft().own().recording().directory()).isEmpty();
    }

    @Test
    void numbersOutOfRangeAreErrors() throws IOException {
        assertThat(problems(load("recording {\n    keep 0\n    interval 0.05\n    remember 7\n}\n")))
                .allMatch(problem -> problem.severity() == Severity.ERROR)
                .extracting(Problem::code)
                .containsOnly(ProblemCode.OUT_OF_RANGE.code())
                .hasSize(3);
    }

    @Test
    void valuesOfVariablesAreHiddenWhereTheyStand() throws IOException {
        ConfigLoader.Result result = load("""
                programs {
                    enviroment {
                        SITE hunter22 {
                        }
                        OTHER swordfish9
                    }
                    environment {
                        SITE one moreword7
                        SITE { x }
                    }
                }
                """);

        assertThat(problems(result)).isNotEmpty();
        assertThat(result.problems().toString() + result.draft())
                .doesNotContain("hunter22")
                .doesNotContain("swordfish9")
                .doesNotContain("moreword7");
        for (int line : new int[] {3, 5, 8}) {
            String text = Files.readAllLines(own).get(line - 1);
            var place = new dev.vigil.config.model.SourcePlace(own.toString(), line, 9);
            assertThat(dev.vigil.config.keyword.Stars.over(
                            text, result.secrets().hidden(text, place)))
                    .doesNotContain("hunter22")
                    .doesNotContain("swordfish9")
                    .doesNotContain("moreword7");
        }
    }

    @Test
    void factsTellOfTheFileWithoutItsSecretsAndOfNothingWhereThereIsNone() throws IOException {
        ConfigLoader.Result with = load("programs {\n    environment {\n        SITE hunter22\n    }\n}\n");
        ConfigLoader.Result without = ConfigLoader.standard().load(keepalived, ConfigLoader.Options.NONE);

        assertThat(Facts.of(with.draft()))
                .contains("\"own\"", "\"SITE\"", "********")
                .doesNotContain("hunter22");
        assertThat(Facts.of(without.draft())).doesNotContain("\"own\"");
    }

    @Test
    void noKeywordOfVigilConfHasThePathOfAnother() {
        List<String> paths = Stream.of(ConfFile.values())
                .flatMap(file -> Block.of(file).stream())
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .map(Keyword::path)
                .toList();

        assertThat(paths).doesNotHaveDuplicates();
    }

    static Stream<Keyword> keywordsWithValues() {
        return Block.of(ConfFile.VIGIL).stream()
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .filter(keyword -> !(keyword.grammar() instanceof Grammar.Body));
    }

    @ParameterizedTest
    @MethodSource("keywordsWithValues")
    void everyKeywordOfVigilConfChangesTheModel(Keyword keyword) throws IOException {
        String name = switch (keyword.block()) {
            case OWN_SCRIPT -> " check_db";
            case OWN_INSTANCE -> " web";
            case OWN_SYNC_GROUP -> " both";
            default -> "";
        };
        String example = keyword.example().orElseThrow();
        String text = keyword.block() == Block.OWN_ROOT
                ? example + "\n"
                : keyword.block().title() + name + " {\n" + example + "\n}\n";
        OwnSettings without = load("").draft().own();
        ConfigLoader.Result with = load(text);

        assertThat(problems(with)).as(text).isEmpty();
        assertThat(with.draft().own()).as(text).isNotEqualTo(without);
    }
}
