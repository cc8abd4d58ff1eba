package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
    @TempDir
    private Path directory;

    @Test
    void aFileCountsAsTheNumberThatItBeginsWith() throws IOException {
        assertThat(Reading.of(file("-12 of them\n"), 0)).isEqualTo(new Reading(-12, ""));
    }

    @Test
    void whatIsNotThereOrHoldsNoNumberCountsAsZeroAndSaysSo() throws IOException {
        Path none = directory.resolve("none");
        assertThat(Reading.of(none, 7)).isEqualTo(new Reading(0, none + " does not exist"));
        Path empty = file(" \n");
        assertThat(Reading.of(empty, 7)).isEqualTo(new Reading(0, empty + " is empty"));
        Path words = file("off");
        assertThat(Reading.of(words, 7)).isEqualTo(new Reading(0, words + " holds no number"));
        assertThat(Reading.of(directory, 7)).isEqualTo(new Reading(0, directory + " is no regular file"));
    }

    @Test
    void aNumberThatDoesNotFitLeavesThingsAsTheyWere() throws IOException {
        Path file = file("2147483648");
        assertThat(Reading.of(file, 7).value()).isEqualTo(7);
        assertThat(Reading.of(file, 7).detail()).contains("ignored");
        assertThat(Reading.of(file("-2147483648"), 7).value()).isEqualTo(Integer.MIN_VALUE);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }
}
