package dev.vigil.core.nat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import org.junit.jupiter.api.Test;

/** A server keeps its number, and a number is given again only when all others have been. */
class ServerNumbersTest {
    private final ServerNumbers numbers = new ServerNumbers();

    private static Destination.Key server(int port) {
        return new Destination.Key(IpAddress.of("10.0.0.1"), port);
    }

    @Test
    void aServerHasOneForEachServiceThatItIsIn() {
        assertThat(numbers.of("web", server(80))).isEqualTo(ServerNumbers.FIRST);
        assertThat(numbers.of("mail", server(80))).isEqualTo(ServerNumbers.FIRST + 1);
        assertThat(numbers.of("web", server(80))).isEqualTo(ServerNumbers.FIRST);
    }

    @Test
    void thoseOfAnEarlierRunAreKeptAndNotGivenToOthers() {
        numbers.recall("web", server(80), ServerNumbers.FIRST + 7);

        assertThat(numbers.of("web", server(81))).isEqualTo(ServerNumbers.FIRST + 8);
        assertThat(numbers.of("web", server(80))).isEqualTo(ServerNumbers.FIRST + 7);
    }

    @Test
    void whatIsNoSuchNumberOrGivenTwiceIsPassedOver() {
        numbers.recall("web", server(80), ServerNumbers.FIRST - 1);
        numbers.recall("web", server(81), ServerNumbers.LAST + 1);
        numbers.recall("web", server(82), ServerNumbers.FIRST);
        numbers.recall("web", server(83), ServerNumbers.FIRST);

        assertThat(numbers.of("web", server(83))).isEqualTo(ServerNumbers.FIRST + 1);
        assertThat(numbers.of("web", server(80))).isEqualTo(ServerNumbers.FIRST + 2);
        assertThat(numbers.of("web", server(82))).isEqualTo(ServerNumbers.FIRST);
    }

    @Test
    void behindTheLastNumberComesTheFirstThatIsFree() {
        numbers.recall("web", server(80), ServerNumbers.FIRST);
        numbers.recall("web", server(81), ServerNumbers.LAST);

        assertThat(numbers.of("web", server(82))).isEqualTo(ServerNumbers.FIRST + 1);
        numbers.recall("web", server(83), ServerNumbers.LAST - 1);
        assertThat(numbers.of("web", server(84))).isEqualTo(ServerNumbers.FIRST + 2);
    }

    @Test
    void thoseOfAServiceThatIsGoneAreFreeAgain() {
        numbers.recall("web", server(80), ServerNumbers.LAST);
        numbers.forget("web");
        numbers.forget("nothing");

        assertThat(numbers.of("mail", server(80))).isEqualTo(ServerNumbers.FIRST);
        numbers.recall("web", server(81), ServerNumbers.LAST);
        assertThat(numbers.of("web", server(81))).isEqualTo(ServerNumbers.LAST);
    }
}
