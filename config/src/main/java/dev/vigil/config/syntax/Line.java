package dev.vigil.config.syntax;

import dev.vigil.config.model.SourcePlace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of configuration as the parser sees it: without its comment and with definitions expanded. It remembers where in
 * the file each of its characters came from.
 */
public final class Line {
    private final String file;
    private final int number;
    private final String text;
    private final int firstColumn;
    private final int @Nullable [] columns;

    /** A line whose characters stand in the file one after another, the first of them at {@code firstColumn}. */
    public Line(String file, int number, String text, int firstColumn) {
        this(file, number, text, firstColumn, null);
    }

    private Line(String file, int number, String text, int firstColumn, int @Nullable [] columns) {
        this.file = file;
        this.number = number;
        this.text = text;
        this.firstColumn = firstColumn;
        this.columns = columns;
    }

    public String file() {
        return file;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /**
     * The column in the file, from 1, of the character at {@code index}, which may be the end of the line. What lies behind
     * that, as the closing quote that a word lacks, is at the end.
     */
    public int column(int index) {
        if (columns == null) {
            return firstColumn + Math.min(index, text.length());
        }
        if (columns.length == 0) {
            return firstColumn;
        }
        return index < columns.length ? columns[index] : columns[columns.length - 1] + 1;
    }

    public SourcePlace place(int index) {
        return new SourcePlace(file, number, column(index));
    }

    /** The part of this line from {@code start} to {@code end}. */
    public Line slice(int start, int end) {
        if (columns == null) {
            return new Line(file, number, text.substring(start, end), firstColumn + start);
        }
        return new Line(
                file, number, text.substring(start, end), column(start), Arrays.copyOfRange(columns, start, end));
    }

    /** Other text that stands for this line, all of it at the place where the line begins. */
    Line withText(String other) {
        int[] same = new int[other.length()];
        Arrays.fill(same, column(0));
        return new Line(file, number, other, column(0), same);
    }

    /** Collects a line from pieces of another one; the pieces keep the columns that they had. */
    public static final class Builder {
        private final Line origin;
        private final StringBuilder text;
        private int[] columns;

        public Builder(Line origin) {
            this.origin = origin;
            this.text = new StringBuilder(origin.text.length());
            this.columns = new int[origin.text.length() + 16];
        }

        public int length() {
            return text.length();
        }

        /** Appends the origin's character at {@code index}. */
        public void copy(int index) {
            append(origin.text.charAt(index), origin.column(index));
        }

        /** Appends a character that stands for something in the origin at {@code index}. */
        public void add(char c, int index) {
            append(c, origin.column(index));
        }

        /** Appends text that stands for something in the origin at {@code index}. */
        public void insert(String replacement, int index) {
            int column = origin.column(index);
            for (int i = 0; i < replacement.length(); i++) {
                append(replacement.charAt(i), column);
            }
        }

        private void append(char c, int column) {
            if (text.length() == columns.length) {
                columns = Arrays.copyOf(columns, columns.length * 2);
            }
            columns[text.length()] = column;
            text.append(c);
        }

        public Line build() {
            return new Line(
                    origin.file,
                    origin.number,
                    text.toString(),
                    origin.firstColumn,
                    Arrays.copyOf(columns, text.length()));
        }
    }
}
