package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator is worth something only if it finds faults. Each of these is planted into the core and must be found.
 * Usually that is asked of the one seed that is known to find it; {@code -Dvigil.planted=search} looks for it from seed 1 on
 * and writes the known seeds anew, {@code -Dvigil.planted=missing} looks for those that have no line yet.
 */
class PlantedFaultsTest {
    private static final boolean ANEW = "search".equals(System.getProperty("vigil.planted"));
    private static final boolean SEARCHING = ANEW || "missing".equals(System.getProperty("vigil.planted"));

    private static KnownSeeds known = KnownSeeds.NONE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeAll
    static void read() throws IOException {
        known = ANEW ? KnownSeeds.NONE : KnownSeeds.read();
    }

    @AfterAll
    static void write() throws IOException {
        if (SEARCHING) {
            known.write(all().map(fault -> (String) fault.get()[0]).toList());
        }
    }

    static Stream<Arguments> all() {
        return Stream.of(
                        FaultsOfTheCore.ofTiming(),
                        FaultsOfTheCore.ofElection(),
                        FaultsOfTheCore.ofEffects(),
                        FaultsOfTheCore.ofTrackingAndReception(),
                        FaultsOfThePlace.ofAddressesAndLists(),
                        FaultsOfThePlace.ofGround(),
                        FaultsOfChanges.ofReloads(),
                        FaultsOfChanges.ofSources(),
                        FaultsOfChanges.ofLimitsAndPasswords(),
                        FaultsOfSpeech.ofAnnouncements(),
                        FaultsOfSpeech.ofAnswers(),
                        FaultsOfSpeech.ofRivals(),
                        FaultsOfGroups.all())
                .flatMap(faults -> faults);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void isFound(String name, String file, String sound, String faulty) throws Exception {
        OptionalLong seed = known.seedOf(name);
        if (SEARCHING ? known.names().contains(name) : seed.isEmpty()) {
            return;
        }
        try (PlantedFault fault = PlantedFault.plant(file, sound, faulty, directory)) {
            if (SEARCHING) {
                long from = file.startsWith("group/") ? RandomGroups.PLAIN_SEEDS + 1 : 1;
                PlantedFault.Search search = fault.search(from);
                System.out.println("planted: " + name + " | " + search.text());
                known = known.with(name, search.seed());
            } else {
                Optional<String> broken = fault.brokenRule(seed.getAsLong());
                assertThat(broken)
                        .as("what seed %d says when %s; -Dvigil.planted=search finds another", seed.getAsLong(), name)
                        .isPresent();
            }
        }
    }

    @Test
    void nineInTenAreFound() throws IOException {
        KnownSeeds file = KnownSeeds.read();
        List<String> names = all().map(fault -> (String) fault.get()[0]).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(file.names()).containsExactlyInAnyOrderElementsOf(names);
        long found =
                names.stream().filter(name -> file.seedOf(name).isPresent()).count();
        assertThat(found * 10).as("found of %d, times ten", names.size()).isGreaterThanOrEqualTo(names.size() * 9L);
    }
}
