package dev.vigil.daemon.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.IntentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentStoreTest {
    private static final long NOW = 1_796_080_000_000L;
    private static final String SERVER = "[192.0.2.80]:tcp:80 [10.0.0.11]:tcp:8080";
    private static final Intent KEPT = new Intent(
            Intent.Kind.SERVER_WEIGHT,
            SERVER,
            OptionalLong.of(5),
            "user root",
            NOW,
            "100 % slower - süß\n",
            true,
            OptionalLong.empty());
    private static final Intent BRIEF = new Intent(
            Intent.Kind.DRAIN, "VI_1", OptionalLong.empty(), "user bob", NOW, "", true, OptionalLong.of(NOW + 60_000));
    private static final Intent FLEETING = new Intent(
            Intent.Kind.SERVER_DISABLE,
            "a b",
            OptionalLong.empty(),
            "user root",
            NOW,
            "-",
            false,
            OptionalLong.empty());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<Event> log = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private IntentFile file;

    @BeforeEach
    void place() {
        file = IntentFile.of(directory.resolve("run/control.sock"));
    }

    private IntentStore begun(long nowEpochMs) {
        IntentStore store = new IntentStore(file, log::add);
        store.begin(nowEpochMs);
        return store;
    }

    @Test
    void anIntentThatIsKeptIsThereAfterARestartWithEveryPartOfIt() throws IOException {
        IntentStore store = begun(NOW);
        store.put(KEPT);
        store.put(BRIEF);
        assertThat(begun(NOW + 1).all()).containsExactly(KEPT, BRIEF);
        assertThat(log).last().isEqualTo(new IntentEvent.Resumed("VI_1", "drain", "user bob", ""));
    }

    @Test
    void oneThatIsNotKeptOrWhoseTimeIsOverIsGoneAfterARestartAlsoFromTheFile() throws IOException {
        IntentStore store = begun(NOW);
        store.put(KEPT);
        store.put(BRIEF);
        store.put(FLEETING);
        assertThat(begun(NOW + 60_000).all()).containsExactly(KEPT);
        assertThat(IntentLines.read(Files.readString(file.path())).intents()).containsExactly(KEPT);
        assertThat(log)
                .contains(
                        new IntentEvent.Ended("VI_1", "drain", "its time is over"),
                        new IntentEvent.Ended("a b", "disable", "it was not to be kept over a restart"));
    }

    @Test
    void aNewIntentTakesThePlaceOfTheOneAboutTheSameObjectOfTheSameKind() throws IOException {
        IntentStore store = begun(NOW);
        Intent promote = new Intent(
                Intent.Kind.PROMOTE, "VI_1", OptionalLong.empty(), "user root", NOW, "", true, OptionalLong.empty());
        Intent server = new Intent(
                Intent.Kind.SERVER_DRAIN,
                "VI_1",
                OptionalLong.empty(),
                "user root",
                NOW,
                "",
                true,
                OptionalLong.empty());
        store.put(BRIEF);
        store.put(server);
        store.put(promote);
        assertThat(store.all()).containsExactly(server, promote);
        assertThat(store.about(Intent.Subject.INSTANCE, "VI_1")).contains(promote);
        assertThat(store.about(Intent.Subject.SERVER, "VI_1")).contains(server);
    }

    @Test
    void whatIsTakenBackIsGoneAndWithoutIntentsThereIsNoFile() throws IOException {
        IntentStore store = begun(NOW);
        assertThat(file.path()).doesNotExist();
        store.put(KEPT);
        assertThat(store.remove(Intent.Subject.INSTANCE, SERVER, "user bob")).isEmpty();
        assertThat(store.remove(Intent.Subject.SERVER, SERVER, "user bob")).contains(KEPT);
        assertThat(store.all()).isEmpty();
        assertThat(directory.resolve("run")).isEmptyDirectory();
        assertThat(log).last().isEqualTo(new IntentEvent.Ended(SERVER, "weight 5", "user bob"));
    }

    @Test
    void whatCannotBeStoredIsNotInForce() throws IOException {
        IntentStore store = begun(NOW);
        store.put(KEPT);
        Files.createDirectory(file.path().resolveSibling("control.intents.new"));
        Files.createFile(file.path().resolveSibling("control.intents.new/in-the-way"));
        assertThatThrownBy(() -> store.put(BRIEF)).isInstanceOf(IOException.class);
        assertThat(store.all()).containsExactly(KEPT);
        assertThat(begun(NOW).all()).containsExactly(KEPT);
    }

    @Test
    void timeEndsThoseThatAreBounded() throws IOException {
        IntentStore store = begun(NOW);
        store.put(KEPT);
        store.put(BRIEF);
        assertThat(store.expire(NOW + 59_999)).isEmpty();
        assertThat(store.expire(NOW + 60_000)).containsExactly(BRIEF);
        assertThat(store.all()).containsExactly(KEPT);
        assertThat(IntentLines.read(Files.readString(file.path())).intents()).containsExactly(KEPT);
    }

    @Test
    void ofAFileThatLostItsEndTheWholeLinesAreBelievedAndTheLossIsTold() throws IOException {
        IntentStore store = begun(NOW);
        store.put(KEPT);
        store.put(BRIEF);
        String whole = Files.readString(file.path());
        int second = whole.indexOf('\n', whole.indexOf('\n') + 1) + 1;
        for (int length = 0; length < whole.length() - 1; length++) {
            Files.writeString(file.path(), whole.substring(0, length));
            log.clear();
            List<Intent> all = begun(NOW).all();
            assertThat(all).as("%s bytes", length).isSubsetOf(KEPT, BRIEF);
            assertThat(all.contains(KEPT)).as("%s bytes", length).isEqualTo(length >= second - 1);
            assertThat(log).as("%s bytes", length).last().isInstanceOf(IntentEvent.Damaged.class);
            assertThat(file.path().resolveSibling("control.intents.damaged")).hasContent(whole.substring(0, length));
            assertThat(begun(NOW).all()).as("what was believed is written anew").isEqualTo(all);
        }
    }

    @Test
    void aLineWithAnotherByteInItIsNotBelieved() {
        String whole = IntentLines.text(List.of(KEPT, BRIEF, FLEETING));
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            int place = random.nextInt(whole.length() - 1);
            char other = (char) random.nextInt(1, 0x180);
            boolean same = other == text.charAt(place);
            text.setCharAt(place, other);
            IntentLines.Reading reading = IntentLines.read(text.toString());
            assertThat(reading.intents()).as("%s at %s", (int) other, place).isSubsetOf(KEPT, BRIEF, FLEETING);
            assertThat(reading.faults().isEmpty())
                    .as("%s at %s", (int) other, place)
                    .isEqualTo(same);
        }
    }

    @Test
    void garbageIsPutAsideAndHoldsUpNothing() throws IOException {
        begun(NOW).put(KEPT);
        byte[] garbage = new byte[4_000];
        new SplittableRandom(3).nextBytes(garbage);
        Files.write(file.path(), garbage);
        IntentStore store = begun(NOW);
        assertThat(store.all()).isEmpty();
        assertThat(log).last().isInstanceOf(IntentEvent.Damaged.class);
        store.put(BRIEF);
        assertThat(begun(NOW).all()).containsExactly(BRIEF);
    }

    @Test
    void aFileOfAnotherVersionIsPutAside() throws IOException {
        begun(NOW).put(KEPT);
        Files.writeString(file.path(), Files.readString(file.path()).replace("intents 1", "intents 2"));
        assertThat(begun(NOW).all()).isEmpty();
        assertThat(file.path().resolveSibling("control.intents.damaged")).exists();
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        begun(NOW).put(KEPT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aDaemonWithItsSocketBelowRunHasItsIntentsWhereTheyOutliveTheMachine() {
        assertThat(IntentFile.of(Path.of("/run/vigil/control.sock"), directory).path())
                .isEqualTo(directory.resolve("vigil-control.intents"));
        assertThat(IntentFile.of(Path.of("/run/blue/../green/c.sock"), directory)
                        .path())
                .isEqualTo(directory.resolve("green-c.intents"));
        assertThat(IntentFile.of(Path.of("/run/vigil/control.sock"), directory.resolve("none"))
                        .path())
                .hasToString("/run/vigil/control.intents");
        assertThat(IntentFile.of(Path.of("/srv/v/socket")).path()).hasToString("/srv/v/socket.intents");
    }

    @Test
    void thereIsABoundOnThem() throws IOException {
        StringBuilder names = new StringBuilder();
        List<Intent> many = new ArrayList<>();
        for (int number = 0; number < IntentStore.INTENTS_MAX; number++) {
            names.setLength(0);
            names.append("VI_").append(number);
            many.add(new Intent(
                    Intent.Kind.DRAIN,
                    names.toString(),
                    OptionalLong.empty(),
                    "x",
                    NOW,
                    "",
                    true,
                    OptionalLong.empty()));
        }
        file.write(many.subList(0, 1));
        Files.writeString(file.path(), IntentLines.text(many));
        IntentStore store = begun(NOW);
        assertThatThrownBy(() -> store.put(KEPT)).isInstanceOf(IOException.class);
        store.put(many.getFirst());
        assertThat(store.all()).hasSize(IntentStore.INTENTS_MAX);
    }
}
