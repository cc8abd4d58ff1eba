package dev.vigil.core.link;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel setting that the daemon changes, with what it was before, so that it is put back even after a crash.
 *
 * @param before the value that it had
 */
public record SettingTrace(KernelSetting setting, String before) {
    private static final Pattern TEXT = Pattern.compile(
            "setting (net(?:/[^ /]{1,40}){4}|%s) (-?\\d{1,9}) (-?\\d{1,9})".formatted(KernelSetting.NO_REPORTS.path()));

    /** The text form in a journal, which the guardian reads as well: {@code setting net/ipv4/conf/eth0/arp_ignore 0 1}. */
    public String text() {
        return "setting " + setting.path() + " " + before + " " + setting.value();
    }

    /** Reads the text form; empty if it is something else, or leads elsewhere. */
    public static Optional<SettingTrace> parse(String line) {
        Matcher words = TEXT.matcher(line);
        if (!words.matches()) {
            return Optional.empty();
        }
        List<String> steps = List.of(words.group(1).split("/", -1));
        return steps.contains("..")
                ? Optional.empty()
                : Optional.of(new SettingTrace(new KernelSetting(steps, words.group(3)), words.group(2)));
    }

    /** As {@code net/ipv4/conf/eth0/arp_ignore = 0}. */
    @Override
    public String toString() {
        return setting.path() + " = " + before;
    }
}
