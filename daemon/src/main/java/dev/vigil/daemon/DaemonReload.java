package dev.vigil.daemon;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.Words;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.control.ControlServer;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.daemon.reload.NewMistakes;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.Reading;
import dev.vigil.daemon.reload.ReloadEdge;
import dev.vigil.daemon.reload.ReloadFiles;
import dev.vigil.daemon.vrrp.LoopInput;
import dev.vigil.daemon.vrrp.VrrpLoop;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ServiceManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reload finds in this daemon: its files, interfaces and users, its VRRP loop, and its supervisor. */
final class DaemonReload implements ReloadEdge {
    private final DaemonOptions options;
    private final Identity identity;
    private final VrrpLoop loop;
    private final Optional<ServiceManager> manager;
    private final EventLog log;
    private final ReloadFiles files;

    /** What the configuration that was read last would be run without. */
    private StatusReport.Without read = StatusReport.Without.NOTHING;

    /** What the one in force is run without; changed by the thread that reloads. */
    private volatile StatusReport.Without without = StatusReport.Without.NOTHING;

    /** Vigil's own settings in force. */
    private volatile OwnSettings inForce = OwnSettings.DEFAULT;

    /** The findings about the configuration in force. */
    private volatile List<Problem> mistakes = List.of();

    DaemonReload(
            DaemonOptions options, Identity identity, VrrpLoop loop, Optional<ServiceManager> manager, EventLog log) {
        this.options = options;
        this.identity = identity;
        this.loop = loop;
        this.manager = manager;
        this.log = log;
        files = new ReloadFiles(RunPaths.reloadMarker(options), log);
    }

    @Override
    public Reading read() {
        Loading loading = Loading.of(options);
        Reading reading = read(loading);
        files.read(reading, loading.text());
        return reading;
    }

    private Reading read(Loading loading) {
        log.put(new DaemonEvent.ConfigurationRead(options.configFile()));
        ConfigLoader.Result result = loading.result();
        OwnSettings own = result.draft().own();
        own.file().ifPresent(file -> log.put(new DaemonEvent.ConfigurationRead(file)));
        Optional<Config> usable = loading.usable(options);
        if (usable.isEmpty()) {
            return Reading.unusable("the configuration has errors", result.problems());
        }
        List<Problem> added = own.lenient() ? List.of() : NewMistakes.in(result.problems(), mistakes);
        if (!added.isEmpty()) {
            return Reading.unusable(
                    "the configuration has " + Words.count(added.size(), "new mistake")
                            + "; a start would only warn of " + (added.size() == 1 ? "it" : "them"),
                    NewMistakes.asErrors(result.problems(), added));
        }
        Readiness readiness = Readiness.ofReload(usable.get());
        List<String> obstacles = new ArrayList<>(readiness.obstacles(own.lenient()));
        noSuchGroup(own).ifPresent(obstacles::add);
        identity.obstacleTo(Identity.of(options, usable.get())).ifPresent(obstacles::add);
        if (!obstacles.isEmpty()) {
            List<Problem> problems = new ArrayList<>(result.problems());
            problems.addAll(MissingInterfaces.of(usable.get(), Readiness.interfaceNames()));
            return Reading.unusable(String.join("; ", obstacles), problems);
        }
        read = Startup.without(result, readiness.scripts());
        Config next = own.lenient() ? Startup.withoutUnusableScripts(usable.get()) : usable.get();
        return Reading.usable(next, result.problems(), result.withoutEffect());
    }

    /** A group that the control socket cannot be opened to; one that was missing at the start already is no news. */
    private Optional<String> noSuchGroup(OwnSettings next) {
        return next.control().equals(inForce.control())
                ? Optional.empty()
                : ControlServer.noSuchGroup(OwnOptions.groups(next));
    }

    @Override
    public boolean propose(Proposal proposal) {
        return loop.submit(new LoopInput.Reconfigure(proposal));
    }

    @Override
    public void busy(boolean reloading) {
        if (reloading) {
            files.begin();
            manager.ifPresent(service -> service.reloading(MonotonicClock.nowNs()));
        } else {
            files.end();
            manager.ifPresent(ServiceManager::ready);
        }
    }

    @Override
    public void adopted(Config config, Reading reading) {
        without = read;
        inForce = config.own();
        mistakes = reading.problems();
        files.adopted(config);
        Startup.tellOfMistakes(reading.problems(), options.configFile(), log);
        Startup.tellOf(config, options.configFile(), log);
        Startup.tellWithoutEffect(reading.withoutEffect(), log);
    }

    /** The daemon started with this configuration, which was read so, and without what it lacks. */
    void started(Config config, StatusReport.Without missing, Loading loading) {
        inForce = config.own();
        without = missing;
        mistakes = loading.result().problems();
        files.start(config, loading.text());
    }

    /** What the configuration in force is run without. */
    StatusReport.Without without() {
        return without;
    }

    @Override
    public long nowEpochMs() {
        return System.currentTimeMillis();
    }
}
