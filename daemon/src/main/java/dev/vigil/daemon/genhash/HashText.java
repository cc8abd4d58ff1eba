package dev.vigil.daemon.genhash;

import dev.vigil.core.check.HashDialogue;
import java.io.PrintStream;

/** What genhash prints of an answer while it arrives, with {@code --verbose}. */
final class HashText implements HashDialogue.Witness {
    private static final int ROW = 16;
    private static final int HALF = 8;

    private final PrintStream out;

    HashText(PrintStream out) {
        this.out = out;
    }

    private void title(String text) {
        line("-----------------------[" + text + "]-----------------------");
    }

    private void line(String text) {
        out.print(text + "\n");
    }

    @Override
    public void beforeHead() {
        title("    HTTP Header Buffer    ");
    }

    @Override
    public void head(byte[] bytes) {
        dump(bytes);
        title(" HTTP Header Ascii Buffer ");
        out.writeBytes(bytes);
        line("");
    }

    @Override
    public void body(byte[] bytes, boolean first) {
        if (first) {
            title("        HTML Buffer        ");
        }
        dump(bytes);
    }

    void hash(byte[] bytes) {
        line("");
        title("    HTML hash resulting    ");
        dump(bytes);
        title(" HTML hash final resulting ");
    }

    private void dump(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += ROW) {
            line(row(bytes, from));
        }
    }

    /** The position, twice eight bytes in hexadecimal, and the same as characters. */
    private static String row(byte[] bytes, int from) {
        StringBuilder row = new StringBuilder(String.format("%04d  ", from));
        StringBuilder characters = new StringBuilder();
        for (int column = 0; column < ROW; column++) {
            if (column == HALF) {
                row.append("- ");
            }
            if (from + column < bytes.length) {
                byte value = bytes[from + column];
                row.append(String.format("%02x ", value));
                characters.append(value >= ' ' && value <= '~' ? (char) value : '.');
            } else {
                row.append("   ");
                characters.append(' ');
            }
        }
        return row.append("  ").append(characters).toString();
    }

    /** An answer of which nothing is printed but the hash. */
    static final HashDialogue.Witness SILENT = new HashDialogue.Witness() {
        @Override
        public void beforeHead() {}

        @Override
        public void head(byte[] bytes) {}

        @Override
        public void body(byte[] bytes, boolean first) {}
    };
}
