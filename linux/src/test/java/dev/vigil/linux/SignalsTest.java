package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalsTest {
    private static final int REALTIME = 36;

    private static int await(Signals signals) {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(signals, 0);
            int signal = 0;
            while (signal == 0) {
                epoll.await();
                signal = signals.next();
            }
            return signal;
        }
    }

    private static void send(int signal) {
        Libc.require("send", "signal", Syscall.KILL, ProcessHandle.current().pid(), signal, 0);
    }

    @Test
    void unblockedSignalsComeThroughTheJvm() {
        try (Signals signals = Signals.open(Signals.HUP, Signals.USR2, REALTIME)) {
            assertThat(signals.next()).isZero();
            send(Signals.HUP);
            assertThat(await(signals)).isEqualTo(Signals.HUP);
            send(Signals.USR2);
            assertThat(await(signals)).isEqualTo(Signals.USR2);
            assertThat(signals.next()).isZero();
            send(REALTIME);
            assertThat(signals.next()).as("ignored instead of deadly").isZero();
        }
    }

    @Test
    void blockedSignalsComeByDescriptor() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                receiveBlocked();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        done.get(30, TimeUnit.SECONDS);
    }

    /** Blocks realtime signals in this thread only, which is enough for those that are sent to it alone. */
    private static void receiveBlocked() {
        NativeBuffer mask = NativeBuffer.struct(Long.BYTES);
        mask.bytes().putLong(0, 1L << (REALTIME - 1) | 1L << (Signals.REALTIME_MAX - 2));
        Libc.require("block", "signals", Syscall.RT_SIGPROCMASK, Constants.SIG_BLOCK, mask.address(), 0, Long.BYTES, 0);
        try (Signals signals = Signals.open(REALTIME, Signals.REALTIME_MAX - 1)) {
            assertThat(signals.next()).isZero();
            long pid = ProcessHandle.current().pid();
            long self = Libc.call(Syscall.GETTID, 0);
            Libc.require("send", "signal", Syscall.TGKILL, pid, self, Signals.REALTIME_MAX - 1);
            Libc.require("send", "signal", Syscall.TGKILL, pid, self, REALTIME);
            assertThat(await(signals)).isEqualTo(REALTIME);
            assertThat(signals.next()).isEqualTo(Signals.REALTIME_MAX - 1);
            assertThat(signals.next()).isZero();
        }
    }
}
