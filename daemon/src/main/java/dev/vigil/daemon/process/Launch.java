package dev.vigil.daemon.process;

import dev.vigil.linux.Program;

/** What a configured command comes to. */
sealed interface Launch {
    /** It can be tried. */
    record Ready(Program program, RunAs runAs) implements Launch {}

    /** It will not be tried. */
    record Refused(String program, String reason) implements Launch {}
}
