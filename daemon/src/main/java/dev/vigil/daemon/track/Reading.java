package dev.vigil.daemon.track;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a tracked file holds.
 *
 * @param detail what is special about it, for people
 */
record Reading(int value, String detail) {
    /** More than any number has digits. */
    private static final int BYTES_MAX = 128;

    private static final BigInteger MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    /**
     * Looks at a file as keepalived does: one that is not there or holds no number counts as 0, and a number that does not
     * fit leaves things as they were.
     *
     * @param last what it held before; 0 at first
     */
    static Reading of(Path file, int last) {
        try {
            // Opening a FIFO would wait for a writer.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new Reading(0, file + " is no regular file");
            }
            String text = beginning(file);
            Optional<BigInteger> number = LeadingNumber.of(text);
            if (number.isEmpty()) {
                return new Reading(0, file + (text.isBlank() ? " is empty" : " holds no number"));
            }
            boolean fits = number.get().compareTo(MIN) >= 0 && number.get().compareTo(MAX) <= 0;
            return fits
                    ? new Reading(number.get().intValueExact(), "")
                    : new Reading(last, file + " holds a number beyond 32 bits, which is ignored");
        } catch (NoSuchFileException absent) {
            return new Reading(0, file + " does not exist");
        } catch (AccessDeniedException refused) {
            return new Reading(0, file + " may not be read");
        } catch (IOException failure) {
            return new Reading(0, file + " cannot be read: " + failure.getMessage());
        }
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BYTES_MAX), StandardCharsets.US_ASCII);
        }
    }
}
