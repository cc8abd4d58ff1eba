package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A third host on the link of a BFD session says that the neighbour is down, and whatever else comes to its mind. */
@LabTest
class BfdHostilitySystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FRAMES = 20_000;
    private static final int IP = 14;
    private static final int UDP = IP + 20;
    private static final int BFD = UDP + 8;
    private static final int PORT = 3784;

    private static String session(Node neighbor) {
        return """
                bfd_instance peer {
                    neighbor_ip %s
                    min_rx 200
                    min_tx 200
                    multiplier 5
                }
                """.formatted(neighbor.address());
    }

    /** Who sends to whom under whose address; the switch knows hardware addresses, so that of the sender is its own. */
    private record Lie(Node from, Node as, Node to) {}

    private static byte[] frame(Lie lie, int ttl, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(BFD + payload.length);
        frame.put(HexFormat.ofDelimiter(":").parseHex(lie.to.mac()));
        frame.put(HexFormat.ofDelimiter(":").parseHex(lie.from.mac()));
        frame.putShort((short) 0x0800);
        frame.putInt(0x4500_0000 | (20 + 8 + payload.length)).putInt(0);
        frame.put((byte) ttl).put((byte) 17).putShort((short) 0);
        for (Node node : List.of(lie.as, lie.to)) {
            for (String octet : node.address().split("\\.", -1)) {
                frame.put((byte) Integer.parseInt(octet));
            }
        }
        int sum = 0;
        for (int at = IP; at < UDP; at += 2) {
            sum += frame.getShort(at) & 0xffff;
        }
        frame.putShort(IP + 10, (short) ~((sum & 0xffff) + (sum >>> 16)));
        frame.putShort((short) 49_152).putShort((short) PORT);
        frame.putShort((short) (8 + payload.length)).putShort((short) 0);
        return frame.put(payload).array();
    }

    /** A packet with the state Down, which ends a session that takes it. */
    private static byte[] down(int multiplier, int flags, int yours) {
        return ByteBuffer.allocate(24)
                .put((byte) 0x20)
                .put((byte) (0x40 | flags))
                .put((byte) multiplier)
                .put((byte) 24)
                .putInt(77)
                .putInt(yours)
                .putInt(1_000_000)
                .putInt(1_000_000)
                .array();
    }

    private static List<String> frames(Lie lie) {
        Random random = new Random(5880);
        List<String> frames = new ArrayList<>();
        for (int number = 0; number < FRAMES; number++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            frames.add(HexFormat.of()
                    .formatHex(
                            switch (number % 5) {
                                case 0 -> frame(lie, 254, down(3, 0, 0));
                                case 1 -> frame(lie, 255, down(0, 0, 0));
                                case 2 -> frame(lie, 255, down(3, 0x04, 0));
                                case 3 -> frame(lie, 255, down(3, 0, random.nextInt() | 1));
                                default -> frame(lie, 255, noise);
                            }));
        }
        return frames;
    }

    @Test
    void aSessionStaysUpAndAdvertisementsLeaveInTimeWhateverIsSaidToIt(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.withSettingsA(text -> text.block(session(pair.b)).line("track_bfd {\n        peer\n    }"))
                .withSettingsB(text -> text.block(session(pair.a)));
        Daemon a = pair.startA();
        pair.startB();
        a.awaitLog("instance peer is in state Up", LIMIT);
        pair.awaitAdverts(pair.a, 2);

        Node c = lab.node("c");
        c.sendFrames(frames(new Lie(c, pair.b, pair.a)));
        int after = pair.adverts(pair.a).size();
        pair.awaitAdverts(pair.a, after + 4);

        assertThat(a.log().lines().filter(line -> line.contains("instance peer is in state")))
                .as("down at first, then up")
                .hasSize(2);
        pair.assertNoPause(pair.a, Pair.LATENESS);
        assertThat(a.log().lines().filter(line -> line.contains("BFD packet of ")))
                .as("one line for each reason")
                .hasSizeBetween(4, 9);
        assertThat(VigilStatus.json(pair.a).output()).containsPattern("\"bfd\":\\{\"drops\":\\{.*\"ttl\":\\d{3}");
    }
}
