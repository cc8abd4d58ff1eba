package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventText;
import dev.vigil.daemon.log.ServerEvent;
import dev.vigil.daemon.process.ProcessLoop;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.linux.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop of checks with real sockets and real programs, and a table that is only written down. */
@Timeout(60)
class CheckLoopTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Sightings sightings = new Sightings();
    private final Written written = new Written();
    private final ProcessLoop programs = ProcessLoop.start((_, _, _) -> {}, events::add);
    private final CheckLoop loop = CheckLoop.start(
            written, programs::check, sightings, event -> events.add(new ServerEvent(event)), events::add);

    /** A table that takes everything. */
    private static final class Written implements DataPlane {
        private final List<String> changes = new CopyOnWriteArrayList<>();
        private volatile String awaited = "";
        private volatile CountDownLatch latch = new CountDownLatch(0);

        @Override
        public String name() {
            return "the test";
        }

        @Override
        public Table table() {
            return new Table();
        }

        @Override
        public boolean carryOut(List<TableChange> wanted, Balancer balancer) {
            for (TableChange change : wanted) {
                balancer.done(change);
                put(text(change));
            }
            return true;
        }

        private synchronized void put(String change) {
            changes.add(change);
            if (change.equals(awaited)) {
                latch.countDown();
            }
        }

        /** Waits until this has been done, from now on or before. */
        void await(String change) throws InterruptedException {
            synchronized (this) {
                awaited = change;
                latch = new CountDownLatch(changes.contains(change) ? 0 : 1);
            }
            assertThat(latch.await(20, TimeUnit.SECONDS))
                    .as(change + " in " + changes)
                    .isTrue();
            changes.clear();
        }

        private static String text(TableChange change) {
            return switch (change) {
                case TableChange.AddDestination add ->
                    "+" + add.destination().key().port() + "/"
                            + add.destination().weight();
                case TableChange.SetDestination set ->
                    "=" + set.destination().key().port() + "/"
                            + set.destination().weight();
                case TableChange.RemoveDestination remove ->
                    "-" + remove.destination().key().port();
                case TableChange.AddService _, TableChange.SetService _, TableChange.RemoveService _ -> "service";
            };
        }

        @Override
        public Supplier<Optional<Connections>> connections(Map<ServiceKey, Destination.Key> places) {
            return () -> Optional.of(new Connections(places.size(), 0));
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        loop.close(true);
        programs.close();
        assertThat(texts()).noneMatch(text -> text.contains("defect"));
    }

    private List<String> texts() {
        return events.stream().map(EventText::of).toList();
    }

    private static String server(int port, String check) {
        return """
                real_server 127.0.0.1 %d {
                    weight 4
                    delay_loop 0.05
                    delay_before_retry 0.02
                    warmup 0
                    connect_timeout 2
                    %s
                }
                """.formatted(port, check);
    }

    private void follow(String... servers) {
        Config config = ConfigText.draft("""
                track_file load {
                    file /run/load
                }
                bfd_instance uplink {
                    neighbor_ip 192.0.2.8
                }
                virtual_server 192.0.2.80 80 {
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                    %s
                }
                """.formatted(String.join("\n", servers)));
        loop.follow(Balancing.services(config), GeneralSettings.of(config, _ -> false));
    }

    @Test
    void whatAnOperatorWantsIsDoneWhenTheAnswerIsThere() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            follow(server(port, "TCP_CHECK {\n}"));
            written.await("+" + port + "/4");
            ServerName name = new ServerName("[192.0.2.80]:tcp:80", "[127.0.0.1]:tcp:" + port);
            boolean loses = loop.ask(balancer -> balancer.wouldLoseQuorum(name, new Steering.Drain()))
                    .get(20, TimeUnit.SECONDS);
            assertThat(loses).isTrue();
            List<ServiceView> views = loop.ask(balancer -> {
                        balancer.steer(Map.of(name, new Steering.Weight(9)), MonotonicClock.nowNs());
                        return balancer.views();
                    })
                    .get(20, TimeUnit.SECONDS);
            assertThat(written.changes).contains("=" + port + "/9");
            assertThat(views.getFirst().servers().getFirst().weight()).isEqualTo(9);
            assertThat(loop.connections(name).get(20, TimeUnit.SECONDS).get()).contains(new Connections(1, 0));
        }
    }

    @Test
    void aServerIsInTheTableWhileItsConnectionsOpen() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            follow(server(port, "TCP_CHECK {\n}"));
            written.await("+" + port + "/4");
        }
        written.await("-" + port);
        try (ServerSocket socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            written.await("+" + port + "/4");
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
        assertThat(texts())
                .anyMatch(text -> text.startsWith("TCP_CHECK on service [127.0.0.1]:tcp:" + port + " failed"));
    }

    @Test
    void aProgramDecidesAndSetsTheWeight() throws IOException, InterruptedException {
        Path status = folder.resolve("status");
        Path program = folder.resolve("check");
        Files.writeString(status, "0");
        Files.writeString(program, "#!/bin/sh\nexit $(cat " + status + ")\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        follow(server(
                7, "MISC_CHECK {\nmisc_path " + program + "\nmisc_dynamic\nmisc_timeout 9\nuser " + USER + "\n}"));

        written.await("+7/4");
        Files.writeString(status, "12");
        written.await("=7/10");
        Files.writeString(status, "1");
        written.await("-7");
        Files.writeString(status, "0");
        written.await("+7/4");
        assertThat(texts())
                .anyMatch(text -> text.startsWith("Misc check for [[127.0.0.1]:tcp:7 VS [192.0.2.80]:tcp:80] by ["
                        + program + "] failed (exited with status 1)"));
    }

    @Test
    void aProgramThatTakesTooLongHasFailed() throws IOException, InterruptedException {
        Path program = folder.resolve("check");
        Files.writeString(program, "#!/bin/sh\nsleep 30\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        follow(
                server(8, "MISC_CHECK {\nmisc_path " + program + "\nmisc_timeout 1\nuser " + USER + "\n}"),
                server(9, "MISC_CHECK {\nmisc_path " + folder.resolve("missing") + "\nuser " + USER + "\n}"));

        written.await("-8");
        assertThat(texts())
                .anyMatch(text -> text.contains("] timed out (timed out after 1 s)"))
                .anyMatch(text -> text.contains("missing] failed (cannot run "));
    }

    @Test
    void aFileSetsTheWeightAndABfdSessionDecides() throws InterruptedException {
        sightings.file("load", 3);
        follow(server(5, "FILE_CHECK {\ntrack_file load\nweight 2\n}"), server(6, "BFD_CHECK {\nname uplink\n}"));

        written.await("+5/10");
        sightings.file("load", -9);
        written.await("=5/0");
        sightings.session("uplink", false, "192.0.2.8 was not heard yet");
        written.await("-6");
        sightings.session("uplink", true, "");
        written.await("+6/4");
        assertThat(texts()).contains("BFD check of [127.0.0.1]:tcp:6 by [uplink] failed: 192.0.2.8 was not heard yet");
        follow(server(5, "FILE_CHECK {\ntrack_file load\nweight 2\n}\nTCP_CHECK {\nwarmup 9\n}"));
        written.await("+5/0");
        sightings.file("load", 1);
        written.await("=5/6");
    }
}
