package dev.vigil.daemon.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.options.CommandLine.Answer;
import dev.vigil.daemon.options.CommandLine.Genhash;
import dev.vigil.daemon.options.CommandLine.Refusal;
import dev.vigil.daemon.options.CommandLine.ShowHelp;
import dev.vigil.daemon.options.CommandLine.ShowVersion;
import dev.vigil.daemon.options.CommandLine.Start;
import dev.vigil.daemon.options.DaemonOptions.Mode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void nothingMeansTheDefaultConfigurationInTheBackgroundWithEveryPart() {
        DaemonOptions options = started();
        assertThat(options.configFile()).isEqualTo("/etc/keepalived/keepalived.conf");
        assertThat(options.mode()).isEqualTo(new Mode.Serve(false, false));
        assertThat(options.areas()).isEqualTo(new DaemonOptions.Areas(true, true, true, false));
        assertThat(options.logging())
                .isEqualTo(new DaemonOptions.Logging(
                        false, false, true, "daemon", Optional.empty(), false, Optional.empty()));
        assertThat(options.notes()).isEmpty();
    }

    @Test
    void lettersMayBeClusteredAndTheLastTakesItsValueAttachedOrNext() {
        for (DaemonOptions options : List.of(started("-nlDf", "a.conf"), started("-nlDfa.conf"))) {
            assertThat(options.configFile()).isEqualTo("a.conf");
            assertThat(options.mode()).isEqualTo(new Mode.Serve(true, false));
            assertThat(options.logging().console()).isTrue();
            assertThat(options.logging().detail()).isTrue();
        }
    }

    @Test
    void longOptionsTakeTheirValueAfterAnEqualsSignOrFromTheNextWord() {
        assertThat(started("--use-file=b.conf").configFile()).isEqualTo("b.conf");
        assertThat(started("--use-file", "b.conf").configFile()).isEqualTo("b.conf");
    }

    @Test
    void longOptionsMayBeShortenedWhileTheyStayUnambiguous() {
        assertThat(started("--use-fi=b.conf").configFile()).isEqualTo("b.conf");
        assertThat(started("--vrrp").areas().checkers()).isFalse();
        assertThat(read("--v")).isEqualTo(new Refusal("Unknown option --v"));
    }

    @Test
    void aMisspeltLongOptionIsAnsweredWithTheOneThatWasMeant() {
        assertThat(read("--dont-frok")).isEqualTo(new Refusal("Unknown option --dont-frok; did you mean --dont-fork?"));
        assertThat(read("--use-fiel=a.conf"))
                .isEqualTo(new Refusal("Unknown option --use-fiel=a.conf; did you mean --use-file?"));
        assertThat(read("--nothing-like-it")).isEqualTo(new Refusal("Unknown option --nothing-like-it"));
    }

    @Test
    void theConfigTestTakesOnlyAnAttachedFile() {
        assertThat(started("-t", "-f", "c.conf").mode()).isEqualTo(new Mode.Check(Optional.empty()));
        assertThat(started("-tout", "-f", "c.conf").mode()).isEqualTo(new Mode.Check(Optional.of("out")));
        assertThat(started("--config-test=out").mode()).isEqualTo(new Mode.Check(Optional.of("out")));
        assertThat(started("-t=out").mode()).isEqualTo(new Mode.Check(Optional.of("=out")));
        assertThat(started("-tnf").mode()).isEqualTo(new Mode.Check(Optional.of("nf")));
    }

    @Test
    void theLogFileHasADefaultName() {
        assertThat(started().logging().file()).isEmpty();
        assertThat(started("-g").logging().file()).contains("/run/vigil/keepalived.log");
        assertThat(started("-g/var/log/x").logging().file()).contains("/var/log/x");
    }

    @ParameterizedTest
    @CsvSource({"-P,true,false,true", "-PC,true,true,true", "-B,true,true,false", "-PB,true,false,false"})
    void partsAreChosenByLetters(String letters, boolean vrrp, boolean checkers, boolean bfd) {
        assertThat(started(letters).areas()).isEqualTo(new DaemonOptions.Areas(vrrp, checkers, bfd, false));
    }

    @ParameterizedTest
    @CsvSource({"0,local0", "7,local7", "local3,local3", "user,user", "daemon,daemon"})
    void syslogFacilitiesAreNumbersOrNames(String given, String facility) {
        assertThat(started("-S", given).logging().facility()).isEqualTo(facility);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "local8", "mail", ""})
    void anUnknownFacilityIsNotedAndLeftAside(String given) {
        DaemonOptions options = started("-S", given);
        assertThat(options.logging().facility()).isEqualTo("daemon");
        assertThat(options.notes()).containsExactly("Invalid log facility '" + given + "'");
    }

    @Test
    void theUmaskIsOctalWithALeadingZero() {
        assertThat(started("-u", "027").umask()).isEqualTo(OptionalInt.of(027));
        assertThat(started("-u", "0x3f").umask()).isEqualTo(OptionalInt.of(077));
        assertThat(started("-u", "abc").notes()).containsExactly("Invalid --umask option abc");
        assertThat(started("-u", "01777").umask()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"STOP,15", "RELOAD,1", "DATA,10", "STATS,12", "STATS_CLEAR,63", "JSON,36"})
    void signumPrintsTheNumberOfAWord(String word, String number) {
        assertThat(read("--signum=" + word)).isEqualTo(new Answer(number));
        assertThat(read("--signum", word)).isEqualTo(new Answer(number));
    }

    @Test
    void signumKnowsUpperCaseOnly() {
        assertThat(read("--signum=reload")).isEqualTo(new Refusal("Unknown sigfunc reload"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "-Z", "--dont-fork=yes", "-lZ"})
    void unknownOptionsAreRefused(String word) {
        assertThat(read(word)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f", "-i", "-p", "--use-file", "--signum", "-nf"})
    void aMissingValueIsRefused(String word) {
        assertThat(read(word)).asString().contains("Missing parameter for option");
    }

    @Test
    void versionAndHelpAnswerBeforeWhatStandsBehindThem() {
        assertThat(read("-v", "--bogus")).isEqualTo(new ShowVersion());
        assertThat(read("-h")).isEqualTo(new ShowHelp());
        assertThat(read("--bogus", "-v")).isInstanceOf(Refusal.class);
    }

    @Test
    void genhashIsReachedOnlyByTheFirstOption() {
        assertThat(read("-T", "-s", "host")).isEqualTo(new Genhash(List.of("-s", "host")));
        assertThat(started("-n", "-T").notes()).containsExactly("Option --genhash has no effect");
    }

    @Test
    void optionsWithoutEffectAreAcceptedWithANote() {
        assertThat(started("-m", "--debug=x", "-R").notes())
                .containsExactly(
                        "Option --core-dump has no effect",
                        "Option --debug has no effect",
                        "Option --dont-respawn has no effect");
    }

    @Test
    void optionsThatCannotBeDoneYetSaySo() {
        assertThat(started("-x").notes()).containsExactly("Option --snmp is not done yet");
        assertThat(read("-C")).isInstanceOf(Start.class);
    }

    @Test
    void plainWordsAreNotedAndOptionsBehindTwoDashesArePlainWords() {
        assertThat(started("-n", "extra").notes()).containsExactly("Unexpected argument(s): extra");
        assertThat(started("--", "-t").mode()).isInstanceOf(Mode.Serve.class);
    }

    @Test
    void theRemainingOptionsReachTheirFields() {
        DaemonOptions options = started(
                "-i",
                "node1",
                "-e",
                "-s",
                "blue",
                "-p",
                "p",
                "-r",
                "r",
                "-c",
                "c",
                "-b",
                "b",
                "-X",
                "-V",
                "-I",
                "-x",
                "-A",
                "unix:/x",
                "-R",
                "-a",
                "-d",
                "-G",
                "--all",
                "--ignore-sigint",
                "--socket=/run/s",
                "--flush-log-file");
        assertThat(options.configId()).contains("node1");
        assertThat(options.allIncludes()).isTrue();
        assertThat(options.namespace()).contains("blue");
        assertThat(options.pidFiles())
                .isEqualTo(new DaemonOptions.PidFiles(
                        Optional.of("p"), Optional.of("r"), Optional.of("c"), Optional.of("b")));
        assertThat(options.atExit()).isEqualTo(new DaemonOptions.AtExit(true, true, true));
        assertThat(options.snmp()).isEqualTo(new DaemonOptions.Snmp(true, Optional.of("unix:/x")));
        assertThat(options.addressMonitoring()).isTrue();
        assertThat(options.mode()).isEqualTo(new Mode.Serve(false, true));
        assertThat(options.logging().syslog()).isFalse();
        assertThat(options.logging().flushFile()).isTrue();
        assertThat(options.areas().evenIfUnconfigured()).isTrue();
        assertThat(options.ignoreInterrupt()).isTrue();
        assertThat(options.socket()).contains("/run/s");
    }

    @Test
    void everyLetterAndEveryLongNameIsUsedOnce() {
        Set<Object> seen = new HashSet<>();
        for (Flag flag : Flag.values()) {
            assertThat(seen.add(flag.longName)).as(flag.longName).isTrue();
            assertThat(flag.letter == Flag.NO_LETTER || seen.add(flag.letter))
                    .as(flag.longName)
                    .isTrue();
        }
    }

    @Test
    void theHelpNamesEveryOptionButTheHiddenOne() {
        String help = CommandLine.helpText("keepalived");
        for (Flag flag : Flag.values()) {
            assertThat(help.contains("--" + flag.longName)).as(flag.longName).isEqualTo(flag != Flag.REHEARSE);
        }
    }

    private static CommandLine read(String... arguments) {
        return CommandLine.read(List.of(arguments));
    }

    private static DaemonOptions started(String... arguments) {
        assertThat(read(arguments)).isInstanceOf(Start.class);
        return ((Start) read(arguments)).options();
    }
}
