package dev.vigil.config.keyword;

/** What would happen without keywords that decide who is master: each the end of a sentence that begins "without it". */
final class Dangers {
    static final String POLLED_LINK =
            "a link whose loss the kernel does not report would leave the node master of addresses that nobody reaches";

    private Dangers() {}
}
