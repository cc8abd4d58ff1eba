package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.daemon.vrrp.LoopInput;
import dev.vigil.daemon.vrrp.Teller;
import dev.vigil.daemon.vrrp.VrrpLoop;
import dev.vigil.linux.Signals;

/** A daemon that serves: it opens everything, runs until a signal, and leaves nothing behind. */
final class Service implements AutoCloseable {
    private static final int JSON_SIGNAL = 36;
    private static final int STATISTICS_CLEAR_SIGNAL = 63;

    private final DaemonOptions options;
    private final Signals signals = Signals.open(
            Signals.HUP,
            Signals.TERM,
            Signals.INT,
            Signals.USR1,
            Signals.USR2,
            JSON_SIGNAL,
            STATISTICS_CLEAR_SIGNAL);
    private final VrrpLoop loop;

    Service(DaemonOptions options, Config config, Teller teller) {
        this.options = options;
        loop = VrrpLoop.create(config, teller);
    }

    int run() throws InterruptedException {
        loop.open();
        loop.watch(signals, this::onSignals);
        Thread thread = Thread.ofPlatform().name("vrrp").start(loop);
        thread.join();
        return DaemonExit.OK;
    }

    private void onSignals() {
        for (int signal = signals.next(); signal != 0; signal = signals.next()) {
            if (signal == Signals.TERM || (signal == Signals.INT && !options.ignoreInterrupt())) {
                boolean _ = loop.submit(new LoopInput.Stop(new Cause.Stopped()));
            }
        }
    }

    @Override
    public void close() {
        signals.close();
    }
}
