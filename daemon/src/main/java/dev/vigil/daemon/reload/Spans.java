package dev.vigil.daemon.reload;

import java.math.BigDecimal;

/** Times as a configuration has them. */
final class Spans {
    private static final int DECIMALS_OF_NS = 9;

    private Spans() {}

    /** Seconds without needless zeros. */
    static String seconds(long ns) {
        return BigDecimal.valueOf(ns, DECIMALS_OF_NS).stripTrailingZeros().toPlainString();
    }
}
