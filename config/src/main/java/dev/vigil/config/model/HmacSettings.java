package dev.vigil.config.model;

import java.util.List;
import java.util.Locale;

/**
 * The block {@code auth_hmac}: advertisements carry a trailer that proves who sent them.
 *
 * @param activeKey the id of the key that signs
 * @param windowNs the difference of clocks that is accepted
 */
public record HmacSettings(List<Key> keys, int activeKey, long windowNs, AntiReplay antiReplay, Mode mode) {
    /** The shortest key. */
    public static final int KEY_BYTES_MIN = 32;
    /** The longest key. */
    public static final int KEY_BYTES_MAX = 64;

    /** A key by its id, 1..255. */
    public record Key(int id, KeySource source, SourcePlace place) {}

    /** Where the bytes of a key come from. */
    public sealed interface KeySource {
        /** 32 to 64 bytes that stand in the configuration. */
        record Given(Secret secret) implements KeySource {}

        /** The first line of a file, which nobody but its owner may read. */
        record InFile(String path) implements KeySource {}
    }

    /** What keeps an old advertisement from being accepted again. */
    public enum AntiReplay {
        /** A window of time and a growing number. */
        TIME,
        /** A growing number alone. */
        MONOTONIC
    }

    /** What happens to advertisements without a trailer, and whether one is sent. */
    public enum Mode {
        /** Sent and demanded. */
        ENFORCE,
        /** Sent, not demanded. */
        PERMISSIVE,
        /** Neither sent nor demanded. */
        RECEIVE_ONLY;

        /** The argument of the keyword {@code mode}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
