package dev.vigil.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * The lexer and the parser of the configuration language. The input is a file.
 *
 * <p>The properties are those of {@link LoadedConfiguration}. Inputs that include files by a path are left out: they would
 * read whatever lies around on the machine.
 */
public final class ConfigurationTextFuzz {
    private ConfigurationTextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        boolean elsewhere = text.contains("include") && text.indexOf('/') >= 0;
        if (!elsewhere) {
            LoadedConfiguration.of(input).assertSound();
        }
    }
}
