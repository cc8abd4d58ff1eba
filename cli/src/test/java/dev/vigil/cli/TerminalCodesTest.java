package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration from elsewhere commands no terminal. */
class TerminalCodesTest {
    private static final String TITLE = "\u001b]0;owned\u0007";
    private static final String CONFIG = """
            vrrp_script check%1$s {
                script "/usr/bin/true%1$s"
            }
            vrrp_instance VI_1%1$s {
                interface eth0%1$s
                virtual_router_id 51
                no%1$skeyword word
                priority 1%1$s00
                virtual_ipaddress {
                    10.77.0.100/24
                }
                track_script {
                    check%1$s weight -20
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void noReportHoldsControlCharacters() throws IOException {
        Path file = Files.writeString(directory.resolve("a.conf"), CONFIG.formatted(TITLE));
        Path other = Files.writeString(directory.resolve("b.conf"), CONFIG.formatted(TITLE + "x"));
        Path named = Files.copy(file, directory.resolve("c" + TITLE + ".conf"));
        for (String form : List.of("", "--brief", "--json", "--sarif")) {
            for (List<Path> files : List.of(List.of(file), List.of(named))) {
                assertPrintable(form, run("check", form, files));
            }
            assertPrintable(form, run("lint", form, List.of(file, other, named)));
        }
    }

    private static void assertPrintable(String form, String output) {
        assertThat(output).as(form).contains("VGL2020");
        assertThat(output.chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .as(form + ": " + output)
                .isEmpty();
    }

    private static String run(String command, String form, List<Path> files) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        List<String> words = new ArrayList<>(List.of(command));
        if (!form.isEmpty()) {
            words.add(form);
        }
        files.forEach(file -> words.add(file.toString()));
        int _ = Commands.run(words.toArray(String[]::new), out, out);
        return text.toString();
    }
}
