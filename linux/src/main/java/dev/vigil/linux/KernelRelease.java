package dev.vigil.linux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running kernel's release, as far as abilities depend on it that cannot be asked for. */
public record KernelRelease(int major, int minor) {
    private static final Pattern LEADING = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** The running kernel; 0.0 if it does not tell. */
    public static KernelRelease current() {
        return Sysctl.read("kernel", "osrelease").map(KernelRelease::parse).orElse(new KernelRelease(0, 0));
    }

    static KernelRelease parse(String text) {
        Matcher matcher = LEADING.matcher(text.strip());
        return matcher.matches()
                ? new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new KernelRelease(0, 0);
    }

    /** Whether addresses keep the mark of who added them, {@link InterfaceAddress#protocol()}. */
    public boolean marksAddresses() {
        return major > 5 || (major == 5 && minor >= 18);
    }
}
