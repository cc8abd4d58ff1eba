package dev.vigil.daemon.log;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.check.Route;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.outcome.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** At least one event of every kind, with the line that tells it. */
final class Samples {
    static final IpAddress PEER = IpAddress.of("10.0.0.2");
    private static final long MS = 1_000_000;

    private Samples() {}

    static VrrpEvent.StateEntered entered(State from, State to, Cause... why) {
        return new VrrpEvent.StateEntered(
                "VI_1", new Transition("VI_1", from, to, Transition.Kind.ENTERED, 100, 0, List.of(why)));
    }

    static Map<Event, String> all() {
        Map<Event, String> all = new LinkedHashMap<>();
        daemon(all);
        vrrp(all);
        programs(all);
        servers(all);
        control(all);
        reload(all);
        intents(all);
        return all;
    }

    private static void daemon(Map<Event, String> all) {
        all.put(new DaemonEvent.Starting("Vigil", "0.1.0"), "Starting Vigil v0.1.0");
        all.put(new DaemonEvent.StartupComplete(), "Startup complete");
        all.put(new DaemonEvent.Stopping("SIGTERM"), "Stopping: SIGTERM");
        all.put(new DaemonEvent.Stopped(), "Stopped");
        all.put(new DaemonEvent.Reloading(""), "Reloading ...");
        all.put(new DaemonEvent.Reloading("SIGHUP"), "Reloading ... (SIGHUP)");
        all.put(new DaemonEvent.ReloadComplete(""), "Reload complete");
        all.put(new DaemonEvent.ReloadComplete("1 changed"), "Reload complete: 1 changed");
        all.put(
                new DaemonEvent.ReloadChange("VI_1", "priority 100 becomes 90: no interruption"),
                "(VI_1) Reload: priority 100 becomes 90: no interruption");
        all.put(new DaemonEvent.ReloadChange("", "router_id a becomes b"), "Reload: router_id a becomes b");
        all.put(
                new DaemonEvent.ReloadRefused("2 errors"),
                "Reload refused, the old configuration stays in force: 2 errors");
        all.put(new DaemonEvent.ConfigurationRead("/etc/k.conf"), "Configuration file /etc/k.conf");
        all.put(new DaemonEvent.ConfigurationRemark("k.conf:1:1: a"), "k.conf:1:1: a");
        all.put(new DaemonEvent.ConfigurationWarning("k.conf:1:1: b"), "k.conf:1:1: b");
        all.put(new DaemonEvent.ConfigurationError("k.conf:1:1: c"), "k.conf:1:1: c");
        all.put(
                new DaemonEvent.KeywordsWithoutEffect(List.of("virtual_routes", "smtp_alert")),
                "2 keywords of this configuration have no effect yet: virtual_routes, smtp_alert");
        all.put(
                new DaemonEvent.KeywordsWithoutEffect(List.of("virtual_routes")),
                "1 keyword of this configuration has no effect yet: virtual_routes");
        all.put(new DaemonEvent.AlreadyRunning("pid 7"), "daemon is already running: pid 7");
        all.put(
                new DaemonEvent.Unguarded(),
                "No guardian watches this daemon: after a kill -9 its addresses stay until the next start or `vigil cleanup`");
        all.put(
                new DaemonEvent.LoopStalled("VRRP", 1250 * MS, false, List.of("a.B.c(B.java:3)", "a.B.d(B.java:5)")),
                "The VRRP loop makes no step for 1.25 s; it is at a.B.c(B.java:3) < a.B.d(B.java:5)");
        all.put(
                new DaemonEvent.LoopStalled("VRRP", 5000 * MS, true, List.of("a.B.c(B.java:3)")),
                "The VRRP loop makes no step for 5 s and is given up, this process ends; it is at a.B.c(B.java:3)");
        all.put(new DaemonEvent.OperationFailed("open x", "EPERM"), "open x failed: EPERM");
        Throwable cause = new IllegalStateException("odd");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 3)});
        all.put(
                new DaemonEvent.Defect("the loop", cause),
                "A defect of this program in the loop: java.lang.IllegalStateException: odd at a.B.c(B.java:3)");
        all.put(
                new DaemonEvent.PriorityRaised(3),
                "The VRRP loop was late and runs at real-time priority 3 from now on");
        all.put(new DaemonEvent.LoopLate("VRRP", 1500 * MS), "The VRRP loop was 1.5 s late");
        all.put(
                new DaemonEvent.WaitBridged(17, 1_700 * MS),
                "While the VRRP loop waited in the kernel, 1.7 s at the longest, 17 advertisements were sent in its place");
        all.put(
                new DaemonEvent.WaitBridged(1, 200 * MS),
                "While the VRRP loop waited in the kernel, 0.2 s at the longest, 1 advertisement was sent in its place");
        all.put(new DaemonEvent.EventsLost(3), "3 log events were lost, they came faster than they were written");
        all.put(new DaemonEvent.EventsLost(1), "1 log event was lost, they came faster than they were written");
        all.put(
                new DaemonEvent.EventsHeldBack(EventKind.OPERATION_FAILED, "x", 9, 60_000 * MS, "open x failed"),
                "9 more like this within 60 s: open x failed");
        all.put(new DaemonEvent.SinkFailed("syslog", "gone", 4), "The log's syslog lost 4 lines: gone");
        all.put(new DaemonEvent.SinkFailed("syslog", "gone", 1), "The log's syslog lost 1 line: gone");
        all.put(new DaemonEvent.SinkFailed("syslog", "gone", 0), "The log's syslog cannot be written: gone");
        all.put(new DaemonEvent.Detail("timers", "a detail"), "a detail");
        all.put(
                new DaemonEvent.RecordingKept("/run/vigil/recordings/x.jsonl", "transition", ""),
                "Kept a recording in /run/vigil/recordings/x.jsonl: transition");
        all.put(new DaemonEvent.LinkChanged("interface vrrp.51 on eth0", true), "Made interface vrrp.51 on eth0");
        all.put(
                new DaemonEvent.LeftoversRemoved(List.of("10.0.0.2/24 on eth0")),
                "Removed what an earlier run left behind: 10.0.0.2/24 on eth0");
    }

    private static void vrrp(Map<Event, String> all) {
        Cause higher = new Cause.MasterHigher(PEER, 255, 150);
        Cause silent = new Cause.MasterSilent(PEER, 150, 3_600 * MS);
        all.put(entered(State.BACKUP, State.MASTER, silent), "(VI_1) Entering MASTER STATE: " + silent.text());
        all.put(
                entered(State.INIT, State.BACKUP, new Cause.Started()),
                "(VI_1) Entering BACKUP STATE (init): the daemon started");
        all.put(
                entered(State.MASTER, State.FAULT, new Cause.Removed(), new Cause.Reloaded()),
                "(VI_1) Entering FAULT STATE: " + new Cause.Removed().text() + "; " + new Cause.Reloaded().text());
        all.put(
                new VrrpEvent.StoppedOrRemoved(
                        "VI_1",
                        new Transition(
                                "VI_1",
                                State.MASTER,
                                State.INIT,
                                Transition.Kind.STOPPED,
                                100,
                                0,
                                List.of(new Cause.Stopped()))),
                "(VI_1) Stopped: " + new Cause.Stopped().text());
        all.put(new VrrpEvent.AdvertisementTimeout("VI_1"), "(VI_1) Receive advertisement timeout");
        all.put(new VrrpEvent.AddressesSet("VI_1"), "(VI_1) setting VIPs.");
        all.put(new VrrpEvent.AddressesRemoved("VI_1"), "(VI_1) removing VIPs.");
        all.put(new VrrpEvent.PriorityZeroSent("VI_1"), "(VI_1) sent 0 priority");
        all.put(
                new VrrpEvent.PriorityChanged("VI_1", 100, 80, State.BACKUP, List.of(new Cause.Reloaded())),
                "(VI_1) Changing effective priority from 100 to 80: " + new Cause.Reloaded().text());
        all.put(
                new VrrpEvent.LowerPriorityHeard("VI_1", PEER, 10, 81),
                "(VI_1) Received advert from 10.0.0.2 with lower priority 10, ours 81, forcing new election");
        all.put(
                new VrrpEvent.HigherPriorityHeard("VI_1", PEER, 200, 81),
                "(VI_1) Master received advert from 10.0.0.2 with higher priority 200, ours 81");
        all.put(
                new VrrpEvent.AdvertisementDropped("VI_1", DropReason.VERSION, PEER, 12),
                "(VI_1) dropped an advertisement from 10.0.0.2: another VRRP version (12 since the start)");
        all.put(new VrrpEvent.InterfaceChanged("eth0", false), "Netlink reports eth0 down");
        all.put(
                new VrrpEvent.AddressRestored("VI_1", PEER, "eth0"),
                "(VI_1) 10.0.0.2 was removed from eth0 by something else, put it back");
        all.put(
                new VrrpEvent.AddressRemovedByOther("VI_1", PEER, "eth0"),
                "(VI_1) 10.0.0.2 was removed from eth0 by something else");
        all.put(
                new VrrpEvent.RoutingRemovedByOther("VI_1", "route 10.1.0.0/16 dev eth1", true),
                "(VI_1) route 10.1.0.0/16 dev eth1 was removed by something else, put it back");
        all.put(
                new VrrpEvent.RoutingRemovedByOther("VI_1", "rule 1000 lookup 100", false),
                "(VI_1) rule 1000 lookup 100 was removed by something else");
        all.put(
                new VrrpEvent.ClockDiffers("VI_1", PEER, -3_000_000_000L),
                "(VI_1) the clock of 10.0.0.2 is 3 s behind ours, more than half of what auth_hmac allows;"
                        + " set the clocks, or its advertisements will be refused");
        all.put(
                new VrrpEvent.UnknownVrid("eth0", 77, PEER),
                "Unknown VRID(77) received on interface(eth0) from 10.0.0.2, ignored");
        all.put(
                new VrrpEvent.AddressesAnnounced("VI_1", "eth0", 2, 5),
                "(VI_1) Sending/queueing gratuitous ARPs on eth0 for 2 addresses, 5 times");
        all.put(
                new VrrpEvent.AddressesAnnounced("VI_1", "eth0", 1, 1),
                "(VI_1) Sending/queueing gratuitous ARPs on eth0 for 1 address, 1 time");
        all.put(
                new VrrpEvent.EffectRefused("VI_1", "add address: EPERM"),
                "(VI_1) the kernel refused: add address: EPERM");
        all.put(
                new VrrpEvent.Degraded("VI_1", List.of("add address: EPERM")),
                "(VI_1) serves, degraded: add address: EPERM");
        all.put(new VrrpEvent.WholeAgain("VI_1"), "(VI_1) is no longer degraded");
        all.put(
                new VrrpEvent.PeerDiffers("VI_1", PEER, "has other virtual addresses"),
                "(VI_1) 10.0.0.2 differs from this node: has other virtual addresses");
        all.put(
                new VrrpEvent.SecondMaster("VI_1", PEER, 90, "is master, too"),
                "(VI_1) Another master: 10.0.0.2 with priority 90 is master, too");
        all.put(
                new VrrpEvent.MastersMet("VI_1", PEER, 90, List.of("eth0", "eth1")),
                "(VI_1) Two masters met: 10.0.0.2 with priority 90 was master, too, unheard until now, and must yield;"
                        + " our addresses are announced again on eth0, eth1");
        all.put(new VrrpEvent.RivalGone("VI_1", PEER, "is master, too"), "(VI_1) No longer: 10.0.0.2 is master, too");
        all.put(new VrrpEvent.AddressSeen("eth0", PEER, true), "Netlink reports 10.0.0.2 added to eth0");
        all.put(
                new VrrpEvent.TwoOwners("VI_1", PEER),
                "(VI_1) 10.0.0.2 has priority 255, too, which is for the one owner of the addresses;"
                        + " give one of the two nodes a lower priority");
        all.put(
                new VrrpEvent.ChangesHeldBack(291, 60_000 * MS, entered(State.MASTER, State.BACKUP, higher)),
                "(VI_1) 291 more changes of state within 60 s, the last of them: Entering BACKUP STATE: "
                        + higher.text());
        all.put(
                new VrrpEvent.GroupSyncing("G", State.MASTER, List.of(new Cause.Reloaded())),
                "VRRP_Group(G) Syncing instances to MASTER state: " + new Cause.Reloaded().text());
    }

    private static void programs(Map<Event, String> all) {
        Outcome failed = new Outcome.Exited(1, "no route", 20 * MS);
        Outcome timedOut = new Outcome.TimedOut(3000 * MS, "", 3000 * MS);
        all.put(new ScriptEvent.Succeeded("chk"), "VRRP_Script(chk) succeeded");
        all.put(new ScriptEvent.Failed("chk", failed), "VRRP_Script(chk) failed (exited with status 1): no route");
        all.put(
                new ScriptEvent.Failed("chk", new Outcome.Killed(11, "", 1)),
                "VRRP_Script(chk) failed (due to signal 11), killed by SIGSEGV");
        all.put(
                new ScriptEvent.Failed("chk", new Outcome.CannotRun("/x.sh", "Permission denied")),
                "VRRP_Script(chk) failed (cannot run /x.sh: Permission denied)");
        all.put(new ScriptEvent.Failed("chk", timedOut), "VRRP_Script(chk) timed_out after 3 s");
        all.put(new ScriptEvent.Returns("chk", 3), "Script `chk` now returning 3");
        all.put(
                new ScriptEvent.Unusable("chk", "cannot run /x.sh: Permission denied"),
                "VRRP_Script(chk) cannot be run and counts as down: cannot run /x.sh: Permission denied");
        all.put(
                new ScriptEvent.Overrun("chk", 1200 * MS),
                "Track script chk is still running after 1.2 s - skipping run");
        all.put(
                new ScriptEvent.Insecure("chk", "/tmp is writable"),
                "VRRP_Script(chk) is not secure: /tmp is writable");
        all.put(new TrackerEvent.FileHolds("maint", 5, ""), "Track file maint is 5");
        all.put(
                new TrackerEvent.FileHolds("maint", 0, "/run/maint does not exist"),
                "Track file maint is 0: /run/maint does not exist");
        all.put(
                new TrackerEvent.QuorumGained("proxy", "1 running, wanted at least 1"),
                "Quorum gained for tracked process proxy: 1 running, wanted at least 1");
        all.put(
                new TrackerEvent.QuorumLost("proxy", "0 running, wanted at least 1"),
                "Quorum lost for tracked process proxy: 0 running, wanted at least 1");
        all.put(
                new TrackerEvent.BfdState("uplink", "Up", "192.0.2.2", ""),
                "Received BFD event: instance uplink is in state Up");
        all.put(
                new TrackerEvent.BfdState(
                        "uplink", "Down", "192.0.2.2", "192.0.2.2 was not heard for the detection time"),
                "Received BFD event: instance uplink is in state Down: 192.0.2.2 was not heard for the detection time");
        all.put(
                new TrackerEvent.BfdRefused("uplink", "send to 192.0.2.2: Network is unreachable (ENETUNREACH)"),
                "BFD instance uplink cannot send: send to 192.0.2.2: Network is unreachable (ENETUNREACH)");
        all.put(
                new TrackerEvent.BfdRefused("", "bind UDP port 3784: Address already in use (EADDRINUSE)"),
                "BFD cannot receive: bind UDP port 3784: Address already in use (EADDRINUSE)");
        all.put(
                new TrackerEvent.BfdDropped(BfdDrop.TTL, IpAddress.of("10.0.0.2"), 7),
                "BFD packet of 10.0.0.2 refused: it has come over more hops than the session allows;"
                        + " 7 refused for that since the start");
        all.put(
                new TrackerEvent.ProcessesPolled("ECONNREFUSED"),
                "Tracked processes are looked for twice a second, as the kernel does not show their changes here:"
                        + " ECONNREFUSED");
        all.put(
                new NotifyEvent.Ended("VI_1", "/n.sh", "MASTER", new Outcome.Exited(0, "", 20 * MS)),
                "(VI_1) notify MASTER, /n.sh: exited with status 0 in 0.02 s");
        all.put(
                new NotifyEvent.Ended("VI_1", "/n.sh", "FAULT", failed),
                "(VI_1) notify FAULT, /n.sh: exited with status 1 in 0.02 s: no route");
        all.put(
                new NotifyEvent.Ended("VI_1", "/n.sh", "STOP", timedOut),
                "(VI_1) notify STOP, /n.sh: timed out after 3 s in 3 s");
        all.put(
                new NotifyEvent.Skipped("VI_1", 4, "MASTER"),
                "(VI_1) 4 notifications were skipped because scripts are slow; reported MASTER instead");
        all.put(
                new NotifyEvent.Abandoned("VI_1", 2),
                "(VI_1) 2 notifications had not ended when the daemon did, and had to be killed");
        all.put(
                new NotifyEvent.Skipped("VI_1", 1, "MASTER"),
                "(VI_1) 1 notification was skipped because scripts are slow; reported MASTER instead");
        all.put(
                new NotifyEvent.Abandoned("VI_1", 1),
                "(VI_1) 1 notification had not ended when the daemon did, and had to be killed");
        all.put(new NotifyEvent.RequestsLost(2), "2 requests to run scripts were lost, the queue was full");
        all.put(new NotifyEvent.RequestsLost(1), "1 request to run a script was lost, the queue was full");
        all.put(
                new DaemonEvent.DumpWritten("/tmp/keepalived.data"),
                "Wrote /tmp/keepalived.data, as a signal asked for");
        all.put(
                new FifoEvent.Unusable("/run/ha.pipe", "it is a symbolic link"),
                "FIFO /run/ha.pipe is not written: it is a symbolic link");
        all.put(
                new FifoEvent.Full("/run/ha.pipe"),
                "FIFO /run/ha.pipe is full, nobody reads it or too slowly: lines are lost from here on");
        all.put(new FifoEvent.Lost("/run/ha.pipe", 7), "FIFO /run/ha.pipe: 7 lines were lost while it was full");
        all.put(
                new FifoEvent.ReaderEnded(
                        "/run/ha.pipe", "/bin/reader", new Outcome.Exited(2, "no such table", 3 * MS)),
                "The reader of FIFO /run/ha.pipe, /bin/reader, exited with status 2: no such table; a reload starts it again");
        all.put(
                new MailEvent.Sent("VI_1", "MASTER", List.of("ops@example.org"), List.of()),
                "(VI_1) mailed MASTER to ops@example.org");
        all.put(
                new MailEvent.Failed("VI_1", "FAULT", "451 later", Optional.of(2_000 * MS)),
                "(VI_1) mail alert of FAULT failed, next try in 2 s: 451 later");
        all.put(
                new MailEvent.Failed("VI_1", "FAULT", "554 never", Optional.empty()),
                "(VI_1) mail alert of FAULT failed for good: 554 never");
        all.put(new MailEvent.Lost("", 2, "the daemon ends"), "2 mail alerts are not sent: the daemon ends");
    }

    private static void reload(Map<Event, String> all) {
        all.put(
                new ReloadEvent.Due("/etc/reload-at", Instant.parse("2026-12-01T03:00:00Z")),
                "A reload is due at 2026-12-01T03:00:00Z, by /etc/reload-at");
        all.put(
                new ReloadEvent.NoTime("/etc/reload-at", "its time is over"),
                "No reload by /etc/reload-at: its time is over");
        all.put(
                new ReloadEvent.Saved("/var/lib/ha/keepalived.conf.7.0"),
                "Kept a copy of the configuration in /var/lib/ha/keepalived.conf.7.0");
    }

    private static void intents(Map<Event, String> all) {
        all.put(
                new IntentEvent.Stored(
                        "VI_1", "drain", "user root", "kernel", true, OptionalLong.of(1_796_090_400_000L)),
                "VI_1: drain, asked for by user root, kept over a restart, until 2026-12-01T02:00:00Z: kernel");
        all.put(
                new IntentEvent.Resumed("VI_1", "drain", "user root", ""),
                "VI_1: drain is in force again, asked for by user root before the restart");
        all.put(new IntentEvent.Ended("VI_1", "drain", "user root"), "VI_1: drain ends: user root");
        all.put(
                new IntentEvent.Damaged("/run/x.intents", "its end is missing"),
                "The intents of operators in /run/x.intents are damaged: its end is missing");
    }

    private static final ServiceName VS = ServiceName.of("[192.0.2.80]:tcp:80");
    private static final String RS = "[10.0.0.11]:tcp:8080";
    private static final String SORRY = "[10.0.0.99]:tcp:80";

    private static void servers(Map<Event, String> all) {
        Probe probe = new Probe.Connect(new Route(PEER, 8080, Optional.empty(), 0, Optional.empty(), 0, 1));
        Map<BalanceEvent, String> told = new LinkedHashMap<>();
        told.put(new BalanceEvent.CheckPassed(VS, RS, probe, true, true), "TCP connection to " + RS + " success.");
        told.put(
                new BalanceEvent.UrlPassed(VS, RS, probe, "/health"),
                "HTTP status code success to " + RS + " url(/health)");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, probe, "Connection refused", 2, true),
                "TCP_CHECK on service " + RS + " failed after 1 retries: Connection refused");
        Probe web = new Probe.Web(
                new Route(PEER, 8080, Optional.empty(), 0, Optional.empty(), 0, 1), Optional.empty(), false, List.of());
        told.put(
                new BalanceEvent.CheckPassed(VS, RS, web, true, true),
                "Remote Web server " + RS + " succeed on service.");
        scriptChecks(told);
        otherChecks(new Route(PEER, 25, Optional.empty(), 0, Optional.empty(), 0, 1), told);
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, web, "status 404", 1, true),
                "HTTP_CHECK on service " + RS + " failed: status 404");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, probe, "Connection refused", 1, true),
                "TCP_CHECK on service " + RS + " failed: Connection refused");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, probe, "no answer in time", 1, false),
                "TCP_CHECK on service " + RS + " failed, attempt 1: no answer in time");
        told.put(new BalanceEvent.ServerUp(VS, RS, false), "Adding service " + RS + " to VS " + VS);
        told.put(new BalanceEvent.ServerUp(VS, RS, true), "Enabling service " + RS + " of VS " + VS);
        told.put(new BalanceEvent.ServerDown(VS, RS, false), "Removing service " + RS + " from VS " + VS);
        told.put(new BalanceEvent.ServerDown(VS, RS, true), "Disabling service " + RS + " of VS " + VS);
        told.put(new BalanceEvent.ServerStaysDown(VS, RS), "service " + RS + " of VS " + VS + " is down");
        told.put(new BalanceEvent.ServerRemoved(VS, RS, true), "service " + RS + " of VS " + VS + " no longer exists");
        told.put(
                new BalanceEvent.WeightChanged(VS, RS, 1, 3),
                "Changing weight from 1 to 3 for service " + RS + " of VS " + VS);
        told.put(new BalanceEvent.QuorumGained(VS, 2, 1, 3, true), "Gained quorum 2+1=3 <= 3 for VS " + VS);
        told.put(new BalanceEvent.QuorumLost(VS, 2, 1, 0), "Lost quorum 2-1=1 > 0 for VS " + VS);
        told.put(new BalanceEvent.StartsWithoutQuorum(VS, 2, 1, 0), "Starting with quorum down 2+1=3 > 0 for VS " + VS);
        told.put(new BalanceEvent.SorryServes(VS, SORRY, false), "Adding sorry server " + SORRY + " to VS " + VS);
        told.put(new BalanceEvent.SorryServes(VS, SORRY, true), "Enabling sorry server " + SORRY + " to VS " + VS);
        told.put(new BalanceEvent.SorryRests(VS, SORRY, false), "Removing sorry server " + SORRY + " from VS " + VS);
        told.put(new BalanceEvent.SorryRests(VS, SORRY, true), "Disabling sorry server " + SORRY + " from VS " + VS);
        told.put(
                new BalanceEvent.ChecksSuspended(VS),
                "Suspending the checks of VS " + VS + ": this host has none of its addresses");
        told.put(
                new BalanceEvent.ChecksResumed(VS),
                "Activating the checks of VS " + VS + ": this host has an address of it");
        told.put(new BalanceEvent.ServiceRemoved(VS, true), "Removing Virtual Server " + VS);
        told.put(new BalanceEvent.ServerStops(VS, RS, false), "Shutting down service " + RS + " from VS " + VS);
        told.put(new BalanceEvent.ServiceStops(VS, false), "Shutting down VS " + VS);
        told.put(
                new BalanceEvent.TableDiffers(VS, 2),
                "The kernel did not have VS " + VS + " as it is configured, in 2 points; it is put right");
        told.put(
                new BalanceEvent.TableDiffers(VS, 1),
                "The kernel did not have VS " + VS + " as it is configured, in 1 point; it is put right");
        told.put(
                new BalanceEvent.Refused(VS, RS, "Invalid argument"),
                "The kernel refused service " + RS + " of VS " + VS
                        + ", which does not count as alive: Invalid argument");
        told.put(
                new BalanceEvent.Refused(VS, VS.shown(), "No such file or directory"),
                "The kernel refused VS " + VS + ", which serves nobody: No such file or directory");
        told.forEach((event, line) -> all.put(new ServerEvent(event), line));
    }

    private static void otherChecks(Route route, Map<BalanceEvent, String> told) {
        Probe mail = new Probe.Mail(route, "x");
        told.put(
                new BalanceEvent.CheckPassed(VS, RS, mail, true, true),
                "Remote SMTP server " + RS + " succeed on service.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, mail, "Bad greeting banner: 554 no", 2, true),
                "SMTP_CHECK Bad greeting banner from server [10.0.0.2]:25: 554 no after 1 retries");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, mail, "no answer in time", 1, false),
                "SMTP_CHECK Read timeout from server [10.0.0.2]:25, attempt 1");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, mail, "Connection refused", 1, true),
                "SMTP_CHECK Could not connect to server [10.0.0.2]:25: Connection refused");
        Probe query = new Probe.Query(route, 6, ".");
        told.put(new BalanceEvent.CheckPassed(VS, RS, query, true, true), "DNS_CHECK (" + RS + ") success.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, query, "no answer in time", 2, true),
                "DNS_CHECK (" + RS + ") read timeout from socket after 1 retries");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, query, "rcode = 3", 1, true),
                "DNS_CHECK (" + RS + ") read error occurred. (rcode = 3)");
        Probe datagram = new Probe.Datagram(route, List.of(), Optional.empty());
        told.put(new BalanceEvent.CheckPassed(VS, RS, datagram, true, true), "UDP connection to " + RS + " success.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, datagram, "Connection refused", 2, true),
                "UDP_CHECK on service " + RS + " failed after 1 retries: Connection refused");
        Probe echo = new Probe.Echo(route);
        told.put(new BalanceEvent.CheckPassed(VS, RS, echo, true, true), "ICMP connection to " + RS + " success.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, echo, "no answer in time", 1, true),
                "ICMP CHECK on service " + RS + " failed: no answer in time");
    }

    private static void scriptChecks(Map<BalanceEvent, String> told) {
        Probe file = new Probe.File("load", 1, false);
        told.put(
                new BalanceEvent.CheckPassed(VS, RS, file, true, true),
                "File check of " + RS + " by [load] succeeded.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, file, "the file holds 7", 1, true),
                "File check of " + RS + " by [load] failed: the file holds 7");
        Probe session = new Probe.Session("up");
        told.put(
                new BalanceEvent.CheckPassed(VS, RS, session, true, true),
                "BFD check of " + RS + " by [up] succeeded.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, session, "not heard", 1, true),
                "BFD check of " + RS + " by [up] failed: not heard");
        Probe script = new Probe.Script(List.of("/bin/chk", "80"), Optional.empty(), Optional.empty(), 1, false);
        String what = "Misc check for [" + RS + " VS " + VS + "] by [/bin/chk 80] ";
        told.put(new BalanceEvent.CheckPassed(VS, RS, script, true, true), what + "succeeded.");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, script, "exited with status 1", 1, true),
                what + "failed (exited with status 1)");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, script, "exited with status 1: no route", 2, true),
                what + "failed after 1 retry (exited with status 1: no route)");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, script, "timed out after 2 s", 3, true),
                what + "timed out after 2 retries (timed out after 2 s)");
        told.put(
                new BalanceEvent.CheckFailed(VS, RS, script, "exited with status 1", 1, false),
                what + "failed, attempt 1 (exited with status 1)");
    }

    private static void control(Map<Event, String> all) {
        all.put(new ControlEvent.Listening("/run/x"), "The control socket is /run/x");
        all.put(new ControlEvent.Refused("user bob", "not root"), "Refused user bob on the control socket: not root");
        all.put(new ControlEvent.Requested("user root", "reload"), "user root asked for reload");
        all.put(new ControlEvent.Unavailable("/run/x", "in use"), "No control socket at /run/x: in use");
    }
}
