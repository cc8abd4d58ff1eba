package dev.vigil.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * Configurations made of the keyword table's keywords, in the blocks where they may stand and sometimes elsewhere, with
 * arguments that fit and arguments that do not. The input is a sequence of decisions.
 *
 * <p>The properties are those of {@link LoadedConfiguration}, and that blanks, blank lines and comments between statements
 * make no difference to what a configuration means or what is wrong with it.
 */
public final class ConfigurationTableFuzz {
    private ConfigurationTableFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new TableText(new Choices(input)).text();
        LoadedConfiguration plain = LoadedConfiguration.of(text.getBytes(StandardCharsets.UTF_8));
        plain.assertSound();
        boolean breaksLines = text.indexOf('\\') >= 0 || text.indexOf('"') >= 0;
        if (!breaksLines && !plain.asksForChance()) {
            String loose = text.replace("\n", " \t# said { } twice\n\n\t ! and again\n \t");
            LoadedConfiguration other = LoadedConfiguration.of(loose.getBytes(StandardCharsets.UTF_8));
            Property.equal(plain.meaning(), other.meaning(), "blanks and comments make no difference");
        }
    }
}
