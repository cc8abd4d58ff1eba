package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class TrackFileSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FILE = "/run/lab/weight";

    private static Pair pair(Lab lab, Program program, String settings) {
        return new Pair(lab, Row.of(program))
                .withSettingsA(text ->
                        text.block("""
                track_file maintenance {
                    file %s
                    %s
                }
                """.formatted(FILE, settings)).line("track_file {\n        maintenance\n    }"));
    }

    private static Advert awaitPriority(Pair pair, int priority) {
        return Await.value(
                "priority " + priority + " from a",
                LIMIT,
                () -> pair.adverts(pair.a).stream()
                        .filter(advert -> advert.priority() == priority)
                        .findFirst());
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theNumberInAFileMovesTheAddressAndBack(Program program, Lab lab) {
        Pair pair = pair(lab, program, "weight 2");
        pair.a.write(FILE, "0");
        pair.start();

        pair.a.write(FILE, "-30");
        Advert lowered = awaitPriority(pair, 90);
        assertThat(pair.awaitAdvert(pair.b, lowered.timeNs()).priority()).isEqualTo(Pair.PRIORITY_B);
        pair.awaitAddressGone(pair.a);

        long mendedNs = Pair.nowNs();
        pair.a.delete(FILE);
        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A);
        pair.awaitAddressGone(pair.b);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aNumberFarBelowIsAFaultUntilAnotherOneTakesItsPlace(Program program, Lab lab) {
        Pair pair = pair(lab, program, "weight 1");
        pair.a.write(FILE, "0");
        pair.start();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.write(FILE, "-254");
        pair.awaitPriorityZero(pair.a, beforeNs);
        pair.awaitAddressGone(pair.a);

        long mendedNs = Pair.nowNs();
        pair.a.write("/run/lab/next", "1");
        pair.a.must("mv", "/run/lab/next", FILE);
        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A + 1);
        pair.awaitAddressGone(pair.b);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void weightZeroMakesAnyNumberButZeroAFault(Program program, Lab lab) {
        Pair pair = pair(lab, program, "weight 0");
        pair.start();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.write(FILE, "1");
        pair.awaitPriorityZero(pair.a, beforeNs);
        pair.awaitAddressGone(pair.a);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aFileIsMadeAtTheStartAndCountsAtOnce(Program program, Lab lab) {
        Pair pair = pair(lab, program, "weight 1\n    init_file 7");
        pair.start();

        awaitPriority(pair, Pair.PRIORITY_A + 7);
        assertThat(pair.a.read(FILE)).isEqualTo("7\n");
        assertThat(pair.a.must("stat", "-c", "%a %U", FILE).strip()).isEqualTo("600 root");
    }

    @Test
    void statusAndWhyShowTheNumberAndWhatItDoes(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, "weight 2 reverse");
        pair.start();
        pair.a.write(FILE, "20");
        awaitPriority(pair, Pair.PRIORITY_A - 40);

        assertThat(pair.a.must(Program.vigilCommand("vigil"), "status")).contains("-40  file maintenance 20");
        assertThat(VigilStatus.json(pair.a).output()).contains("\"delta\":-40").contains("\"value\":20");
    }

    @Test
    void aDirectoryThatComesLaterIsNoticed(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(text -> text.block("""
                vrrp_track_file later {
                    file /run/lab/deep/er/weight
                }
                """).line("track_file {\n        later weight -1\n    }"));
        pair.start();

        pair.a.must("mkdir", "-p", "/run/lab/deep/er");
        pair.a.write("/run/lab/deep/er/weight", "10");

        awaitPriority(pair, Pair.PRIORITY_A - 10);
    }
}
