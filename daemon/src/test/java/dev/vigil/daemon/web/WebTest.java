package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.Reports;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventText;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadMode;
import dev.vigil.daemon.reload.ReloadObjection;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.watch.Histogram;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listeners follow vigil.conf, and a reload that cannot have one is refused. */
class WebTest {
    private static final int NOBODY = -1;
    private static final int LIMIT_MS = 20_000;

    @TempDir
    Path directory;

    private final List<Event> events = new ArrayList<>();
    private final int one = freePort();
    private final int other = freePort();
    private Config config;
    private Web web;

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void start() throws IOException {
        config = config("web {\nlisten " + one + "\n}\n");
        web = new Web(
                new ReportSource() {
                    @Override
                    public StatusReport report() {
                        return Reports.twoInstances();
                    }

                    @Override
                    public Histogram.Counts lateness() {
                        return new Histogram().counts();
                    }

                    @Override
                    public Config config() {
                        return config;
                    }
                },
                () -> 1,
                () -> "lb1",
                1_000,
                events::add);
        web.start(config);
    }

    @AfterEach
    void close() {
        web.close();
    }

    private Config config(String own) throws IOException {
        Path keepalived = Files.writeString(directory.resolve("keepalived.conf"), ConfigText.instance("VI_1", 51));
        Path file = Files.writeString(directory.resolve("vigil.conf"), own);
        return ConfigLoader.standard()
                .load(keepalived, ConfigLoader.Options.NONE.beside(Optional.of(file)))
                .config()
                .orElseThrow();
    }

    private Proposal proposal(Config next) {
        return new Proposal(config, next, ReloadMode.USUAL);
    }

    private static int status(int port, String path) throws IOException {
        var client = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        client.setConnectTimeout(LIMIT_MS);
        client.setReadTimeout(LIMIT_MS);
        try {
            return client.getResponseCode();
        } catch (IOException nobody) {
            return NOBODY;
        } finally {
            client.disconnect();
        }
    }

    @Test
    void theyAreThereFromTheStart() throws IOException {
        assertThat(status(one, "/metrics")).isEqualTo(200);
        assertThat(status(other, "/metrics")).isEqualTo(NOBODY);
        assertThat(events).isEmpty();
    }

    @Test
    void aReloadMovesThem() throws IOException {
        Config next = config("probe_listener 127.0.0.1:" + other + "\n");
        web.prepare(proposal(next));
        assertThat(status(one, "/metrics")).isEqualTo(200);

        web.adopt(ReloadPlan.between(config, next));

        assertThat(status(one, "/metrics")).isEqualTo(NOBODY);
        assertThat(status(other, "/VI_1")).isEqualTo(200);
        assertThat(status(other, "/metrics")).isEqualTo(404);
    }

    @Test
    void aReloadThatKeepsOneLeavesItOpen() throws IOException {
        Config next = config("web {\nlisten " + one + "\nlisten " + other + "\n}\n");
        web.prepare(proposal(next));
        web.adopt(ReloadPlan.between(config, next));

        assertThat(status(one, "/livez")).isEqualTo(200);
        assertThat(status(other, "/livez")).isEqualTo(200);
    }

    @Test
    void aPortThatSomebodyElseHasIsAnObjectionAndNothingOfTheProposalStays() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Config next = config("web {\nlisten " + other + "\nlisten " + taken.getLocalPort() + "\n}\n");
            assertThatThrownBy(() -> web.prepare(proposal(next)))
                    .isInstanceOf(ReloadObjection.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
            web.abort();

            assertThat(status(one, "/livez")).isEqualTo(200);
            assertThat(status(other, "/livez")).isEqualTo(NOBODY);
        }
    }

    @Test
    void atTheStartItIsReportedAndTheOthersServe() throws IOException {
        web.close();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            web.start(config("web {\nlisten " + taken.getLocalPort() + "\nlisten " + other + "\n}\n"));

            assertThat(events).hasSize(1);
            assertThat(EventText.of(events.getFirst())).contains("listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(status(other, "/livez")).isEqualTo(200);
        }
    }
}
