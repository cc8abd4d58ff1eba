package dev.vigil.daemon.balance;

import dev.vigil.config.model.TlsMaterial;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Check;
import dev.vigil.core.balance.CheckSettings;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServerSettings;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.daemon.log.Event;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.TimerFd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes attempts as the loop of checks does, on the thread of the test. */
final class AttemptLab implements Attempts.Verdicts {
    private static final long LIMIT_NS = 20_000_000_000L;
    private static final long TIMER_TOKEN = 0;

    private final Epoll epoll = Epoll.open(64);
    private final TimerFd timer = TimerFd.open();
    private final Attempts attempts;
    private final List<String> told = new ArrayList<>();

    AttemptLab() {
        this(Integer.MAX_VALUE);
    }

    /** @param capacity how many attempts are made at a time */
    AttemptLab(int capacity) {
        attempts = new Attempts(epoll, 1, capacity, this);
        epoll.add(timer, TIMER_TOKEN);
    }

    /** What servers are shown that ask for a certificate, from now on. */
    void present(TlsMaterial tls, List<Event> events) {
        attempts.present(tls, events::add);
    }

    void begin(Probe probe) {
        Check check = check(probe);
        if (check.begin(MonotonicClock.nowNs()) instanceof Probe.Talk talk) {
            attempts.begin(check, talk, MonotonicClock.nowNs());
        }
    }

    private static Check check(Probe probe) {
        Destination destination = new Destination(
                new Destination.Key(IpAddress.of("127.0.0.1"), 1), new Destination.Forwarding(0, 0, 0, 0), 1, 0, 0);
        ServerSettings server = new ServerSettings(
                "server", destination, false, false, List.of(new CheckSettings(probe, 1, 0, 1, 0, false, false)));
        ServiceKey key = new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("127.0.0.9"), 1);
        ServiceEntry entry = new ServiceEntry(key, "rr", "", 0, 0, Family.IPV4.prefixMax());
        ServiceSettings service = new ServiceSettings(
                ServiceName.of("service"),
                List.of(entry),
                List.of(server),
                Optional.empty(),
                1,
                0,
                false,
                new ServiceSettings.Tells(false, false));
        return new Balancer(_ -> {}, new SplittableRandom(1))
                .follow(List.of(service), 0)
                .getFirst();
    }

    /** What one attempt comes to. */
    String verdict(Probe probe) {
        told.clear();
        begin(probe);
        return verdicts(1).getFirst();
    }

    /** Waits until so many attempts have ended. */
    List<String> verdicts(int count) {
        long untilNs = MonotonicClock.nowNs() + LIMIT_NS;
        while (told.size() < count && MonotonicClock.nowNs() < untilNs) {
            timer.arm(Math.min(untilNs, attempts.deadlineNs()));
            int ready = epoll.await();
            long nowNs = MonotonicClock.nowNs();
            for (int index = 0; index < ready; index++) {
                if (epoll.token(index) == TIMER_TOKEN) {
                    timer.drain();
                } else {
                    attempts.onReady(epoll.token(index), nowNs);
                }
            }
            attempts.onDeadlines(nowNs);
        }
        return List.copyOf(told);
    }

    @Override
    public void passed(Check check, long nowNs) {
        told.add("passed");
    }

    @Override
    public void failed(Check check, String reason, long nowNs) {
        told.add(reason);
    }

    @Override
    public void hindered(Check check, LinuxException refusal, long nowNs) {
        told.add(String.valueOf(refusal.getMessage()));
    }

    @Override
    public void full(int capacity) {
        told.add("full at " + capacity);
    }

    void close() {
        attempts.close();
        timer.close();
        epoll.close();
    }
}
