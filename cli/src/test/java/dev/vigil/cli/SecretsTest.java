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
            RIGHT + "\n    }\n    auth_hmac { key Zq7xWvK",
            RIGHT + "\n    }\n    auth_hmac { kye 1 Zq7xWvK } x {",
            RIGHT + "\n    }\n}\nSSL { pass Zq7xWvK }\nvrrp_script x {\n  script {",
            RIGHT + "\n    }\n}\n$P=Zq7xWvK\nx $P\nSSL {\n  passphrase ${P}");

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
    void theSameTextIsShownWhereItIsNoPassword() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        String text = CONFIG.replace(SECRET, "web").replace("interface eth0", "interface eth0\n    priorty 3");
        Files.writeString(file, text.replace("vrrp_instance VI_1", "vrrp_instance web"));

        for (String form : List.of("", "--brief", "--json", "--sarif", "--facts")) {
            String output = run("check", form, file.toString());
            assertThat(output).doesNotContain("auth_pass web");
            if (!form.equals("--brief") && !form.equals("--sarif")) {
                assertThat(output).containsAnyOf("vrrp_instance web", "\"web\"");
            }
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

        assertThat(run("check", "", file.toString())).contains("auth_pass ********\n");
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
