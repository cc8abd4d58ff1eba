package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Browser;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page as a browser shows it, through a fail-over, a freeze, and the end of the daemon. Its pictures are kept. */
@LabTest
@VigilPlays
class PageSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String OWN_FILE = "/run/lab/vigil.conf";
    private static final String PAGE = "http://127.0.0.1:9650/";
    private static final Path PICTURES = Program.root().resolve("system-tests/target/pictures");

    private static Daemon start(Node node, String config) {
        node.write(OWN_FILE, "web {\n    listen 9650\n    listen " + node.address() + ":9650\n    page on\n}\n");
        return node.start(Program.VIGIL, config, "--vigil-config", OWN_FILE);
    }

    @Test
    void itSaysWhoHasTheAddressesFollowsAFailoverAndAdmitsSilence(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon first = start(pair.a, pair.textA());
        Await.until("the address", LIMIT, () -> pair.a.holds("10.77.0.100"));
        Daemon second = start(pair.b, pair.textB());
        Await.until("b hears a", LIMIT, () -> page(pair.b).contains("is ready; 10.77.0.1 has the addresses."));
        try (Browser browser = Browser.open(pair.b, "--window-size=1280,900", "--lang=en")) {
            browser.go(PAGE + "?lang=en");
            assertThat(browser.text()).contains("VI_1", "BACKUP", "10.77.0.100/24");
            browser.picture(PICTURES.resolve("calm.png"));
            // What a reader has opened stays open.
            browser.ask("document.querySelector('details').open = true");

            first.kill();

            Await.until(
                    "the browser shows the fail-over",
                    LIMIT,
                    () -> browser.text().contains("MASTER"));
            assertThat(browser.text()).contains("holds its address", "no advertisement from 10.77.0.1");
            assertThat(browser.ask("document.querySelector('details').open")).isEqualTo("true");
            assertThat(browser.ask("document.body.classList.contains('old')")).isEqualTo("false");

            second.freeze();

            Await.until(
                    "old news are called so",
                    LIMIT,
                    () -> browser.ask("document.body.classList.contains('old')").equals("true"));
            assertThat(browser.text()).contains("No news from the daemon for");
            browser.picture(PICTURES.resolve("silent.png"));

            second.thaw();

            Await.until(
                    "news again",
                    LIMIT,
                    () -> browser.ask("document.body.classList.contains('old')").equals("false"));
            browser.go(PAGE + "?lang=zh");
            assertThat(browser.ask("document.querySelector('h2').innerText")).isEqualTo("地址");
            browser.picture(PICTURES.resolve("chinese.png"));
        }
        assertThat(pair.a
                        .exec("curl", "-s", "--max-time", "10", "http://" + pair.b.address() + ":9650/")
                        .output())
                .startsWith("The page is for this machine alone.");
        assertThat(pair.b
                        .exec("curl", "-s", "--max-time", "10", "-H", "Host: elsewhere.example", PAGE)
                        .output())
                .as("under a name that somebody else gives")
                .startsWith("The page is for this machine alone.");
    }

    private static String page(Node node) {
        return node.exec("curl", "-s", "--max-time", "10", PAGE).output();
    }
}
