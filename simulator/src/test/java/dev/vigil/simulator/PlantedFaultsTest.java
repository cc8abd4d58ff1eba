package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator is worth something only if it finds faults. Each of these is planted into the core and must be found. */
class PlantedFaultsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "dev.vigil.simulator.FaultsOfTheCore#ofTiming",
        "dev.vigil.simulator.FaultsOfTheCore#ofElection",
        "dev.vigil.simulator.FaultsOfTheCore#ofEffects",
        "dev.vigil.simulator.FaultsOfTheCore#ofTrackingAndReception"
    })
    void isFound(String name, String file, String sound, String faulty) throws Exception {
        try (PlantedFault fault = PlantedFault.plant(file, sound, faulty, directory)) {
            long beganNs = System.nanoTime();
            Optional<String> broken = fault.firstBrokenRule();
            System.out.printf(
                    "planted: %s | %s | %d ms%n",
                    name, broken.orElse("not found"), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs));
            assertThat(broken).as("what the simulator says when %s", name).isPresent();
        }
    }

    /** Those that are listed and that no rule is for yet. */
    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "dev.vigil.simulator.FaultsOfThePlace#ofAddressesAndLists",
        "dev.vigil.simulator.FaultsOfThePlace#ofGround",
        "dev.vigil.simulator.FaultsOfChanges#ofReloads",
        "dev.vigil.simulator.FaultsOfChanges#ofSources",
        "dev.vigil.simulator.FaultsOfChanges#ofLimitsAndPasswords",
        "dev.vigil.simulator.FaultsOfSpeech#ofAnnouncements",
        "dev.vigil.simulator.FaultsOfSpeech#ofAnswers",
        "dev.vigil.simulator.FaultsOfSpeech#ofRivals"
    })
    void canBePlanted(String name, String file, String sound, String faulty) throws Exception {
        try (PlantedFault fault = PlantedFault.plant(file, sound, faulty, directory)) {
            assertThat(fault).as(name).isNotNull();
        }
    }
}
