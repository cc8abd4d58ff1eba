package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code auth_hmac}: a trailer proves who sent an advertisement. keepalived 2.2.7 has none, so the other side is a program of
 * its own, {@code hmac/advert.py}.
 */
@LabTest
class HmacSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);
    private static final String OTHER = "ff".repeat(32);
    private static final String PROGRAM = Program.root()
            .resolve("system-tests/src/test/resources/hmac/advert.py")
            .toString();

    static List<Row> rows() {
        return Row.which(row -> row.master() == Program.VIGIL && row.backup() == Program.VIGIL);
    }

    private static String block(String lines) {
        return "auth_hmac {\n" + lines + "\n    }";
    }

    private static Pair pair(Lab lab, Row row, String lines) {
        UnaryOperator<RouterText> settings =
                text -> text.withoutAuthentication().line(block(lines));
        return new Pair(lab, row).withSettingsA(settings).withSettingsB(settings);
    }

    private static String key(int number, String digits) {
        return "        key " + number + " hex:" + digits + "\n        active_key " + number;
    }

    private static List<String> sent(Pair pair, Node from) {
        return pair.wire.frames().stream()
                .filter(frame -> frame.sourceMac().equals(from.mac()))
                .map(Frame::bytes)
                .filter(bytes -> bytes.length >= 34 && bytes[12] == 8 && bytes[13] == 0 && (bytes[23] & 0xff) == 112)
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    /** What the other program says of frames. */
    private static List<String> verdicts(String key, List<String> frames) {
        String all = String.join("\n", frames);
        return Shell.must(List.of(
                        "sh", "-c", "printf '%s\\n' \"$1\" | python3 \"$2\" check \"$3\"", "sh", all, PROGRAM, key))
                .lines()
                .toList();
    }

    /** A frame of the other program. */
    private static String made(int number, String key, int priority, double ahead) {
        return Shell.must(List.of(
                        "python3",
                        PROGRAM,
                        "make",
                        String.valueOf(number),
                        key,
                        "10.77.0.9",
                        String.valueOf(Pair.VRID),
                        String.valueOf(priority),
                        String.valueOf(ahead),
                        Pair.VIP))
                .strip();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anotherProgramFindsEveryAdvertisementRightAndNodesFailOver(Row row, Lab lab) {
        // tshark does not know the trailer.
        lab.expectHostilePackets();
        Pair pair = pair(lab, row, key(8, KEY));
        Daemon a = pair.startA();
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        pair.startB();
        Await.holds("b hears a", Duration.ofSeconds(4), () -> !pair.b.holds(Pair.VIP));
        a.terminate();
        Await.until("the address on b", LIMIT, () -> pair.b.holds(Pair.VIP));
        Await.until("two advertisements", LIMIT, () -> sent(pair, pair.b).size() >= 2);

        List<String> frames = new ArrayList<>(sent(pair, pair.a));
        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(verdicts(OTHER, frames)).allMatch(verdict -> verdict.equals("proof"));
        List<String> verdicts = verdicts(KEY, frames);
        assertThat(verdicts).hasSameSizeAs(frames).allMatch(verdict -> verdict.startsWith("right "));
        assertThat(verdicts.stream().map(verdict -> Long.parseLong(verdict.substring(6))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(verdicts(KEY, sent(pair, pair.b))).allMatch(verdict -> verdict.startsWith("right "));
    }

    @Test
    void onlyWhatIsProvedAndNewMakesAMasterYield(Lab lab) {
        lab.expectHostilePackets();
        Row row = new Row(Program.VIGIL, Program.VIGIL, 3, Row.Cast.MULTICAST);
        Pair pair = pair(lab, row, key(8, KEY) + "\n        key 9 hex:" + OTHER + "\n        time_window 5");
        pair.startA();
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        Node stranger = lab.node("stranger", "10.77.0.9/24");
        String plain = made(8, KEY, 254, 0);
        String bare = new ForgedAdvert(3).priority(254).hex();
        stranger.sendFrames(List.of(
                bare,
                made(8, OTHER, 254, 0),
                made(7, KEY, 254, 0),
                made(8, KEY, 254, -30),
                made(8, KEY, 254, 30),
                plain.substring(0, plain.length() - 2) + (plain.endsWith("00") ? "01" : "00")));
        Await.holds("a stays", Duration.ofSeconds(2), () -> pair.a.holds(Pair.VIP));
        assertThat(VigilStatus.json(pair.a).output())
                .contains(
                        "\"trailer_missing\":1",
                        "\"trailer_invalid\":2",
                        "\"trailer_unknown_key\":1",
                        "\"trailer_stale\":2");

        String right = made(9, OTHER, 254, 0);
        stranger.sendFrames(List.of(right));
        pair.awaitAddressGone(pair.a);
        // It is silent from here on.
        Await.until("the address on a again", LIMIT, () -> pair.a.holds(Pair.VIP));
        stranger.sendFrames(List.of(right));
        Await.holds("a stays", Duration.ofSeconds(1), () -> pair.a.holds(Pair.VIP));
        assertThat(VigilStatus.json(pair.a).output()).contains("\"trailer_replayed\":1");
    }

    @Test
    void keysAreReplacedWithoutAChangeOfTheMaster(Lab lab) {
        // tshark does not know the trailer.
        lab.expectHostilePackets();
        Row row = new Row(Program.VIGIL, Program.VIGIL, 3, Row.Cast.MULTICAST);
        Pair pair = pair(lab, row, "        key 1 file:/run/lab/vigil.key\n        active_key 1");
        for (Node node : List.of(pair.a, pair.b)) {
            node.write("/run/lab/vigil.key", "hex:" + KEY + "\n");
            node.must("chmod", "600", "/run/lab/vigil.key");
        }
        Pair.Started started = startBoth(pair);
        String both = "        key 1 file:/run/lab/vigil.key\n        key 2 hex:" + OTHER + "\n        active_key ";
        for (String step : List.of(both + "1", both + "2", key(2, OTHER))) {
            reload(started.a(), text(pair, pair.a, Pair.PRIORITY_A, step));
            reload(started.b(), text(pair, pair.b, Pair.PRIORITY_B, step));
            Await.holds(
                    "a is master and b is not",
                    Duration.ofSeconds(3),
                    () -> pair.a.holds(Pair.VIP) && !pair.b.holds(Pair.VIP));
        }
        assertThat(verdicts(OTHER, List.of(sent(pair, pair.a).getLast()))).allMatch(text -> text.startsWith("right "));
        assertThat(VigilStatus.json(pair.b).output()).doesNotContain("\"trailer_");
    }

    private static String text(Pair pair, Node node, int priority, String lines) {
        return new RouterText(pair.row, node.address(), "", priority)
                .withoutAuthentication()
                .line(block(lines))
                .text();
    }

    private static Pair.Started startBoth(Pair pair) {
        Daemon a = pair.startA();
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        Daemon b = pair.startB();
        b.awaitLog("Entering BACKUP STATE", LIMIT);
        return new Pair.Started(a, b);
    }

    private static void reload(Daemon daemon, String text) {
        int before = count(daemon);
        daemon.reload(text);
        Await.until("a reload", LIMIT, () -> count(daemon) > before);
    }

    private static int count(Daemon daemon) {
        return (int) daemon.log()
                .lines()
                .filter(line -> line.contains("Reload complete"))
                .count();
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused(Lab lab) {
        Row row = new Row(Program.VIGIL, Program.VIGIL, 3, Row.Cast.MULTICAST);
        Pair pair = pair(lab, row, "        key 1 file:/run/lab/vigil.key\n        active_key 1");
        pair.a.write("/run/lab/vigil.key", "hex:" + KEY + "\n");
        pair.a.must("chmod", "640", "/run/lab/vigil.key");
        pair.a.write("/run/lab/keepalived.conf", pair.textA());
        Shell.Outcome outcome = pair.a.exec(Program.vigilCommand("keepalived"), "-t", "-f", "/run/lab/keepalived.conf");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .contains("the file of key 1 cannot be used: others than its owner have a right to it", "VGL2079")
                .doesNotContain(KEY);
    }
}
