package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildProcessTest {
    private static final Credentials SOMEBODY = new Credentials(4711, 4712, List.of(4713, 4714));

    private static Program shell(String script) {
        return new Program(
                "/bin/sh",
                List.of("sh", "-c", script),
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                Optional.empty());
    }

    /** A program that runs as we do, with our environment and in our directory. */
    private static Program ours(String... words) {
        return new Program(words[0], List.of(words), System.getenv(), Optional.empty(), Optional.empty());
    }

    private static Program as(Credentials who, Program program) {
        return new Program(
                program.path(), program.arguments(), program.environment(), program.directory(), Optional.of(who));
    }

    private static Exit awaitExit(ChildProcess child) {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(child, 0);
            assertThat(epoll.await()).isEqualTo(1);
        }
        return child.exit().orElseThrow();
    }

    private static String readUntil(Pipe pipe, String end) {
        StringBuilder text = new StringBuilder();
        byte[] chunk = new byte[512];
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(pipe, 0);
            int length = 0;
            while (length != Pipe.END && (end.isEmpty() || text.indexOf(end) < 0)) {
                epoll.await();
                length = pipe.read(chunk);
                text.append(new String(chunk, 0, Math.max(0, length), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    /** Everything that the program says. */
    private static String output(Program program) {
        try (Pipe pipe = Pipe.open();
                ChildProcess child = ChildProcess.start(program, StandardStreams.into(pipe))) {
            pipe.closeWriteEnd();
            String text = readUntil(pipe, "");
            awaitExit(child);
            return text;
        }
    }

    @Test
    void exitCodeIsTold() {
        try (ChildProcess child = ChildProcess.start(shell("exit 7"), StandardStreams.discarded())) {
            assertThat(awaitExit(child)).isEqualTo(new Exit.Exited(7));
            assertThat(child.exit()).contains(new Exit.Exited(7));
            assertThat(child.kill(Signals.TERM)).isFalse();
        }
        try (ChildProcess child = ChildProcess.start(shell("true"), StandardStreams.discarded())) {
            assertThat(awaitExit(child)).isEqualTo(new Exit.Exited(0));
        }
    }

    @Test
    void killingSignalIsTold() {
        try (ChildProcess child =
                ChildProcess.start(shell("read line < /dev/tty; sleep 60"), StandardStreams.discarded())) {
            assertThat(child.exit()).isEmpty();
            assertThat(child.kill(Signals.KILL)).isTrue();
            assertThat(awaitExit(child)).isEqualTo(new Exit.Killed(Signals.KILL));
        }
    }

    @Test
    void wholeGroupIsKilled() {
        try (Pipe pipe = Pipe.open();
                ChildProcess child = ChildProcess.start(
                        shell("sleep 60 & sh -c 'sleep 60' & echo up; wait"), StandardStreams.into(pipe))) {
            pipe.closeWriteEnd();
            readUntil(pipe, "up");
            assertThat(child.killGroup(Signals.TERM)).isTrue();
            assertThat(awaitExit(child)).isEqualTo(new Exit.Killed(Signals.TERM));
            // The pipe ends only when the last of them is gone.
            assertThat(readUntil(pipe, "")).isEmpty();
        }
    }

    @Test
    void environmentAndDirectoryAreThoseGiven() {
        Program program = new Program(
                "/bin/sh",
                List.of("sh", "-c", "pwd; env; echo \"$0\"", "a b"),
                Map.of("GREETING", "hello world"),
                Optional.of("/usr"),
                Optional.empty());
        assertThat(output(program).lines())
                .contains("/usr", "GREETING=hello world", "a b")
                .doesNotContain("USER=root");
    }

    @Test
    void onlyTheStandardStreamsAreHandedDown() {
        NativeBuffer path = NativeBuffer.cString("/dev/zero");
        // Opened without close-on-exec, as a careless library would.
        int leaked = (int) Libc.require("open", "/dev/zero", Syscall.OPENAT, Constants.AT_FDCWD, path.address(), 0);
        try {
            String listing = output(ours("/bin/ls", "-l", "/proc/self/fd"));
            assertThat(listing).contains("0 -> /dev/null").contains("1 -> pipe").contains("2 -> pipe");
            assertThat(listing).doesNotContain("/dev/zero").doesNotContain("socket:");
        } finally {
            OpenFile.close(leaked);
        }
    }

    @Test
    void signalsAndGroupAreFresh() {
        String status = output(ours("/bin/cat", "/proc/self/status", "/proc/self/stat"));
        assertThat(status).containsPattern("SigBlk:\\s+0000000000000000");
        String ignored = status.lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        // glibc leaves its two internal signals, 32 and 33, ignored.
        assertThat(Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & ~0x1_8000_0000L)
                .isZero();
        String[] stat = status.substring(status.indexOf("(cat)")).split(" ", -1);
        String pid = status.lines()
                .filter(line -> line.startsWith("Pid:"))
                .findFirst()
                .orElseThrow();
        assertThat(pid).as("process group").endsWith("\t" + stat[3]);
        assertThat(pid).as("session").endsWith("\t" + stat[4]);
    }

    @Test
    void realtimeStarterStartsOrdinaryPrograms() throws InterruptedException {
        assumeTrue(Capabilities.effective().has(Capabilities.SYS_NICE), "realtime scheduling needs root");
        StringBuilder stat = new StringBuilder();
        Thread starter = Thread.ofPlatform().start(() -> {
            // Without the flag that would make the child ordinary by itself.
            ThisThread.setRealtimePriority(0, 1, 0);
            stat.append(output(ours("/bin/cat", "/proc/self/stat", "/proc/thread-self/stat")));
        });
        starter.join();
        // Field 41 is the scheduling policy, 0 for ordinary; the fields are counted behind the name, the second.
        String[] fields = stat.substring(stat.indexOf(")") + 2).split(" ", -1);
        assertThat(fields[41 - 3]).isEqualTo("0");
    }

    @Test
    void programRunsAsTheGivenUser() {
        assumeTrue(Capabilities.effective().has(Capabilities.SYS_ADMIN), "changing the user needs root");
        String status = output(as(SOMEBODY, ours("/bin/cat", "/proc/self/status")));
        assertThat(status)
                .containsPattern("Uid:\\s+4711\\s+4711\\s+4711\\s+4711")
                .containsPattern("Gid:\\s+4712\\s+4712\\s+4712\\s+4712")
                .containsPattern("Groups:\\s+4713 4714")
                .containsPattern("CapPrm:\\s+0000000000000000")
                .containsPattern("CapEff:\\s+0000000000000000");
        String alone = output(as(new Credentials(4711, 4712, List.of()), ours("/bin/cat", "/proc/self/status")));
        assertThat(alone).containsPattern("Groups:\\s*\n");
    }

    @Test
    void groupOfAnotherUserIsKilledToo() {
        assumeTrue(Capabilities.effective().has(Capabilities.SYS_ADMIN), "changing the user needs root");
        try (Pipe pipe = Pipe.open();
                ChildProcess child = ChildProcess.start(
                        as(SOMEBODY, shell("sleep 60 & echo up; wait")), StandardStreams.into(pipe))) {
            pipe.closeWriteEnd();
            readUntil(pipe, "up");
            assertThat(child.killGroup(Signals.KILL)).isTrue();
            assertThat(awaitExit(child)).isEqualTo(new Exit.Killed(Signals.KILL));
            assertThat(readUntil(pipe, "")).isEmpty();
        }
    }

    @Test
    void fileThatCannotBeExecutedIsRefused() throws Exception {
        assertThatThrownBy(() -> ChildProcess.start(ours("/none"), StandardStreams.discarded()))
                .isInstanceOf(LinuxException.class)
                .hasMessage("start /none: No such file or directory (ENOENT)");
        assertThatThrownBy(() -> ChildProcess.start(ours("/etc/passwd"), StandardStreams.discarded()))
                .hasMessage("start /etc/passwd: Permission denied (EACCES)");
        Path script = Files.createTempFile("linux-test", ".sh");
        try {
            Files.writeString(script, "exit 0\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            assertThatThrownBy(() -> ChildProcess.start(ours(script.toString()), StandardStreams.discarded()))
                    .isInstanceOfSatisfying(
                            LinuxException.class,
                            refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ENOEXEC));
        } finally {
            Files.delete(script);
        }
    }

    @Test
    void aProcessThatIsAbandonedIsGoneWithAllItsGroup() {
        ChildProcess child = ChildProcess.start(ours("/bin/sh", "-c", "sleep 60 & wait"), StandardStreams.discarded());
        int pid = child.pid();

        child.abandon();

        assertThat(child.isOpen()).isFalse();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).doesNotContain((long) pid);
    }
}
