package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a line that holds a password, no form of a report shows it. */
class SecretsTest {
    /** No other word holds this one. */
    private static final String SECRET = "Zq7xWvK";

    private static final String RIGHT = "auth_pass Zq7xWvK";
    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                authentication {
                    auth_type PASS
                    auth_pass Zq7xWvK
                }
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;
    private static final List<String> LINES = List.of(
            RIGHT,
            "auth_pass Zq7xWvKlonger",
            "auth_pass first Zq7xWvK",
            "auth_pass \"Zq7xWvK and more",
            "auth_pass \"Zq7xWvK and more\"",
            "auth_pas Zq7xWvK",
            "auth_passs Zq7xWvK",
            "authpass Zq7xWvK",
            "auth_passZq7xWvK",
            "auth_pass=Zq7xWvK",
            "Auth_Pass Zq7xWvK",
            "password Zq7xWvK",
            "auth_pass Zq7xWvK {",
            "auth_pass Zq7xWvK }",
            "auth_pass Zq7xWvK !x",
            "auth_pass Zq7xWvK\n        auth_pass Zq7xWvK2",
            "auth_type AH auth_pass Zq7xWvK",
            RIGHT + "\n    }\n    auth_hmac {\n        key 1 Zq7xWvKZq7xWvK\n        key x Zq7xWvK",
            RIGHT + "\n    }\n    auth_hmac {\n        key 1 hex:Zq7xWvK\n        key Zq7xWvK",
            "auht_pass Zq7xWvK",
            "authpas Zq7xWvK",
            "auth_hpas Zq7xWvK",
            "pasword Zq7xWvK",
            "~LST(P, Zq7xWvK) auth_pass $P",
            "~LST(P, Zq7xWvK) auht_pass $P",
            RIGHT + "\n        auth_typ Zq7xWvK",
            RIGHT + "\n    }\n    smtp-Zq7xWvK on\n    notify {\n        nothing Zq7xWvK",
            RIGHT + "\n    }\n    auth_hmac { key Zq7xWvK",
            RIGHT + "\n    }\n    auth_hmac { kye 1 Zq7xWvK } x {",
            RIGHT + "\n    }\n}\nSSL { pass Zq7xWvK }\nvrrp_script Zq7xWvK {\n  script {",
            RIGHT + "\n    }\n}\n$P=Zq7xWvK\nx Zq7xWvK$P\nSSL {\n  passphrase ${P}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void noReportShowsAPassword() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Path other = directory.resolve("other.conf");
        Files.writeString(other, CONFIG.replace(SECRET, SECRET + "B"));
        for (String line : LINES) {
            Files.writeString(file, CONFIG.replace(RIGHT, line));
            for (String form : List.of("", "--brief", "--json", "--sarif", "--facts")) {
                assertHidden(line, run("check", form, file.toString()));
            }
            for (String form : List.of("", "--brief", "--json", "--sarif")) {
                assertHidden(line, run("lint", form, file.toString(), other.toString()));
            }
        }
    }

    @Test
    void aPasswordIsHiddenWhereverElseItStands() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        String text = CONFIG.replace("interface eth0", "interface eth0\n    priority " + SECRET);
        Files.writeString(file, "global_defs {\n    router_id " + SECRET + "\n}\n" + text);

        for (String form : List.of("", "--brief", "--json", "--sarif", "--facts")) {
            assertHidden("priority", run("check", form, file.toString()));
        }
    }

    @Test
    void otherLinesAreShown() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, CONFIG.replace("interface eth0", "interface eth0\n    priorty 200 # pass"));

        assertThat(run("check", "", file.toString())).contains("    priorty 200 # pass\n");
    }

    @Test
    void theMarkStaysBelowTheMaskedWord() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, CONFIG.replace(RIGHT, "auth_pass " + SECRET + "longer"));

        assertThat(run("check", "", file.toString())).contains("auth_pass *************\n");
    }

    private static void assertHidden(String line, String output) {
        assertThat(output).isNotEmpty();
        assertThat(output.contains(SECRET)).as(line + " is shown:\n" + output).isFalse();
    }

    private static String run(String... words) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        String[] arguments =
                List.of(words).stream().filter(word -> !word.isEmpty()).toArray(String[]::new);
        int _ = Commands.run(arguments, out, out);
        return text.toString();
    }
}
