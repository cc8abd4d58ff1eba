package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.trouble.Member.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Does to nodes what a {@link Fault} says, and undoes it. */
final class Troublemaker {
    private static final long PAUSE_MIN_MS = 50;
    private static final int LOSS_PERCENT_MIN = 10;
    private static final int LOSS_PERCENT_MAX = 101;

    private final List<Member> members;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final List<String> story = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();

    Troublemaker(List<Member> members) {
        this.members = members;
    }

    /** One fault after the other until the time is over; the last node's daemon is never ended, so that it may age. */
    void run(RandomGenerator random, long untilNs) {
        while (Stalls.nowNs() < untilNs) {
            Member member = members.get(random.nextInt(members.size()));
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            boolean spared = (fault.endsTheDaemon() && member == members.getLast())
                    // keepalived ends by a broken file.
                    || (fault == Fault.BROKEN_RELOAD && member.program == Program.KEEPALIVED);
            if (!spared && member.oneFaultAtATime.tryLock()) {
                try {
                    strike(fault, member, random);
                } finally {
                    member.oneFaultAtATime.unlock();
                }
            }
            pause(random, 1500);
        }
    }

    private void strike(Fault fault, Member member, RandomGenerator random) {
        tell(fault, member);
        switch (fault) {
            case UNPLUGGED -> {
                member.begin(State.UNPLUGGED);
                member.node.unplug();
                pause(random, 3000);
                member.node.plug();
                member.end(State.UNPLUGGED);
            }
            case SCRIPT_FAILS -> {
                member.begin(State.SCRIPT_FAILS);
                member.node.write("/run/lab/bad", "");
                pause(random, 5000);
                member.node.delete("/run/lab/bad");
                member.end(State.SCRIPT_FAILS);
            }
            case KILLED, KILLED_AND_CLEANED, KILLED_AND_CHANGED -> kill(fault, member, random);
            case TERMINATED -> terminate(member, random);
            case RELOADED -> member.upset(() -> reload(member));
            case CHANGED -> {
                change(member);
                member.upset(() -> reload(member));
            }
            case BROKEN_RELOAD ->
                member.upset(() -> {
                    member.daemon().reload("vrrp_instance broken {\n    virtual_router_id 999\n}\n");
                    pause(random, 500);
                    reload(member);
                });
            case ADDRESS_DELETED ->
                member.upset(() -> member.node.exec("ip", "addr", "del", Member.FIRST_VIP + "/24", "dev", "eth0"));
            case LOSS -> lose(member, random);
            case DUPLICATION -> duplicate(member, random);
            case FROZEN -> {
                member.begin(State.FROZEN);
                member.daemon().freeze();
                pause(random, 4000);
                member.daemon().thaw();
                member.end(State.FROZEN);
            }
        }
    }

    /** Another list of addresses, unless there is a keepalived, which does not listen to a master with another list. */
    private void change(Member member) {
        if (members.stream().allMatch(each -> each.program == Program.VIGIL)) {
            member.toggleOptionalAddress();
        }
    }

    private static void reload(Member member) {
        member.daemon().reload(member.config());
        if (member.program == Program.KEEPALIVED) {
            // It reads the file a moment later.
            pause(1000);
        }
    }

    private void kill(Fault fault, Member member, RandomGenerator random) {
        member.kill();
        if (fault == Fault.KILLED_AND_CLEANED && member.program == Program.VIGIL) {
            Shell.Outcome outcome = member.node.exec(Program.vigilCommand("vigil"), "cleanup");
            if (outcome.exitCode() != 0 || member.holdsAny()) {
                breach(member.node.name() + " after cleanup, which ended with " + outcome + ": "
                        + member.node.addresses());
            }
        }
        pause(random, 2000);
        if (fault == Fault.KILLED_AND_CHANGED) {
            change(member);
        }
        member.start();
    }

    private void terminate(Member member, RandomGenerator random) {
        int code = member.terminate().code();
        if (code != 0 || member.holdsAny()) {
            breach(member.node.name() + " ended with " + code + " and left " + member.node.addresses());
        }
        pause(random, 2000);
        member.start();
    }

    private static void lose(Member member, RandomGenerator random) {
        String name = member.node.name();
        int percent = random.nextInt(LOSS_PERCENT_MIN, LOSS_PERCENT_MAX);
        member.begin(State.LOSSY);
        // On the switch: a packet that is dropped at its sender is a refusal of the kernel there.
        member.lab().onSwitch("nft", """
                table bridge loss_%1$s {
                    chain forward {
                        type filter hook forward priority 0;
                        iifname "%1$s" ip protocol 112 %2$s drop
                        oifname "%1$s" ip protocol 112 %2$s drop
                    }
                }
                """.formatted(name, percent == 100 ? "" : "numgen random mod 100 < " + percent));
        pause(random, 5000);
        member.lab().onSwitch("nft", "delete table bridge loss_" + name);
        member.end(State.LOSSY);
    }

    private void duplicate(Member member, RandomGenerator random) {
        String name = member.node.name();
        StringBuilder copies = new StringBuilder();
        members.stream()
                .filter(other -> other != member)
                .forEach(other -> copies.append("ip protocol 112 dup to \"")
                        .append(other.node.name())
                        .append("\"; "));
        member.lab().onSwitch("nft", """
                table netdev twice_%s {
                    chain copies { type filter hook ingress device "%s" priority 0; %s }
                }
                """.formatted(name, name, copies));
        pause(random, 5000);
        member.lab().onSwitch("nft", "delete table netdev twice_" + name);
    }

    private synchronized void tell(Fault fault, Member member) {
        counts.merge(fault, 1, Integer::sum);
        story.add(Instant.now() + " " + fault + " " + member.node.name());
    }

    private synchronized void breach(String what) {
        breaches.add(what);
    }

    synchronized Map<Fault, Integer> counts() {
        return new EnumMap<>(counts);
    }

    /** Every fault with its time. */
    synchronized List<String> story() {
        return List.copyOf(story);
    }

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    private static void pause(RandomGenerator random, long atMostMs) {
        pause(random.nextLong(PAUSE_MIN_MS, atMostMs));
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
