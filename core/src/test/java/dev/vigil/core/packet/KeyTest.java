package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTest {
    private static final Key KEY = Key.of(new byte[] {1, 2, 3});

    @Test
    void itIsItsBytes() {
        assertThat(KEY).isEqualTo(Key.of(new byte[] {1, 2, 3})).hasSameHashCodeAs(Key.of(new byte[] {1, 2, 3}));
        assertThat(KEY).isNotEqualTo(Key.of(new byte[] {1, 2})).isNotEqualTo("key");
    }

    @Test
    void nobodySeesOrChangesThem() {
        byte[] bytes = {1, 2, 3};
        Key key = Key.of(bytes);
        bytes[0] = 9;
        key.bytes()[1] = 9;
        assertThat(key).isEqualTo(KEY).hasToString("********");
    }
}
