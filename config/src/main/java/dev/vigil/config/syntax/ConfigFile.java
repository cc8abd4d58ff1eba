package dev.vigil.config.syntax;

import dev.vigil.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file of the configuration. */
final class ConfigFile {
    private ConfigFile() {}

    /** The content; of a file that is too large, one byte more than the most. */
    static byte[] read(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(ConfigLoader.FILE_BYTES_MAX + 1);
        }
    }

    /** Why a file cannot be read, in words that follow its name. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "does not exist";
            case AccessDeniedException _ -> "cannot be read: permission denied";
            default -> "cannot be read: " + failure.getMessage();
        };
    }

    /** What is wrong with something that is no regular file, in words that follow its name. */
    static String notRegular(Path file) {
        if (Files.notExists(file)) {
            return "does not exist";
        }
        return Files.isDirectory(file) ? "is a directory" : "is not a regular file";
    }

    /** How to get from something that is no regular file to one. */
    static String advice(Path file) {
        if (Files.notExists(file)) {
            return "Check the name.";
        }
        return Files.isDirectory(file)
                ? "Name the files in it. vigil lint takes a directory that holds a copy of a node's files."
                : "To check what a program writes, name - as the file: PROGRAM | vigil check -";
    }
}
