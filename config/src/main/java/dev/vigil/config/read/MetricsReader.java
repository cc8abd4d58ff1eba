package dev.vigil.config.read;

import dev.vigil.config.model.Route.Lockable;
import dev.vigil.config.model.Route.Metrics;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Word;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what a route says about the connections over it. */
final class MetricsReader {
    private static final int HOP_LIMIT_MAX = 255;
    private static final int RTT_UNITS_PER_MS = 8;
    private static final int VARIANCE_UNITS_PER_MS = 4;
    private static final long MS_PER_S = 1000;

    private final Options options;
    private Optional<Lockable> mtu = Optional.empty();
    private OptionalInt hopLimit = OptionalInt.empty();
    private Optional<Lockable> advertisedMss = Optional.empty();
    private Optional<Lockable> rtt = Optional.empty();
    private Optional<Lockable> rttVariance = Optional.empty();
    private Optional<Lockable> reordering = Optional.empty();
    private OptionalLong window = OptionalLong.empty();
    private Optional<Lockable> congestionWindow = Optional.empty();
    private Optional<Lockable> slowStartThreshold = Optional.empty();
    private Optional<Lockable> rtoMin = Optional.empty();
    private OptionalLong initialCongestionWindow = OptionalLong.empty();
    private OptionalLong initialReceiveWindow = OptionalLong.empty();
    private boolean ecn;
    private OptionalInt quickAck = OptionalInt.empty();
    private Optional<String> congestionControl = Optional.empty();
    private boolean congestionControlLocked;
    private OptionalInt fastOpenNoCookie = OptionalInt.empty();

    MetricsReader(Options options) {
        this.options = options;
    }

    /** Takes an option with its value if it is a metric. */
    boolean take(Word option) {
        return takeLockable(option) || takePlain(option);
    }

    private boolean takeLockable(Word option) {
        switch (option.text()) {
            case "mtu" -> mtu = lockable(option);
            case "advmss" -> advertisedMss = lockable(option);
            case "rtt" -> rtt = time(option, RTT_UNITS_PER_MS);
            case "rttvar" -> rttVariance = time(option, VARIANCE_UNITS_PER_MS);
            case "rto_min" -> rtoMin = time(option, 1);
            case "reordering" -> reordering = lockable(option);
            case "cwnd" -> congestionWindow = lockable(option);
            case "ssthresh" -> slowStartThreshold = lockable(option);
            case "congctl" -> {
                congestionControlLocked = options.take("lock");
                congestionControl = options.text(option);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takePlain(Word option) {
        switch (option.text()) {
            case "hoplimit" -> hopLimit = options.integer(option, 0, HOP_LIMIT_MAX);
            case "window" -> window = options.number(option, 0, Limits.UINT32_MAX);
            case "initcwnd" -> initialCongestionWindow = options.number(option, 0, Limits.UINT32_MAX);
            case "initrwnd" -> initialReceiveWindow = options.number(option, 0, Limits.UINT32_MAX);
            case "quickack" -> quickAck = options.integer(option, 0, 1);
            case "fastopen_no_cookie" -> fastOpenNoCookie = options.integer(option, 0, 1);
            case "features" -> features(option);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void features(Word option) {
        Optional<Word> feature = options.value(option);
        if (feature.isPresent() && !feature.get().text().equals("ecn")) {
            options.unknown(feature.get(), "The only feature is ecn.");
        }
        ecn |= feature.isPresent() && feature.get().text().equals("ecn");
    }

    private Optional<Lockable> lockable(Word option) {
        boolean locked = options.take("lock");
        OptionalLong number = options.number(option, 0, Limits.UINT32_MAX);
        return number.isPresent() ? Optional.of(new Lockable(number.getAsLong(), locked)) : Optional.empty();
    }

    /** A time: a number of the kernel's units, or one with {@code s} or {@code ms} after it. */
    private Optional<Lockable> time(Word option, int unitsPerMs) {
        boolean locked = options.take("lock");
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().text();
        boolean inMs = text.endsWith("ms");
        boolean inSeconds = !inMs && text.endsWith("s");
        OptionalLong number = Digits.decimal(text.substring(0, text.length() - (inMs ? 2 : inSeconds ? 1 : 0)));
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > Limits.UINT32_MAX) {
            options.number(option, value.get(), 0, Limits.UINT32_MAX);
            return Optional.empty();
        }
        long factor = inSeconds ? MS_PER_S * unitsPerMs : inMs ? unitsPerMs : 1;
        return Optional.of(new Lockable(number.getAsLong() * factor, locked));
    }

    Metrics metrics() {
        return new Metrics(
                mtu,
                hopLimit,
                advertisedMss,
                rtt,
                rttVariance,
                reordering,
                window,
                congestionWindow,
                slowStartThreshold,
                rtoMin,
                initialCongestionWindow,
                initialReceiveWindow,
                ecn,
                quickAck,
                congestionControl,
                congestionControlLocked,
                fastOpenNoCookie);
    }
}
