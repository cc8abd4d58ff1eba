package dev.vigil.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuorumTest {
    @Test
    void theFirstCountDecidesAlone() {
        Quorum quorum = new Quorum(1, 4, 5, 5);
        assertThat(quorum.condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(quorum.count(0, 0)).isTrue();
        assertThat(quorum.condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void tooFewAndTooManyAreFailures() {
        Quorum quorum = new Quorum(2, 3, 0, 0);
        quorum.count(2, 0);
        assertThat(quorum.condition()).isEqualTo(Condition.UP);
        assertThat(quorum.count(4, 1)).isTrue();
        assertThat(quorum.condition()).isEqualTo(Condition.DOWN);
        assertThat(quorum.count(3, 2)).isTrue();
        assertThat(quorum.count(1, 3)).isTrue();
        assertThat(quorum.condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void aLossCountsOnceItHasLasted() {
        Quorum quorum = new Quorum(1, 9, 0, 10);
        quorum.count(1, 0);
        assertThat(quorum.count(0, 5)).isFalse();
        assertThat(quorum.deadlineNs()).isEqualTo(15);
        assertThat(quorum.onDeadline(14)).isFalse();
        assertThat(quorum.onDeadline(15)).isTrue();
        assertThat(quorum.condition()).isEqualTo(Condition.DOWN);
        assertThat(quorum.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLossThatIsMadeGoodInTimeIsNone() {
        Quorum quorum = new Quorum(1, 9, 3, 10);
        quorum.count(1, 0);
        quorum.count(0, 5);
        assertThat(quorum.count(1, 14)).isFalse();
        assertThat(quorum.onDeadline(15)).isFalse();
        assertThat(quorum.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void aGainHasADelayOfItsOwn() {
        Quorum quorum = new Quorum(1, 9, 3, 10);
        quorum.count(0, 0);
        assertThat(quorum.count(1, 5)).isFalse();
        assertThat(quorum.count(2, 8)).isTrue();
        assertThat(quorum.condition()).isEqualTo(Condition.UP);
    }
}
