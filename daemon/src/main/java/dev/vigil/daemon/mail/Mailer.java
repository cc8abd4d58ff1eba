package dev.vigil.daemon.mail;

import dev.vigil.config.model.Config;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.MailEvent;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.Teller;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the mail alerts of a configuration. A transition costs the VRRP loop one place in a queue; everything else happens on a
 * thread that only exists where mail is configured, so a mail server that is slow or gone delays nothing but the mail.
 */
public final class Mailer implements Teller, Participant, AutoCloseable {
    private static final int INBOX_MAX = 1_000;
    private static final long END_WITHIN_MS = 2_000;

    private final BlockingQueue<Happened> inbox = new LinkedBlockingQueue<>(INBOX_MAX);
    private final Supplier<String> host;
    private final EventLog log;
    private final Post post;
    private final Envelope envelope;
    private final Outbox outbox = new Outbox();
    private final Alerts alerts;
    private final ServerAlerts serverAlerts = new ServerAlerts();
    private volatile Config config;
    private volatile boolean wanted;
    private volatile boolean closing;
    private volatile @Nullable Proposal coming;
    private @Nullable Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile int waiting;
    private volatile Optional<String> lastFailure = Optional.empty();

    /** What a transition makes of a configuration: the alerts about it. */
    private interface Writing {
        List<Letter> of(Config config, String host, long epochMs);
    }

    /** A transition, and the configuration that was in force. */
    private record Happened(Config config, Writing writing, long epochMs) {}

    /** @param host what this node is called if the configuration does not say */
    public Mailer(Config config, Supplier<String> host, EventLog log) {
        this(config, host, log, new SmtpPost(new HostName(host)));
    }

    Mailer(Config config, Supplier<String> host, EventLog log, Post post) {
        this.config = config;
        this.host = host;
        this.log = log;
        this.post = post;
        envelope = new Envelope("mail alerts", log);
        alerts = new Alerts(config);
        begin(config);
    }

    /** Starts the thread if there is anything to mail; it stays until the end. */
    private synchronized void begin(Config next) {
        wanted = Alerts.isWanted(next);
        Alerts.obstacle(next).ifPresent(text -> log.put(new DaemonEvent.ConfigurationWarning(text)));
        if (wanted && thread == null) {
            thread = Thread.ofPlatform().name("vigil-mail").daemon(true).start(this::work);
        }
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        happened(instance, (inForce, node, atMs) -> alerts.of(inForce, transition, node, atMs));
    }

    @Override
    public void group(GroupTransition transition) {
        happened(transition.group(), (inForce, node, atMs) -> alerts.of(inForce, transition, node, atMs));
    }

    /** Something has become of a virtual or a real server. */
    public void server(BalanceEvent event) {
        happened(event.service().shown(), (inForce, node, atMs) -> serverAlerts.of(inForce, event, node, atMs));
    }

    private void happened(String whom, Writing writing) {
        Proposal next = coming;
        boolean changed = next != null && next.isCommitted();
        if (!wanted && !changed) {
            return;
        }
        Config inForce = next != null && changed ? next.config() : config;
        if (!inbox.offer(new Happened(inForce, writing, System.currentTimeMillis()))) {
            lose(new MailEvent.Lost(whom, 1, "transitions come faster than they can be looked at"));
        }
    }

    @Override
    public void prepare(Proposal proposal) {
        coming = proposal;
    }

    @Override
    public void adopt(ReloadPlan plan) {
        config = plan.next();
        coming = null;
        begin(plan.next());
    }

    @Override
    public void abort() {
        coming = null;
    }

    /** What became of alerts; empty where none are configured. Any thread may ask. */
    public Optional<StatusReport.Mail> status() {
        return wanted
                ? Optional.of(new StatusReport.Mail(sent.get(), lost.get(), waiting, lastFailure))
                : Optional.empty();
    }

    private void lose(MailEvent.Lost event) {
        lost.addAndGet(event.count());
        log.put(event);
    }

    // The thread

    private void work() {
        while (!closing) {
            boolean _ = envelope.attempt(this::turn);
        }
        boolean _ = envelope.attempt(this::finish);
    }

    private void turn() {
        try {
            @Nullable Happened next = inbox.poll(outbox.restNs(System.nanoTime()), TimeUnit.NANOSECONDS);
            take(next);
        } catch (InterruptedException end) {
            return;
        }
        sendOne();
        waiting = outbox.size();
    }

    /** Queues what is to be mailed of a transition and of those behind it. */
    private void take(@Nullable Happened first) {
        for (Happened next = first; next != null; next = inbox.poll()) {
            for (Letter letter : next.writing.of(next.config, host.get(), next.epochMs)) {
                if (!outbox.add(letter, System.nanoTime())) {
                    lose(new MailEvent.Lost(letter.name(), 1, outbox.size() + " are waiting already"));
                }
            }
        }
    }

    /** Tries the alert whose turn it is; false if there is none or it has to wait. */
    private boolean sendOne() {
        Optional<Letter> due = outbox.due(System.nanoTime());
        if (due.isEmpty()) {
            return false;
        }
        Letter letter = due.get();
        Config inForce = config;
        if (inForce.global().mail().server().isEmpty()) {
            outbox.sent();
            lose(new MailEvent.Lost(letter.name(), 1, "no smtp_server is configured any more"));
            return true;
        }
        try {
            List<String> refused = post.send(letter, inForce.global().mail());
            outbox.sent();
            sent.incrementAndGet();
            lastFailure = Optional.empty();
            log.put(new MailEvent.Sent(
                    letter.name(), letter.state(), inForce.global().mail().recipients(), refused));
            return true;
        } catch (IOException failure) {
            failed(letter, failure);
            return false;
        }
    }

    private void failed(Letter letter, IOException failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        lastFailure = Optional.of(why);
        Optional<Long> againNs = switch (outbox.failed(failure instanceof Post.Refused, System.nanoTime())) {
            case Outbox.Fate.Later later -> Optional.of(later.afterNs());
            case Outbox.Fate.GivenUp _ -> Optional.empty();
        };
        if (againNs.isEmpty()) {
            lost.incrementAndGet();
        }
        log.put(new MailEvent.Failed(letter.name(), letter.state(), why, againNs));
    }

    /** The daemon ends: what can be sent at once is sent. */
    private void finish() {
        take(inbox.poll());
        outbox.tryNow();
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_WITHIN_MS);
        while (System.nanoTime() < endNs && sendOne()) {
            // One after the other, until one fails.
        }
        if (outbox.size() > 0) {
            lose(new MailEvent.Lost("", outbox.size(), "the daemon ends"));
        }
    }

    /** Sends what can be sent at once, and waits for that a moment. */
    @Override
    public void close() {
        closing = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(END_WITHIN_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
