package dev.vigil.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** VRRP, ARP and neighbour discovery on the switch, written by tcpdump and read while it is being written. */
public final class Capture implements AutoCloseable {
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final String FILTER = "ip proto 112 or ip proto 51 or arp or ip6 proto 112 or icmp6";

    private final Path file;
    private final Process tcpdump;
    private final List<Frame> frames = new ArrayList<>();
    private long offset = FILE_HEADER_LENGTH;

    private Capture(Path file, Process tcpdump) {
        this.file = file;
        this.tcpdump = tcpdump;
    }

    static Capture start(Namespace lan, Path directory) {
        return start(lan, directory.resolve("wire.pcap"), FILTER);
    }

    /** A capture of what a filter in tcpdump's language lets through. */
    static Capture start(Namespace lan, Path file, String filter) {
        List<String> command = lan.onNetwork(List.of(
                "tcpdump",
                "-i",
                "lan",
                "-n",
                "-U",
                "--immediate-mode",
                "--time-stamp-precision=nano",
                "-Z",
                "root",
                "-w",
                file.toString(),
                filter));
        try {
            Process tcpdump = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Redirect.to(file.resolveSibling("tcpdump.log").toFile()))
                    .start();
            Await.until("tcpdump writes", Duration.ofSeconds(10), () -> length(file) >= FILE_HEADER_LENGTH);
            return new Capture(file, tcpdump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything so far, in order. */
    public synchronized List<Frame> frames() {
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (input.length() - offset)];
            input.seek(offset);
            input.readFully(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.remaining() >= RECORD_HEADER_LENGTH) {
                int length = buffer.getInt(buffer.position() + 8);
                if (buffer.remaining() < RECORD_HEADER_LENGTH + length) {
                    break;
                }
                frames.add(nextFrame(buffer, length));
                offset += RECORD_HEADER_LENGTH + length;
            }
            return List.copyOf(frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Frame nextFrame(ByteBuffer buffer, int length) {
        long timeNs = Integer.toUnsignedLong(buffer.getInt()) * 1_000_000_000 + buffer.getInt();
        buffer.getInt();
        buffer.getInt();
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return Frame.of(timeNs, bytes);
    }

    public List<Advert> adverts() {
        return all(Advert.class).toList();
    }

    public List<Advert> adverts(int vrid) {
        return all(Advert.class).filter(advert -> advert.vrid() == vrid).toList();
    }

    public List<Advert> adverts(int vrid, Node from) {
        return all(Advert.class)
                .filter(advert -> advert.vrid() == vrid && advert.source().equals(from.address()))
                .toList();
    }

    /** Gratuitous ARP packets for one address. */
    public List<Arp> gratuitousArps(String ip) {
        return all(Arp.class)
                .filter(arp -> arp.gratuitous() && arp.senderIp().equals(ip))
                .toList();
    }

    /** Advertisements over IPv6 from one address. */
    public List<Advert6> adverts6(int vrid, String source) {
        return all(Advert6.class)
                .filter(advert -> advert.vrid() == vrid && advert.source().equals(source))
                .toList();
    }

    /** Unsolicited neighbour advertisements of one address. */
    public List<NeighborAdvert> neighborAdverts(String ip) {
        return all(NeighborAdvert.class)
                .filter(advert -> advert.unsolicited() && advert.target().equals(ip))
                .toList();
    }

    private <T extends Frame> Stream<T> all(Class<T> kind) {
        return frames().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Every advertisement decodes without complaint and with good checksums in tshark, and none is missing there. */
    void assertWellFormed() {
        close();
        int overIpv4 = adverts().size();
        int overIpv6 = (int) all(Advert6.class).count();
        if (frames().isEmpty()) {
            return;
        }
        List<String> lines = verdicts();
        assertVerdicts(lines.stream().filter(line -> !line.startsWith("6")).toList(), overIpv4, "4\t1\t1");
        assertVerdicts(lines.stream().filter(line -> line.startsWith("6")).toList(), overIpv6, "6\t\t1");
    }

    /** What tshark has to say of each advertisement. */
    private List<String> verdicts() {
        String verdicts = Shell.must(List.of(
                "tshark",
                "-r",
                file.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-Y",
                "vrrp and not icmpv6",
                "-T",
                "fields",
                "-e",
                "ip.version",
                "-e",
                "ip.checksum.status",
                "-e",
                "vrrp.checksum.status",
                "-e",
                "_ws.malformed",
                "-e",
                "_ws.expert.message"));
        return verdicts.lines().filter(line -> line.contains("\t")).toList();
    }

    private static void assertVerdicts(List<String> lines, int countMin, String expected) {
        assertThat(lines).as("what tshark sees").hasSizeGreaterThanOrEqualTo(countMin);
        assertThat(lines)
                .as("tshark's verdicts: version, IP checksum, VRRP checksum, malformed, remarks")
                .allMatch(line -> line.stripTrailing().equals(expected));
    }

    String story() {
        StringBuilder story = new StringBuilder();
        for (Frame frame : frames()) {
            Instant time = Instant.ofEpochSecond(0, frame.timeNs());
            story.append(time.toString().substring(11))
                    .append(' ')
                    .append(frame)
                    .append('\n');
        }
        return story.toString();
    }

    private static long length(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tcpdump.descendants().forEach(ProcessHandle::destroy);
        tcpdump.destroy();
        try {
            tcpdump.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
