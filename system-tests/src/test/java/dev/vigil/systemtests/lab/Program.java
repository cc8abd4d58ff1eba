package dev.vigil.systemtests.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which daemon plays a role. */
public enum Program {
    VIGIL,
    KEEPALIVED;

    /** The root of the checkout. */
    public static Path root() {
        return Path.of(System.getProperty("vigil.root", "..")).toAbsolutePath().normalize();
    }

    /**
     * One of Vigil's commands: from {@code bin} of the checkout, or from the directory that the system property
     * {@code vigil.bin} or the environment's {@code VIGIL_BIN} names, so that an installed package can be tested too.
     */
    public static String vigilCommand(String name) {
        String configured = Optional.ofNullable(System.getProperty("vigil.bin")).orElse(System.getenv("VIGIL_BIN"));
        Path bin =
                configured == null ? root().resolve("bin") : Path.of(configured).toAbsolutePath();
        return bin.resolve(name).toString();
    }

    /** False where {@code -Dvigil.plays=false} leaves the stage to keepalived alone. */
    public static boolean vigilPlays() {
        return Boolean.parseBoolean(System.getProperty("vigil.plays", "true"));
    }

    /** The programs that play. */
    public static List<Program> players() {
        return vigilPlays() ? List.of(VIGIL, KEEPALIVED) : List.of(KEEPALIVED);
    }

    /** True where {@code -Dvigil.rows=all}, as {@code ./run matrix} sets it, asks for more than the rows that suffice. */
    public static boolean everything() {
        return System.getProperty("vigil.rows", "").equals("all");
    }

    /**
     * Ordered pairs of players. keepalived with itself, which comes first, is the control: it shows that a scenario expects
     * what the real peer does. Where it plays each role beside Vigil under the same expectations that is shown already.
     */
    public static List<List<Program>> pairs() {
        return players().reversed().stream()
                .flatMap(first -> players().reversed().stream().map(second -> List.of(first, second)))
                .filter(pair -> isAsked(pair.getFirst(), pair.getLast()))
                .toList();
    }

    /** False for the control, unless everything is asked for or Vigil does not play. */
    public static boolean isAsked(Program first, Program second) {
        return everything() || !vigilPlays() || first == VIGIL || second == VIGIL;
    }

    /** The command line of the daemon in the foreground, logging to the console in detail. */
    List<String> foreground(String configFile) {
        return switch (this) {
            case VIGIL -> List.of(vigilCommand("vigil"), "run", "-n", "-l", "-D", "-f", configFile);
            case KEEPALIVED -> List.of("/usr/sbin/keepalived", "-n", "-l", "-D", "-f", configFile);
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case VIGIL -> "Vigil";
            case KEEPALIVED -> "keepalived";
        };
    }
}
