package dev.vigil.daemon;

import dev.vigil.config.Problem;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.ProcessSettings;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.balance.Balance;
import dev.vigil.daemon.control.ControlServer;
import dev.vigil.daemon.control.Handler;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.control.StatusJson;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.dump.BfdDump;
import dev.vigil.daemon.dump.DumpKind;
import dev.vigil.daemon.dump.Dumper;
import dev.vigil.daemon.history.History;
import dev.vigil.daemon.intent.IntentFile;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.journal.JournalFile;
import dev.vigil.daemon.kernel.LinuxMachine;
import dev.vigil.daemon.link.OwnLinks;
import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.LogThread;
import dev.vigil.daemon.mail.Mailer;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.daemon.process.ScriptListener;
import dev.vigil.daemon.reload.ReloadMode;
import dev.vigil.daemon.reload.Reloads;
import dev.vigil.daemon.reload.TimedReloads;
import dev.vigil.daemon.steer.SteeringDesk;
import dev.vigil.daemon.track.LinkPolling;
import dev.vigil.daemon.track.Observed;
import dev.vigil.daemon.track.Observers;
import dev.vigil.daemon.track.TrackListener;
import dev.vigil.daemon.vrrp.LoopInput;
import dev.vigil.daemon.vrrp.LoopView;
import dev.vigil.daemon.vrrp.Rehearsal;
import dev.vigil.daemon.vrrp.VrrpLoop;
import dev.vigil.daemon.watch.Histogram;
import dev.vigil.daemon.watch.LoopGuard;
import dev.vigil.daemon.web.ReportSource;
import dev.vigil.daemon.web.Web;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ServiceManager;
import dev.vigil.linux.Signals;
import dev.vigil.linux.ThisThread;
import dev.vigil.recording.Excerpt;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A daemon that serves: it opens everything, runs until a signal, and leaves nothing behind. */
final class Service implements AutoCloseable {
    private static final long ANSWER_WITHIN_MS = 5_000;

    /** RFC 9568 6.1: so many intervals, and a skew of less than one. */
    private static final int MASTER_DOWN_INTERVALS = 3;

    private final DaemonOptions options;
    private final Identity identity;
    private final LogThread log;
    private final Signals signals = Signals.open(
            Signals.HUP,
            Signals.TERM,
            Signals.INT,
            DumpKind.DATA.signal,
            DumpKind.STATISTICS.signal,
            DumpKind.JSON.signal,
            DumpKind.STATISTICS_CLEAR.signal);
    private final LinuxMachine machine;
    private final Path socket;
    private final RecordingArchive archive;
    private final VrrpLoop loop;
    private final OwnLinks links;
    private final OwnAddresses addresses;
    private final Guard guard = Guard.fromLauncher();
    private final Programs programs;
    private final Observers observers;
    private final Mailer mailer;
    private final Balance balance;
    private final IntentStore intents;
    private final SteeringDesk steering;
    private final History history;
    private final Optional<ServiceManager> manager = ServiceManager.fromEnvironment();
    private final StatusSource status;
    private final long startedEpochMs = System.currentTimeMillis();
    private final long startedNs = MonotonicClock.nowNs();

    private final Reloads reloads;

    /** Reads and applies configurations, one at a time, away from every loop. */
    private final ExecutorService reloading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("vigil-reload").daemon(true).factory());

    /** Writes recordings; the thread is started for the first of them. */
    private final ExecutorService recordings = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("vigil-recordings").daemon(true).factory());

    private final DaemonReload edge;
    private final TimedReloads timed;
    private final LinkPolling polling;
    private final Dumper dumper;
    private final Web web;
    private volatile @Nullable ControlServer control;

    Service(DaemonOptions options, Identity identity, Config config, LogThread log) {
        this.options = options;
        this.identity = identity;
        this.log = log;
        programs = new Programs(config, options.umask(), log, new Verdicts());
        observers = new Observers(new Sights(), log);
        mailer = new Mailer(config, Service::hostName, log);
        socket = OwnOptions.controlSocket(config.own());
        intents = new IntentStore(IntentFile.of(socket), log);
        steering = new SteeringDesk(intents, log);
        history = new History(IntentFile.beside(socket, ".history"), log);
        balance = new Balance(socket, options.atExit().keepIpvs(), new ServerOutlets(programs, mailer), intents, log);
        archive = archive(config.own().recording());
        machine = LinuxMachine.open(defect -> log.put(new DaemonEvent.Defect("the keeper", defect)));
        links = new OwnLinks(reloading, machine::report, log);
        addresses = new OwnAddresses(JournalFile.beside(socket), Daemon.pidPaths(options), links, log);
        var told = new LogTeller.Options(
                options.addressMonitoring(), options.atExit().keepVrrp());
        loop = new VrrpLoop(
                config,
                machine,
                new FanOut(
                        programs,
                        mailer,
                        links,
                        steering,
                        history,
                        new LogTeller(log, told),
                        new AutoPriority(
                                config.global().autoPriority(),
                                config.global().process().realtimePriority(),
                                ThisThread::setRealtimePriority,
                                log)),
                archive);
        status = new StatusSource(programs::told, steering::untilEpochMs);
        edge = new DaemonReload(options, identity, loop, manager, log);
        timed = new TimedReloads(this::reload, log);
        polling = new LinkPolling(carriers -> loop.submit(new LoopInput.LinksPolled(carriers)), log);
        dumper = new Dumper(new Dumped(), options.umask(), identity.name(), log);
        web = new Web(new Reported(), MonotonicClock::nowNs, Service::hostName, startedEpochMs, log);
        reloads = new Reloads(
                config,
                edge,
                List.of(
                        programs,
                        observers,
                        mailer,
                        addresses,
                        timed,
                        polling,
                        links,
                        balance,
                        web,
                        new OwnParts(this::follow),
                        new StatesOnReload(this::states, programs::write, log)),
                log,
                reloading);
    }

    /**
     * Serves until a signal; everything that can be refused is refused before anything is started.
     *
     * @param without what of the configuration does nothing yet, or was left out
     * @param read the files as they were read
     */
    int run(StatusReport.Without without, Loading read) throws InterruptedException {
        List<Problem> problems = read.result().problems();
        edge.started(reloads.inForce(), without, read);
        guard.begin(options, identity.namespace(), JournalFile.beside(socket), log);
        addresses.begin(reloads.inForce());
        links.begin(reloads.inForce());
        intents.begin(System.currentTimeMillis());
        if (!options.areas().bfd()) {
            loop.withoutBfd();
        }
        loop.heed(steering.wishes());
        loop.open();
        loop.watch(signals, this::onSignals);
        startControl();
        observers.start(reloads.inForce());
        polling.follow(reloads.inForce());
        ProcessSettings settings = reloads.inForce().global().process();
        Thread vrrp = Thread.ofPlatform().name("vigil-vrrp").start(() -> {
            Startup.nameLoop(reloads.inForce().global(), log);
            Startup.scheduleLoop(settings, log);
            machine.startKeeper(() -> Startup.scheduleLoop(settings, log));
            Rehearsal.on(machine::rehearsalEdge);
            loop.run();
        });
        loop.awaitServing();
        steering.serve(loop);
        LoopGuard watch = watch(vrrp);
        programs.start();
        timed.follow(reloads.inForce());
        balance.start(reloads.inForce());
        web.start(reloads.inForce());
        manager.ifPresent(ServiceManager::ready);
        log.put(new DaemonEvent.StartupComplete());
        Startup.tellWithoutEffect(without.keywords(), log);
        Startup.tellOfMistakes(problems, options.configFile(), log);
        if (Background.up()) {
            guard.quiet();
        }
        vrrp.join();
        watch.release();
        if (!loop.isDefective()) {
            if (!options.atExit().keepVrrp()) {
                links.end();
                addresses.end();
            }
            machine.closeFilter();
            guard.end();
        }
        return loop.isDefective() ? DaemonExit.DEFECT : DaemonExit.OK;
    }

    private LoopGuard watch(Thread vrrp) {
        OptionalLong everyNs = ServiceManager.aliveEveryNs(
                System.getenv(), ProcessHandle.current().pid());
        LoopAlarm alarm =
                new LoopAlarm(log, vrrp, manager, everyNs, MonotonicClock::nowNs, loop::latenesses, this::giveUp);
        return LoopGuard.start(
                loop,
                this::takeOverNs,
                MonotonicClock::nowNs,
                alarm,
                new Envelope("the watch over the VRRP loop", log));
    }

    /** After how much silence of this node the first other one takes addresses over. */
    private long takeOverNs() {
        return reloads.inForce().instances().stream()
                .mapToLong(
                        instance -> MASTER_DOWN_INTERVALS * instance.election().advertIntervalNs())
                .min()
                .orElse(0);
    }

    /** Ends the process although it cannot end in order; the guardian removes the addresses. */
    private void giveUp() {
        log.close();
        guard.dying();
        Runtime.getRuntime().halt(DaemonExit.DEFECT);
    }

    /** Recordings go to the directory that was named, otherwise beside the control socket. */
    private RecordingArchive archive(OwnSettings.Recording settings) {
        Path beside = socket.toAbsolutePath().resolveSibling(RunPaths.RECORDINGS);
        return new RecordingArchive(beside, settings, this::nodeName, recordings, log);
    }

    /** The configuration in force. */
    Config inForce() {
        return reloads.inForce();
    }

    /** Other settings of Vigil's own are in force. */
    private void follow(OwnSettings settings) {
        archive.use(settings.recording());
        ControlServer open = control;
        if (open != null) {
            try {
                open.admit(OwnOptions.groups(settings));
            } catch (IOException failure) {
                log.put(new DaemonEvent.OperationFailed(
                        "open the control socket to other groups", String.valueOf(failure.getMessage())));
            }
        }
    }

    private String nodeName() {
        return reloads.inForce().global().routerId().orElseGet(Service::hostName);
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException unknown) {
            return "this node";
        }
    }

    private void startControl() {
        try {
            control = ControlServer.start(
                    socket, OwnOptions.groups(reloads.inForce().own()), new Answers(), log);
        } catch (IOException failure) {
            log.put(new ControlEvent.Unavailable(socket.toString(), failure.getMessage() + withoutControl()));
        }
    }

    /** What it means that this daemon has no control socket; it serves all the same, as its addresses matter more. */
    private String withoutControl() {
        return addresses
                        .otherProcess()
                        .map(pid -> "; process " + pid + " has it")
                        .orElse("")
                + "; vigil status does not reach this daemon, process "
                + ProcessHandle.current().pid() + ": fix that and start it again, or name another place with --socket";
    }

    /** What tracked scripts say, on the thread of the programs. */
    private final class Verdicts implements ScriptListener {
        @Override
        public void onScript(String script, boolean up, String detail) {
            loop.see(new LoopInput.ScriptSeen(script, up ? Condition.UP : Condition.DOWN, detail));
        }

        @Override
        public void onTracked() {
            loop.seeThoseInForce(Track.Kind.SCRIPT);
        }
    }

    /** What is seen of tracked files and processes, on their threads. */
    private final class Sights implements TrackListener {
        @Override
        public void onFile(String file, int value, String detail) {
            loop.see(new LoopInput.FileSeen(file, value, detail));
            balance.onFile(file, value);
        }

        @Override
        public void onProcess(String process, boolean enough, String detail) {
            loop.see(new LoopInput.ProcessSeen(process, enough ? Condition.UP : Condition.DOWN, detail));
        }

        @Override
        public void onTracked(Track.Kind kind) {
            loop.seeThoseInForce(kind);
        }
    }

    // Signals, on the loop

    private void onSignals() {
        for (int signal = signals.next(); signal != 0; signal = signals.next()) {
            if (signal == Signals.TERM || (signal == Signals.INT && !options.ignoreInterrupt())) {
                stop(signal == Signals.TERM ? "SIGTERM" : "SIGINT");
            } else if (signal == Signals.HUP) {
                reload("SIGHUP");
            } else {
                DumpKind.of(signal).ifPresent(dumper::ask);
            }
        }
    }

    private void reload(String reason) {
        Reloads.Ticket _ = reloads.request(reason, ReloadMode.USUAL);
    }

    private void stop(String reason) {
        log.put(new DaemonEvent.Stopping(reason));
        loop.stop(new LoopInput.Stop(options.atExit().keepVrrp()));
    }

    // The control socket, on its threads

    private final class Answers implements Handler {
        @Override
        public void handle(Request request, JsonWriter answer) throws RequestRefused {
            Service.this.handle(request, answer);
        }

        @Override
        public Optional<Lines> lines(Request request) throws RequestRefused {
            if (request.command().equals("history")) {
                return Optional.of(history::write);
            }
            if (!request.command().equals("record")) {
                return Optional.empty();
            }
            Excerpt excerpt = await(loop.ask(LoopView::excerpt));
            String note = "asked for by " + request.peer();
            Excerpt.Label label = new Excerpt.Label(nodeName(), note, Version.PROGRAM, System.currentTimeMillis());
            return Optional.of(out -> excerpt.write(label, out));
        }
    }

    private void handle(Request request, JsonWriter answer) throws RequestRefused {
        switch (request.command()) {
            case "status" -> StatusJson.write(report(), answer);
            case "server_show" -> servers().show(request).write(answer);
            case "server" -> servers().steer(request).write(answer);
            case "drain", "resume", "promote" -> steering.steer(request).write(answer);
            case "steering" -> steering.progress(request).write(answer);
            case "reload" -> ReloadCommand.answer(reloads, request).write(answer);
            default ->
                throw new RequestRefused(
                        RequestRefused.Code.UNKNOWN_COMMAND, "there is no command " + request.command());
        }
    }

    private ServerCommand servers() {
        return new ServerCommand(balance, intents, System::currentTimeMillis, Service::await);
    }

    private StatusReport report() throws RequestRefused {
        List<StatusReport.Instance> instances = Slices.all(this::slice);
        long nowEpochMs = System.currentTimeMillis();
        Seen seen = await(loop.ask(view -> new Seen(
                StatusSource.strays(view),
                StatusSource.lastPause(view, nowEpochMs),
                StatusSource.bridged(view),
                StatusSource.bfdDrops(view))));
        return new StatusReport(
                nowEpochMs,
                MonotonicClock.nowNs(),
                new StatusReport.Daemon(
                        ProcessHandle.current().pid(),
                        Version.TEXT,
                        startedEpochMs,
                        options.configFile(),
                        reloads.inForce().own().file(),
                        reloads.last(),
                        edge.without(),
                        seen.lastPause,
                        reloads.inForce().global().takePartNs(startedNs) - startedNs,
                        StatusSource.health(log.defects(), seen.bridged, seen.bfdDrops, mailer.status())),
                Neighbours.name(instances),
                StatusGroups.of(reloads.inForce(), instances),
                programs.scripts(),
                seen.strays,
                await(balance.report()),
                intents.all());
    }

    private Slices.Slice<StatusReport.Instance> slice(int from, int countMax) throws RequestRefused {
        long nowEpochMs = System.currentTimeMillis();
        return await(loop.ask(view -> status.slice(view, from, countMax, nowEpochMs)));
    }

    private Slices.Slice<StatesOnReload.Seen> states(int from, int countMax) throws RequestRefused {
        return await(loop.ask(view -> StatesOnReload.Seen.of(view, from, countMax)));
    }

    /** What the loop shows beside its instances. */
    private record Seen(
            List<StatusReport.Strays> strays,
            Optional<StatusReport.Pause> lastPause,
            StatusReport.Bridged bridged,
            Map<String, Long> bfdDrops) {}

    /** What is shown over HTTP. */
    private final class Reported implements ReportSource {
        @Override
        public StatusReport report() throws RequestRefused {
            return Service.this.report();
        }

        @Override
        public Histogram.Counts lateness() {
            return loop.lateness();
        }

        @Override
        public Config config() {
            return reloads.inForce();
        }
    }

    /** What dumps are made of. */
    private final class Dumped implements Dumper.Source {
        @Override
        public Config config() {
            return reloads.inForce();
        }

        @Override
        public <T> Slices.Slice<T> slice(Dumper.Looking<T> looking, int from, int countMax) throws RequestRefused {
            return await(loop.ask(view -> {
                var all = view.instances();
                List<T> list = all.subList(from, Math.min(all.size(), from + countMax)).stream()
                        .map(looking::at)
                        .toList();
                return new Slices.Slice<>(view.adoptions(), all.size(), list);
            }));
        }

        @Override
        public List<StatusReport.Script> scripts() {
            return programs.scripts();
        }

        @Override
        public Observed observed() {
            return observers.observed();
        }

        @Override
        public List<BfdDump> bfd() throws RequestRefused {
            return await(loop.ask(view -> view.bfd().stream().map(BfdDump::of).toList()));
        }

        @Override
        public ServiceReport services() throws RequestRefused {
            return await(balance.report());
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws RequestRefused {
        return await(answer, ANSWER_WITHIN_MS);
    }

    private static <T> T await(CompletableFuture<T> answer, long withinMs) throws RequestRefused {
        try {
            return answer.get(withinMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new RequestRefused(
                    RequestRefused.Code.TIMED_OUT, "the daemon is still busy with it; look at `vigil status` later");
        } catch (ExecutionException failure) {
            throw new RequestRefused(RequestRefused.Code.INTERNAL, String.valueOf(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon stops");
        }
    }

    /** Lets the last notifications run to their end, and gives everything back. */
    @Override
    public void close() {
        manager.ifPresent(ServiceManager::stopping);
        web.close();
        balance.close();
        programs.close();
        observers.close();
        mailer.close();
        ControlServer open = control;
        if (open != null) {
            open.close();
        }
        steering.close();
        history.close();
        timed.close();
        polling.close();
        reloading.shutdownNow();
        recordings.close();
        dumper.close();
        signals.close();
        guard.close();
        manager.ifPresent(ServiceManager::close);
    }
}
