package dev.vigil.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab tells right from wrong: a test that relies on it can fail. */
@LabTest
class LabSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aForgedAdvertisementIsWellFormedUntilItIsMadeWrong(int version, Lab lab) {
        Node node = lab.node("a");
        node.send(List.of(new ForgedAdvert(version)), PAUSE);
        Await.until("the packet", LIMIT, () -> lab.wire().adverts(51).size() == 1);
        assertThat(lab.wire().adverts().getFirst().priority()).isEqualTo(254);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aWrongChecksumIsFound(int version, Lab lab) {
        lab.expectHostilePackets();
        Node node = lab.node("a");
        node.send(List.of(new ForgedAdvert(version), new ForgedAdvert(version).wrongChecksum()), PAUSE);
        Await.until("the packets", LIMIT, () -> lab.wire().adverts(51).size() == 2);
        assertThatThrownBy(lab.wire()::assertWellFormed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Bad checksum");
    }

    @Test
    void aMessageThatIsCutShortIsFound(Lab lab) {
        lab.expectHostilePackets();
        Node node = lab.node("a");
        node.send(List.of(new ForgedAdvert(2).cutTo(11)), PAUSE);
        Await.until("the packet", LIMIT, () -> lab.wire().adverts(51).size() == 1);
        assertThatThrownBy(lab.wire()::assertWellFormed).isInstanceOf(AssertionError.class);
    }

    @Test
    void aPartitionKeepsPacketsApartAndAHealedOneDoesNot(Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        assertThat(a.exec("ping", "-c1", "-W1", b.address()).exitCode()).isZero();
        lab.partition(a, b);
        assertThat(a.exec("ping", "-c1", "-W1", b.address()).exitCode()).isNotZero();
        lab.heal(a, b);
        assertThat(a.exec("ping", "-c1", "-W1", b.address()).exitCode()).isZero();
    }

    @Test
    void aNodeHasItsOwnProcessesFilesAndHostName(Lab lab) {
        Node node = lab.node("a");
        assertThat(node.must("hostname").strip()).isEqualTo("a");
        assertThat(node.must("ls", "/run").strip()).isEqualTo("lab");
        assertThat(node.must("ps", "-e", "-o", "comm=").lines().count()).isEqualTo(2);
    }
}
