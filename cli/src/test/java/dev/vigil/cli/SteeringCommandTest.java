package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteeringCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private int asked;

    private record Result(int exitCode, String output, String errors) {}

    private Result ask(String answer, String... arguments) throws IOException {
        Path socket = directory.resolve("control" + asked++ + ".sock");
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--socket";
        all[arguments.length + 1] = socket.toString();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (FakeDaemon _ = new FakeDaemon(socket, answer)) {
            int code = Commands.run(all, new PrintWriter(out), new PrintWriter(err));
            return new Result(code, out.toString(), err.toString());
        }
    }

    private static String standing(String state, String stage, String more) {
        return "{\"instances\":[{\"iname\":\"VI_1\",\"state\":\"" + state + "\",\"stage\":\"" + stage
                + "\",\"wait_ms\":0" + more + "}]}";
    }

    @Test
    void whatIsDoneIsReportedAndEndsWithZero() throws IOException {
        Result drained = ask(standing("FAULT", "out", ""), "drain", "VI_1", "--force", "--for", "30m");
        assertThat(drained.exitCode()).isZero();
        assertThat(drained.output()).isEqualTo("VI_1: out of service, in MAINTENANCE\n");
    }

    @Test
    void whatWasGivenUpSaysWhyAndEndsWithOne() throws IOException {
        Result drained = ask(standing("MASTER", "none", ",\"ended\":\"no other master was heard\""), "drain", "--all");
        assertThat(drained.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(drained.errors()).isEqualTo("VI_1: not done: no other master was heard\n");
    }

    @Test
    void whatIsRefusedEndsWithTwoAndAnUnknownNameWithFour() throws IOException {
        String error = "{\"error\":{\"code\":\"%s\",\"message\":\"VI_1 is master here\"}}";
        assertThat(ask(error.formatted("not_now"), "drain", "VI_1").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ask(error.formatted("not_found"), "resume", "VI_1").exitCode())
                .isEqualTo(ExitCode.NO_ANSWER);
    }

    @Test
    void oneNameOrAllIsNeededAndATimeHasAUnit() throws IOException {
        assertThat(ask("{}", "drain").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ask("{}", "drain", "VI_1", "--all").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ask("{}", "promote", "VI_1", "--for", "30").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
