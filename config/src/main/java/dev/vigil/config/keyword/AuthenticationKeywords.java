package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import java.util.List;

/** The keywords of authentication. */
final class AuthenticationKeywords {
    private AuthenticationKeywords() {}

    static List<Keyword> password() {
        Declarations authentication = new Declarations(Block.AUTHENTICATION);
        authentication
                .add("auth_type", choice("PASS", "AH"))
                .means("PASS sends the password in clear; AH is an IPsec authentication header.")
                .example("auth_type PASS");
        authentication
                .add("auth_pass", name("PASSWORD"))
                .means("The secret that all routers of the VRID share; only its first eight bytes count.")
                .example("auth_pass k7Qw29xz");
        return authentication.list();
    }

    static List<Keyword> hmac() {
        Declarations block = new Declarations(Block.AUTH_HMAC);
        block.add("key", words("ID VALUE", 2))
                .since("2.4.0")
                .means(
                        "A key of 32 to 64 bytes and its number from 1 to 255: the text itself, hex:DIGITS, or file:PATH.")
                .example("key 1 0123456789abcdef0123456789abcdef");
        block.add("active_key", whole(1, 255))
                .since("2.4.0")
                .means("The key that signs; the others are accepted.")
                .example("active_key 1");
        block.add("time_window", wholeSeconds(1, 300))
                .fallback("three times advert_int, at least 5 and at most 300")
                .since("2.4.0")
                .means("The difference of clocks that is accepted.")
                .example("time_window 10");
        block.add("anti_replay", choice("time", "monotonic"))
                .fallback("time")
                .since("2.4.0")
                .means("Keeps old advertisements out: by time and sequence, or by sequence alone.")
                .example("anti_replay monotonic");
        block.add("mode", choice("enforce", "permissive", "receive-only"))
                .fallback("enforce")
                .since("2.4.0")
                .means("Whether advertisements without a trailer are refused, and whether one is sent.")
                .example("mode permissive");
        return block.list();
    }
}
