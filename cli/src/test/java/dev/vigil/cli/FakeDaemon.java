package dev.vigil.cli;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusJson;
import dev.vigil.daemon.control.StatusReport;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers every request on a control socket with one text. */
final class FakeDaemon implements AutoCloseable {
    private final ServerSocketChannel server;

    FakeDaemon(Path socket, String answer) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(() -> answerAll(answer));
    }

    private void answerAll(String answer) {
        while (true) {
            try (SocketChannel client = server.accept()) {
                client.read(ByteBuffer.allocate(1024));
                ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The JSON of a report with one instance for each state, named {@code VI_0}, {@code VI_1} and so on. */
    static String report(State... states) {
        return report(List.of(), states);
    }

    /** The same, each with this rival. */
    static String contested(State... states) {
        return report(
                List.of(new StatusReport.Rival(
                        IpAddress.of("10.0.0.2"),
                        Optional.empty(),
                        List.of("master_too"),
                        "is master, too",
                        90,
                        4_000_000_000L,
                        4_700_000_000L)),
                states);
    }

    private static String report(List<StatusReport.Rival> rivals, State... states) {
        List<StatusReport.Instance> instances = new java.util.ArrayList<>();
        for (State state : states) {
            instances.add(instance("VI_" + instances.size(), state, rivals));
        }
        var daemon = new StatusReport.Daemon(
                4711,
                "0.1.0",
                0,
                "/etc/keepalived/keepalived.conf",
                Optional.empty(),
                Optional.empty(),
                StatusReport.Without.NOTHING,
                Optional.empty(),
                0,
                StatusReport.Health.SOUND);
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        StatusJson.write(new StatusReport(5_000, 5_000_000_000L, daemon, instances, List.of(), List.of()), writer);
        return writer.result();
    }

    private static StatusReport.Instance instance(String name, State state, List<StatusReport.Rival> rivals) {
        return new StatusReport.Instance(
                name,
                "eth0",
                51,
                Family.IPV4,
                2,
                state,
                1_000,
                1_000_000_000L,
                new StatusReport.Reasons(
                        "it is so",
                        "would be otherwise if it were not",
                        List.of("script web is down: exited with status 7"),
                        Optional.of(State.INIT)),
                new StatusReport.Rules(
                        1_000_000_000L,
                        1_000_000_000L,
                        3_600_000_000L,
                        true,
                        0,
                        State.BACKUP,
                        new RouterSettings.Announcements(5, 5_000_000_000L, 0, 1, 5, 5_000_000_000L)),
                new StatusReport.Priority(100, 100, List.of()),
                Optional.empty(),
                List.of(new StatusReport.Address("10.0.0.1/24", "eth0", state == State.MASTER)),
                new StatusReport.Counters(0, 0, 0, 0, 0, 0, 0, Map.of()),
                StatusReport.Notify.NONE,
                rivals,
                List.of(),
                Optional.empty());
    }
}
