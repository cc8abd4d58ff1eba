package dev.vigil.config.read;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.FileLines;
import dev.vigil.config.syntax.TreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads keepalived's configuration language. */
public final class StandardLoader implements ConfigLoader {
    @Override
    public Result load(Path file, Options options) {
        Problems problems = new Problems();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            bytes = new byte[0];
            problems.add(
                    ProblemCode.FILE_UNREADABLE,
                    new SourcePlace(file.toString(), 1, 1),
                    "the file cannot be read: " + e,
                    "Check its name and its permissions.");
        }
        TreeReader tree = new TreeReader(new FileLines(file.toString(), bytes, problems), problems);
        return new Result(new ConfigReader(problems).read(tree), problems.list());
    }
}
