package dev.vigil.daemon.control;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.options.DaemonOptions.ControlGroups;
import dev.vigil.linux.LocalPeer;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlServerTest {
    private static final ControlGroups SOME_GROUP = new ControlGroups(Optional.of("7001"), Optional.empty());

    @TempDir
    Path directory;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path socket;
    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        socket = directory.resolve("run/vigil.sock");
        server = ControlServer.start(socket, ControlGroups.NONE, ControlServerTest::answer, events::add);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void answer(Request request, JsonWriter json) throws RequestRefused {
        switch (request.command()) {
            case "echo" -> {
                json.beginObject();
                json.name("peer");
                json.value(request.peer());
                json.name("word");
                json.value(request.argument("word").orElse("none"));
                json.endObject();
            }
            case "half" -> {
                json.beginObject();
                json.name("secret");
                json.value("x");
                throw new RequestRefused(RequestRefused.Code.NOT_FOUND, "no instance \"VI_9\"");
            }
            case "defect" -> throw new IllegalStateException("oops");
            case "large" -> texts(json, 3_000);
            case "huge" -> texts(json, 50_000);
            default -> throw new RequestRefused(RequestRefused.Code.UNKNOWN_COMMAND, "no command " + request.command());
        }
    }

    private static void texts(JsonWriter json, int number) {
        json.beginObject();
        json.name("texts");
        json.beginArray();
        for (int count = 0; count < number; count++) {
            json.value("y".repeat(1_000));
        }
        json.endArray();
        json.endObject();
    }

    private String ask(String command, Map<String, String> arguments) throws IOException, RequestRefused {
        return ControlClient.request(socket, command, arguments);
    }

    /** Sends bytes and takes what comes back until the end. */
    private String raw(byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            try (TimedChannel timed = new TimedChannel(ByteStream.OfChannel.of(channel), 10_000)) {
                timed.write(bytes);
                channel.shutdownOutput();
                return new String(timed.readAll(1_000_000), StandardCharsets.UTF_8);
            }
        }
    }

    private String raw(String text) throws IOException {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** More of one request than there are threads, so that a thread that ended would be missed. */
    @Test
    void halfOfASurrogatePairEndsNoThread() throws IOException, RequestRefused {
        for (int count = 0; count <= ControlServer.THREADS; count++) {
            assertThat(raw("{\"\\ud800\":7}\n")).startsWith("{\"error\":{\"code\":\"malformed\"");
        }
        assertServes();
    }

    private void assertServes() throws IOException, RequestRefused {
        assertThat(ask("echo", Map.of("word", "w"))).contains("\"word\":\"w\"");
    }

    @Test
    void aRequestIsAnsweredWithOneObject() throws IOException, RequestRefused {
        assertThat(ask("echo", Map.of("word", "a \"b\"\n\u00e9")))
                .isEqualTo("{\"peer\":\"user " + System.getProperty("user.name")
                        + "\",\"word\":\"a \\\"b\\\"\\n\u00e9\"}");
    }

    @Test
    void aRefusalReplacesWhatWasAlreadyWritten() {
        assertThatThrownBy(() -> ask("half", Map.of())).isInstanceOfSatisfying(RequestRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RequestRefused.Code.NOT_FOUND);
            assertThat(refused).hasMessage("no instance \"VI_9\"");
        });
    }

    @Test
    void aDefectInAHandlerIsAnsweredToldAndSurvived() throws IOException, RequestRefused {
        assertThatThrownBy(() -> ask("defect", Map.of()))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RequestRefused.Code.INTERNAL));
        assertThat(events).anyMatch(DaemonEvent.Defect.class::isInstance);
        for (int count = 0; count < 2 * ControlServer.THREADS; count++) {
            assertServes();
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() throws IOException, RequestRefused {
        assertThat(ask("large", Map.of())).hasSize("{\"texts\":[]}".length() + 3_000 * 1_003 - 1);
    }

    /** So much is what twenty thousand instances have to say. */
    @Test
    void anAnswerOfFiftyMegabytesArrivesWhole() throws IOException, RequestRefused {
        assertThat(ask("huge", Map.of())).hasSize("{\"texts\":[]}".length() + 50_000 * 1_003 - 1);
    }

    @Test
    void whatChangesSomethingIsLoggedWithWhoAskedForItAndAQuestionIsNot() throws IOException, RequestRefused {
        assertThatThrownBy(() -> ask("status", Map.of())).isInstanceOf(RequestRefused.class);
        assertThat(events).noneMatch(event -> event instanceof ControlEvent.Requested);

        assertThat(ask("echo", Map.of())).isNotEmpty();

        assertThat(events)
                .filteredOn(event -> event instanceof ControlEvent.Requested)
                .singleElement()
                .isInstanceOfSatisfying(
                        ControlEvent.Requested.class,
                        event -> assertThat(event.command()).isEqualTo("echo"));
    }

    @Test
    void theSocketIsForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatAPeerMayDoFollowsFromItsUserAndAllItsGroups() {
        PeerCheck check = new PeerCheck(500, OptionalInt.of(70), OptionalInt.of(71));

        assertThat(check.accessOf(new LocalPeer(0, Set.of(0)))).isEqualTo(Access.WRITE);
        assertThat(check.accessOf(new LocalPeer(500, Set.of(500)))).isEqualTo(Access.WRITE);
        assertThat(check.accessOf(new LocalPeer(501, Set.of(501, 71)))).isEqualTo(Access.WRITE);
        assertThat(check.accessOf(new LocalPeer(501, Set.of(501, 70)))).isEqualTo(Access.READ);
        assertThat(check.accessOf(new LocalPeer(501, Set.of(501)))).isEqualTo(Access.NONE);
        assertThat(new PeerCheck(500, OptionalInt.empty(), OptionalInt.empty())
                        .accessOf(new LocalPeer(501, Set.of(70, 71))))
                .isEqualTo(Access.NONE);
    }

    @Test
    void aReaderMayOnlyAskWhatChangesNothing() {
        assertThat(Access.READ.allows("status")).isTrue();
        for (String command : List.of("reload", "stop", "drain", "no such command", "")) {
            assertThat(Access.READ.allows(command)).as(command).isFalse();
            assertThat(Access.WRITE.allows(command)).as(command).isTrue();
            assertThat(Access.NONE.allows(command)).as(command).isFalse();
        }
        assertThat(Access.NONE.allows("status")).isFalse();
    }

    @Test
    void aDirectoryThatOthersMayWriteIsNoPlaceForTheSocket() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> ControlServer.start(
                        open.resolve("c.sock"), ControlGroups.NONE, ControlServerTest::answer, events::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(open + " is writable by others");
    }

    @Test
    void aLinkInThePlaceOfTheSocketIsNotFollowed() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("link.sock"), target);

        assertThatThrownBy(() -> ControlServer.start(link, ControlGroups.NONE, ControlServerTest::answer, events::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no socket");
        assertThat(target).hasContent("precious");
    }

    @Test
    void directoriesThatAreMadeForASharedSocketLetItsUsersThrough() throws IOException {
        Path made = directory.resolve("made");
        Path shared = made.resolve("twice/c.sock");

        ControlServer.start(shared, SOME_GROUP, ControlServerTest::answer, events::add)
                .close();

        for (Path each : List.of(made, made.resolve("twice"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx--x--x");
        }
    }

    @Test
    void aServerThatRunsCanLetGroupsInAndShutThemOutAgain() throws IOException {
        Path shared = directory.resolve("later/c.sock");

        try (ControlServer open =
                ControlServer.start(shared, ControlGroups.NONE, ControlServerTest::answer, events::add)) {
            open.admit(SOME_GROUP);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                    .isEqualTo("rw-rw-rw-");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("later"))))
                    .isEqualTo("rwx--x--x");

            open.admit(ControlGroups.NONE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                    .isEqualTo("rw-------");
        }
        assertThat(ControlServer.noSuchGroup(SOME_GROUP)).isEmpty();
        assertThat(ControlServer.noSuchGroup(new ControlGroups(Optional.of("no-such-group"), Optional.empty())))
                .contains("there is no group no-such-group");
    }

    @Test
    void aDirectoryThatKeepsTheUsersOfASharedSocketOutIsNamedAndLeftAlone() throws IOException {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE)));

        ControlServer.start(closed.resolve("c.sock"), SOME_GROUP, ControlServerTest::answer, events::add)
                .close();

        assertThat(events)
                .contains(new DaemonEvent.OperationFailed(
                        "let groups reach " + closed.resolve("c.sock"),
                        closed + " lets nobody but its owner through; chmod 0711 it, or choose another --socket"));
        assertThat(Files.getPosixFilePermissions(closed)).containsOnly(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
    }

    @Test
    void anUnknownGroupIsNamed() {
        ControlGroups groups = new ControlGroups(Optional.of("no-such-group"), Optional.empty());

        assertThatThrownBy(() -> ControlServer.start(
                        directory.resolve("g.sock"), groups, ControlServerTest::answer, events::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no group no-such-group");
    }

    @Test
    void theRemainsOfADeadDaemonAreReplaced() throws IOException, RequestRefused {
        Path place = directory.resolve("dead.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(place))
                .close();
        assertThat(place).exists();

        try (ControlServer second =
                ControlServer.start(place, ControlGroups.NONE, ControlServerTest::answer, events::add)) {
            assertThat(second).isNotNull();
            assertThat(ControlClient.request(place, "echo", Map.of())).contains("none");
        }
        assertThat(place).doesNotExist();
    }

    @Test
    void aSecondDaemonDoesNotTakeTheSocketOfOneThatAnswers() throws IOException, RequestRefused {
        assertThatThrownBy(
                        () -> ControlServer.start(socket, ControlGroups.NONE, ControlServerTest::answer, events::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another daemon answers");
        assertServes();
    }

    @Test
    void aFileInThePlaceOfTheSocketIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "precious");

        assertThatThrownBy(() -> ControlServer.start(file, ControlGroups.NONE, ControlServerTest::answer, events::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no socket");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aClientWithoutADaemonIsToldThatNoneRuns() {
        assertThatThrownBy(() -> ControlClient.request(directory.resolve("none"), "echo", Map.of()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void malformedRequestsAreRefusedAsSuch() throws IOException {
        for (String text : List.of(
                "",
                "\n",
                "null\n",
                "[]\n",
                "7\n",
                "{\n",
                "{\"command\":\n",
                "{\"command\":7",
                "{}\n",
                "{\"command\":null}\n",
                "{\"command\":\"echo\",\"x\":{\"y\":1}}\n",
                "{\"command\":\"echo\",\"x\":" + "[".repeat(5000) + "\n",
                "{\"command\":\"echo\",\"command\":\"half\"}\n",
                "{\"command\":\"echo\",\"x\":1e999999999}\n",
                "{\"command\":\"echo\",\"x\":99999999999999999999999999}\n",
                "\u0000\u0001\n",
                "{\"command\":\"\\ud800\"}\n",
                "{\"\\ud800\":7}\n",
                "{\"\\udc00\\ud800\":\"x\"}\n",
                "x".repeat(ControlServer.REQUEST_MAX + 1))) {
            assertThat(raw(text)).as(text).startsWith("{\"error\":{\"code\":\"malformed\"");
        }
        assertThat(events).noneMatch(DaemonEvent.Defect.class::isInstance);
    }

    @Test
    void whateverBytesComeTheServerAnswersAndGoesOn() throws IOException, RequestRefused {
        long seed = 20_261_121;
        Random random = new Random(seed);
        byte[] good =
                "{\"command\":\"echo\",\"word\":\"\\u00e9\",\"n\":12.5,\"t\":true}\n".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = good.clone();
            if (round % 4 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                for (int count = 0; count <= random.nextInt(3); count++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            assertThat(raw(bytes))
                    .as("seed %d, round %d", seed, round)
                    .startsWith("{")
                    .endsWith("}");
        }
        assertThat(events).as("seed %d", seed).noneMatch(DaemonEvent.Defect.class::isInstance);
        assertServes();
    }

    @Test
    void clientsThatHangHoldUpOthersForABoundedTimeOnly() throws IOException, RequestRefused {
        List<SocketChannel> hanging = new CopyOnWriteArrayList<>();
        try {
            for (int count = 0; count < ControlServer.THREADS; count++) {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap("{\"comm".getBytes(StandardCharsets.UTF_8)));
                hanging.add(channel);
            }
            long startNs = System.nanoTime();
            assertServes();
            assertThat(System.nanoTime() - startNs)
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(2 * ControlServer.TRANSFER_TIMEOUT_MS));
        } finally {
            for (SocketChannel channel : hanging) {
                channel.close();
            }
        }
    }
}
