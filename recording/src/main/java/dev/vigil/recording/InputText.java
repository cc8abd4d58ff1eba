package dev.vigil.recording;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Cause;
import java.util.Locale;
import java.util.stream.Collectors;

/** An input of a virtual router in words. */
final class InputText {

    private InputText() {}

    static String of(RouterInput input) {
        return switch (input) {
            case RouterInput.Created created ->
                "created with priority " + created.settings().rules().priority();
            case RouterInput.Restored restored ->
                "goes on as " + restored.snapshot().standing().state();
            case RouterInput.Started started ->
                started.cause().equals(new Cause.Started())
                        ? "the daemon started it"
                        : "started: " + started.cause().text();
            case RouterInput.Heard heard ->
                "heard priority " + heard.priority() + " from " + heard.source() + " every "
                        + seconds(heard.intervalNs());
            case RouterInput.DeadlineReached _ -> "its deadline came";
            case RouterInput.Advertised advertised -> "the keeper advertised for it at " + seconds(advertised.sentNs());
            case RouterInput.Seen seen ->
                seen.kind().word() + " " + seen.name() + " is " + condition(seen.condition())
                        + (seen.detail().isEmpty() ? "" : ": " + seen.detail());
            case RouterInput.FileSeen seen ->
                "file " + seen.name() + " is " + seen.value() + (seen.detail().isEmpty() ? "" : ": " + seen.detail());
            case RouterInput.SourceChanged changed -> "advertises from " + changed.source();
            case RouterInput.AddressLost lost -> lost.address() + " was removed by something else";
            case RouterInput.Refused refused -> "the kernel refused: " + refused.operation();
            case RouterInput.Unheard unheard -> "no advertisement leaves: " + unheard.operation();
            case RouterInput.RemovalRefused _ -> "the kernel refused to remove addresses";
            case RouterInput.Ordered ordered ->
                "its sync group orders " + ordered.order() + ": "
                        + ordered.why().stream().map(Cause::text).collect(Collectors.joining(", because "));
            case RouterInput.Steered steered ->
                "an operator orders " + steered.order() + ": " + steered.why().text();
            case RouterInput.DefectFound defect -> "a defect was found: " + defect.invariant();
            case RouterInput.Reconfigured changed ->
                "reconfigured with priority " + changed.settings().rules().priority();
            case RouterInput.Stopped stopped ->
                stopped.kind().name().toLowerCase(Locale.ROOT) + ": "
                        + stopped.cause().text();
        };
    }

    private static String condition(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(long ns) {
        long ms = ns / Nanos.PER_MS;
        return ms / 1000 + "." + Long.toString(1000 + ms % 1000).substring(1) + " s";
    }
}
