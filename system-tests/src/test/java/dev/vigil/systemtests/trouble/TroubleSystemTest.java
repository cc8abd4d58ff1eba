package dev.vigil.systemtests.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.trouble.Referee.Router;
import dev.vigil.systemtests.trouble.Spans.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Three nodes, two virtual routers, and one fault after the other on two of the nodes at a time. A minute with a fresh
 * seed, or as long as {@code vigil.trouble.seconds} says with {@code vigil.trouble.seed}; {@code ./run trouble} sets them.
 */
@LabTest
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class TroubleSystemTest {
    private static final Router FIRST = new Router(Member.FIRST_VIP, false);
    private static final Router SECOND = new Router(Member.SECOND_VIP, true);
    private static final int FAULTS_AT_A_TIME = 2;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final long GRACE_S = 120;
    private static final int DESCRIPTORS_MORE_MAX = 6;
    private static final int THREADS_MORE_MAX = 4;
    private static final long RESIDENT_MORE_MAX_KB = 32 * 1024;

    private final long seconds = Long.getLong("vigil.trouble.seconds", 60);
    private final long seed = Long.getLong("vigil.trouble.seed", System.nanoTime() & 0xffff_ffffL);

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void whateverGoesWrongOneMasterIsThereAsSoonAsTheProtocolAllows(Lab lab) throws Exception {
        makeTroubleFor(lab, "trouble", Program.VIGIL, Program.VIGIL, Program.VIGIL);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void soItIsBesideKeepalived(Lab lab) throws Exception {
        makeTroubleFor(lab, "trouble-mixed", Program.VIGIL, Program.KEEPALIVED, Program.VIGIL);
    }

    private void makeTroubleFor(Lab lab, String title, Program... programs) throws Exception {
        System.out.println(title + ": seed " + seed + ", " + seconds + " s");
        List<Member> members = new ArrayList<>();
        for (Program program : programs) {
            String name = List.of("a", "b", "c").get(members.size());
            members.add(new Member(lab, program, name, members.size() + 1));
        }
        try (Stalls stalls = new Stalls()) {
            members.parallelStream().forEach(Member::start);
            settle(members);
            Footprint before = Footprint.of(members.getLast().daemon().process().pid());
            Troublemaker troublemaker = new Troublemaker(members);
            long startNs = Stalls.nowNs();
            makeTrouble(troublemaker, startNs + TimeUnit.SECONDS.toNanos(seconds));
            settle(members);
            Footprint after = Footprint.of(members.getLast().daemon().process().pid());
            Span window = new Span(startNs, Stalls.nowNs());
            TroubleReport report = new TroubleReport(
                    seed,
                    window,
                    stalls.worstNs(window.fromNs(), window.toNs()),
                    troublemaker.counts(),
                    List.of(
                            judge(FIRST, members.stream().map(Member::first), window, stalls),
                            judge(SECOND, members.stream().map(Member::second), window, stalls)),
                    before,
                    after,
                    becameMaster(members));
            List<String> breaches = breaches(members, troublemaker, report);
            publish(title, report, breaches, troublemaker.story());
            assertThat(breaches)
                    .as("rules broken with seed " + seed + " (vigil.trouble.seed)")
                    .isEmpty();
        }
    }

    private static Referee.Findings judge(Router router, Stream<Referee.Seen> nodes, Span window, Stalls stalls) {
        return new Referee(router, nodes.toList(), window, stalls::worstNs).judge();
    }

    private void makeTrouble(Troublemaker troublemaker, long untilNs) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < FAULTS_AT_A_TIME; lane++) {
            SplittableRandom own = random.split();
            lanes.add(CompletableFuture.runAsync(
                    () -> troublemaker.run(own, untilNs),
                    task -> Thread.ofPlatform().daemon(true).name("trouble").start(task)));
        }
        for (CompletableFuture<Void> lane : lanes) {
            try {
                lane.get(seconds + GRACE_S, TimeUnit.SECONDS);
            } catch (ExecutionException failure) {
                throw new AssertionError(
                        "with seed " + seed + " after\n" + String.join("\n", last(troublemaker.story())), failure);
            }
        }
    }

    /** With nothing wrong any more the first router is where its priority is highest, and the second is somewhere. */
    private static void settle(List<Member> members) {
        Await.until("one holder of each address", SETTLING, () -> {
            List<Member> second = members.stream()
                    .filter(member -> member.node.holds(Member.SECOND_VIP))
                    .toList();
            List<Member> first = members.stream()
                    .filter(member -> member.node.holds(Member.FIRST_VIP))
                    .toList();
            return second.size() == 1 && first.equals(List.of(members.getLast()));
        });
    }

    /** What is wrong, the end included: it must leave nothing. */
    private static List<String> breaches(List<Member> members, Troublemaker troublemaker, TroubleReport report) {
        List<String> breaches = new ArrayList<>(troublemaker.breaches());
        report.findings().forEach(findings -> breaches.addAll(findings.breaches()));
        Footprint before = report.before();
        Footprint after = report.after();
        if (after.descriptors() > before.descriptors() + DESCRIPTORS_MORE_MAX
                || after.threads() > before.threads() + THREADS_MORE_MAX
                || after.residentKb() > before.residentKb() + RESIDENT_MORE_MAX_KB) {
            breaches.add("the daemon that never ended grew from " + before + " to " + after);
        }
        for (Member member : members) {
            if (member.daemon().log().contains("A defect of this program")) {
                breaches.add("a defect on " + member.node.name());
            }
            int code = member.terminate().code();
            if (code != 0) {
                breaches.add(member.node.name() + " ended with " + code);
            }
            breaches.addAll(leftBehind(member));
        }
        return breaches;
    }

    private static List<String> leftBehind(Member member) {
        List<String> left = new ArrayList<>();
        if (member.holdsAny()) {
            left.add(member.node.name() + " still has " + member.node.addresses());
        }
        // The lock of the journal is an empty file that stays: to remove it would let two hold it. The history is to
        // stay.
        String files = member.node.must(
                "find /run -mindepth 1 ! -path /run/lab* -type f,s ! ( -name control.journal.lock -empty ) ! -name control.history*"
                        .split(" ", -1));
        if (!files.isBlank()) {
            left.add(member.node.name() + " still has the files " + files);
        }
        // The first process is the lab's.
        String processes = member.node.must("ps", "-o", "args=", "-N", "-p", "1");
        if (processes.contains("vigil") || processes.contains("keepalived") || processes.contains("check.sh")) {
            left.add(member.node.name() + " still runs " + processes);
        }
        return left;
    }

    private static long becameMaster(List<Member> members) {
        return members.stream()
                .mapToLong(member -> member.watch.held(Member.FIRST_VIP).all().size()
                        + member.watch.held(Member.SECOND_VIP).all().size())
                .sum();
    }

    private static void publish(String title, TroubleReport report, List<String> breaches, List<String> story)
            throws IOException {
        String text = report.text()
                + (breaches.isEmpty()
                        ? "\nNo rule was broken.\n"
                        : "\nBROKEN\n" + String.join("\n", breaches) + "\n\nthe last faults\n"
                                + String.join("\n", last(story)) + "\n");
        System.out.println(text);
        Path file = Program.root().resolve("system-tests/target/" + title + ".txt");
        Files.writeString(file, text + "\nfaults\n" + String.join("\n", story) + "\n");
    }

    private static List<String> last(List<String> story) {
        return story.subList(Math.max(0, story.size() - 20), story.size());
    }
}
