package dev.vigil.daemon.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that looks like /proc. */
final class FakeProc {
    private final Path root;

    FakeProc(Path root) {
        this.root = root;
    }

    ProcFiles files() {
        return new ProcFiles(root);
    }

    void run(int process, String name, String... arguments) throws IOException {
        Path folder = Files.createDirectories(root.resolve(Integer.toString(process)));
        Files.writeString(folder.resolve("stat"), process + " (" + name + ") S 1 2 3");
        Files.writeString(
                folder.resolve("cmdline"), String.join("\0", arguments) + (arguments.length == 0 ? "" : "\0"));
    }

    void zombie(int process, String name) throws IOException {
        run(process, name);
        Files.writeString(root.resolve(process + "/stat"), process + " (" + name + ") Z 1 2 3");
    }

    void end(int process) throws IOException {
        for (String file : List.of("stat", "cmdline")) {
            Files.delete(root.resolve(Integer.toString(process)).resolve(file));
        }
        Files.delete(root.resolve(Integer.toString(process)));
    }
}
