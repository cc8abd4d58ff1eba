package dev.vigil.cli;

import dev.vigil.recording.Replay;
import io.avaje.json.JsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil replay}: runs a recording through the state machine of this program, step by step. */
@Command(
        name = "replay",
        description = {
            "Run a recording step by step: each input of a virtual router, and what it does then.",
            "Its transitions are compared with those of the recording."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the transitions are those of the recording",
            "1:they differ; the first difference is named",
            "2:the recording cannot be read to its end",
            "64:wrong usage"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A recording; - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(
            names = "--until",
            paramLabel = "SECONDS",
            description = "Stop there, counted from the first input as the output does: 12.5.")
    private @Nullable BigDecimal untilSeconds;

    @Option(names = "--json", description = "Print one JSON object for each step and one for the result.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ReplayOutput output = json ? new ReplayOutput.Json(out) : new ReplayOutput.Text(out);
        Run run = new Run(output, untilSeconds);
        try (Reader in = open()) {
            run.all(in);
        } catch (NoSuchFileException e) {
            err.println("vigil replay: there is no file " + file);
            return ExitCode.UNREADABLE;
        } catch (JsonException | IOException e) {
            err.println("vigil replay: line " + run.lines + ": " + e.getMessage());
            return ExitCode.UNREADABLE;
        }
        output.result(run.replay, run.firstDifference);
        if (run.firstDifference.isPresent()) {
            return ExitCode.FAILED;
        }
        if (!run.replay.isComplete() && !run.stopped) {
            err.println("vigil replay: the recording has no end, something may be missing");
            return ExitCode.UNREADABLE;
        }
        return ExitCode.OK;
    }

    private Reader open() throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }

    /** One replay from the first line to the last, or to where it shall stop. */
    private static final class Run {
        final Replay replay = new Replay();
        final ReplayOutput output;
        final @Nullable BigDecimal untilSeconds;
        Optional<Replay.Step> firstDifference = Optional.empty();
        long lines;
        boolean stopped;

        Run(ReplayOutput output, @Nullable BigDecimal untilSeconds) {
            this.output = output;
            this.untilSeconds = untilSeconds;
        }

        void all(Reader in) throws IOException {
            for (String line = readLine(in); line != null && !stopped; line = readLine(in)) {
                lines++;
                replay.line(line).ifPresent(this::take);
            }
            if (lines == 0) {
                throw new JsonException("the file is empty");
            }
            if (!stopped) {
                replay.finish().forEach(this::take);
            }
        }

        private void take(Replay.Step step) {
            long sinceNs = step.atNs() - replay.beginNs();
            BigDecimal until = untilSeconds;
            if (until != null && until.compareTo(BigDecimal.valueOf(sinceNs, 9)) < 0) {
                stopped = true;
                return;
            }
            if (firstDifference.isEmpty() && step.difference().isPresent()) {
                firstDifference = Optional.of(step);
            }
            output.step(step, sinceNs);
        }

        private static @Nullable String readLine(Reader in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    return line.toString();
                }
                line.append((char) next);
                if (line.length() > Replay.LINE_MAX) {
                    throw new IOException("longer than " + Replay.LINE_MAX + " characters");
                }
            }
            return line.isEmpty() ? null : line.toString();
        }
    }
}
