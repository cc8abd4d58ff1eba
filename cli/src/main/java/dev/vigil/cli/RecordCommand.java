package dev.vigil.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil record}: what the daemon's VRRP loop was told last, as a recording. */
@Command(
        name = "record",
        description = {
            "Write down the latest inputs of the daemon's virtual routers and what they did.",
            "`vigil replay` runs it step by step. A recording holds no passwords."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:recorded",
            "1:the file cannot be written",
            "3:no daemon is running",
            "4:the daemon did not answer, or not to the end",
            "64:wrong usage"
        })
final class RecordCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file, which only its owner can read (default: standard output).")
    private @Nullable Path file;

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        Path path = file;
        if (path == null) {
            record(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        try (Writer out = create(path)) {
            record(line -> put(line, out));
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            spec.commandLine().getErr().println("vigil record: " + path + " exists already; name a new file");
            return ExitCode.FAILED;
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine().getErr().println("vigil record: cannot write " + path + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** Hands over each line; one that ends the recording must be the last. */
    private void record(Consumer<String> lines) throws DaemonSocket.NoAnswer {
        String[] last = {""};
        socket.lines("record", line -> {
            last[0] = line;
            lines.accept(line);
        });
        if (!last[0].startsWith("{\"lines_before\":")) {
            throw new DaemonSocket.NoAnswer(ExitCode.NO_ANSWER, "the recording was cut short");
        }
    }

    private static Writer create(Path path) throws IOException {
        return Channels.newWriter(
                Files.newByteChannel(
                        path,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                StandardCharsets.UTF_8);
    }

    private static void put(String line, Writer out) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
