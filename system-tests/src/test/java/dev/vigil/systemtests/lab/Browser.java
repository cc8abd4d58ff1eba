package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a screen on a node, steered over the WebDriver protocol by curl, as that has to run on the node. */
public final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String DRIVER = "http://127.0.0.1:9515/session";
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("\\{\"value\":\"(.*)\"\\}\\s*", Pattern.DOTALL);

    private final Node node;
    private final Process driver;
    private final String session;

    private Browser(Node node, Process driver, String session) {
        this.node = node;
        this.driver = driver;
        this.session = session;
    }

    /** @param options of Chromium beside those that it needs to run here */
    public static Browser open(Node node, String... options) {
        Process driver = node.spawn(node.newLog("chromedriver"), List.of("chromedriver", "--port=9515"));
        StringBuilder all = new StringBuilder("\"--headless\",\"--no-sandbox\",\"--disable-gpu\"");
        for (String option : options) {
            all.append(",\"").append(option).append('"');
        }
        String wanted = "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[" + all + "]}}}}";
        Await.until(
                "chromedriver",
                LIMIT,
                () -> node.exec("curl", "-s", "http://127.0.0.1:9515/status").exitCode() == 0);
        Matcher made = SESSION.matcher(node.must("curl", "-sS", "--max-time", "30", "-d", wanted, DRIVER));
        if (!made.find()) {
            throw new AssertionError("no session: " + made);
        }
        return new Browser(node, driver, DRIVER + "/" + made.group(1));
    }

    /** Loads a page to its end. */
    public void go(String url) {
        post("url", "{\"url\":\"" + url + "\"}");
    }

    /** What a script returns as a text; {@code script} must have no double quotes. */
    public String ask(String script) {
        String answer = post("execute/sync", "{\"script\":\"return '' + (" + script + ")\",\"args\":[]}");
        Matcher value = VALUE.matcher(answer);
        if (!value.matches()) {
            throw new AssertionError(script + ": " + answer);
        }
        return value.group(1);
    }

    /** Everything that a reader sees. */
    public String text() {
        return ask("document.body.innerText");
    }

    /** Writes what is seen as a picture. */
    public void picture(Path file) {
        Matcher value = VALUE.matcher(node.must("curl", "-sS", "--max-time", "30", session + "/screenshot"));
        if (!value.matches()) {
            throw new AssertionError("no picture");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(value.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String post(String what, String body) {
        return node.must("curl", "-sS", "--max-time", "30", "-d", body, session + "/" + what);
    }

    @Override
    public void close() {
        node.exec("curl", "-s", "--max-time", "10", "-X", "DELETE", session);
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
    }
}
