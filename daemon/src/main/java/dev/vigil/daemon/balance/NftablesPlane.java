package dev.vigil.daemon.balance;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import dev.vigil.core.nat.NatLimits;
import dev.vigil.core.nat.NatStep;
import dev.vigil.core.nat.NatTable;
import dev.vigil.daemon.kernel.ReceiveQueue;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.ConnectionList;
import dev.vigil.linux.Errno;
import dev.vigil.linux.FilterNetlink;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NatNetlink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** Address translation by a table of nftables: a transaction for all changes that come together. */
final class NftablesPlane implements DataPlane {
    private static final String TABLE = "vigil";

    /** The control socket of a daemon whose table needs no other name. */
    private static final Path USUAL_SOCKET = Path.of("/run/vigil/control.sock");

    private final NatNetlink netlink;
    private final NatTable table;
    private final boolean cuts;
    private final EventLog log;

    /** Whether this process has the table, if there is one. */
    private boolean taken;

    private NftablesPlane(NatNetlink netlink, OwnSettings.Balancing settings, EventLog log) {
        this.netlink = netlink;
        this.log = log;
        table = new NatTable(settings.masquerades());
        cuts = settings.cuts();
    }

    /** @param socket the control socket, by which daemons on a machine differ */
    static NftablesPlane open(OwnSettings.Balancing settings, Path socket, EventLog log) {
        return new NftablesPlane(netlink(socket), settings, log);
    }

    private static NatNetlink netlink(Path socket) {
        return NatNetlink.open(tableName(socket), "virtual servers of Vigil, " + socket.toAbsolutePath());
    }

    /** Each daemon has a table of its own. */
    static String tableName(Path socket) {
        Path absolute = socket.toAbsolutePath();
        if (absolute.equals(USUAL_SOCKET)) {
            return TABLE;
        }
        CRC32 sum = new CRC32();
        sum.update(absolute.toString().getBytes(StandardCharsets.UTF_8));
        return TABLE + "_" + Long.toHexString(sum.getValue());
    }

    /** Why the kernel would not balance these services; nothing is changed. */
    static Optional<String> obstacle(List<ServiceSettings> services, Path socket) {
        List<TableChange> changes = new ArrayList<>();
        for (ServiceSettings service : services) {
            for (ServiceEntry entry : service.entries()) {
                changes.add(new TableChange.AddService(entry));
                service.servers()
                        .forEach(server ->
                                changes.add(new TableChange.AddDestination(entry.key(), server.destination())));
            }
        }
        try (NatNetlink netlink = netlink(socket);
                NatNetlink rehearsal = NatNetlink.open(TABLE + "_rehearsal", "")) {
            if (netlink.look().map(seen -> !seen.ours()).orElse(false)) {
                return Optional.of(foreign(tableName(socket)));
            }
            return rehearsal
                    .rehearse(new NatTable(true).propose(changes).steps())
                    .map(FilterNetlink.Refused::text);
        } catch (LinuxException refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }

    private static String foreign(String name) {
        return "nftables has a table inet " + name + " that is not ours, and it is left alone: remove it, or give this"
                + " daemon another control socket, by which its table is named";
    }

    /** Removes the table of a dead daemon. */
    static Optional<String> removeLeftover(Path socket) {
        try (NatNetlink netlink = netlink(socket)) {
            if (netlink.look().map(NatNetlink.Seen::ours).orElse(false)) {
                Optional<FilterNetlink.Refused> refused = netlink.commit(List.of(new NatStep.DeleteTable()));
                String name = "table inet " + tableName(socket);
                if (refused.isPresent()) {
                    throw new LinuxException("remove", refused.get().errno(), name);
                }
                return Optional.of(name + " of nftables");
            }
            return Optional.empty();
        } catch (LinuxException refusal) {
            if (refusal.errno() == Errno.EPROTONOSUPPORT || refusal.errno() == Errno.EINVAL) {
                // A kernel without nftables has no table.
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public String name() {
        return "nftables";
    }

    @Override
    public Table table() {
        Optional<NatNetlink.Seen> seen = netlink.look();
        if (seen.isEmpty()) {
            forget(seen);
        } else if (!seen.get().ours()) {
            forget(Optional.empty());
            throw new LinuxException("read", Errno.EEXIST, "a table that is not ours");
        } else if (!taken) {
            netlink.commit(List.of(new NatStep.TakeTable())).ifPresent(refused -> {
                throw new LinuxException("take over", refused.errno(), "the table of an earlier run");
            });
            taken = true;
            // Nobody has changed it since it is ours.
            forget(netlink.look());
        } else if (!netlink.isOwner() && !table.isLike(seen.get().found())) {
            forget(seen);
        }
        return table.table();
    }

    private void forget(Optional<NatNetlink.Seen> seen) {
        table.found(seen.map(NatNetlink.Seen::found));
        taken = seen.isPresent();
    }

    @Override
    public boolean follow(GeneralSettings settings) {
        ReceiveQueue.resize(netlink, settings.buffers().checkerCommand(), NatNetlink.RECEIVE_BUFFER_BYTES);
        return true;
    }

    @Override
    public boolean carryOut(List<TableChange> changes, Balancer balancer) {
        List<TableChange> possible = new ArrayList<>();
        for (TableChange change : changes) {
            Optional<String> limit = limit(change);
            if (limit.isPresent()) {
                balancer.refused(change, "nftables cannot do " + limit.get());
            } else {
                possible.add(change);
            }
        }
        Optional<FilterNetlink.Refused> refused = commit(possible, balancer);
        if (refused.isEmpty()) {
            return true;
        }
        if (refused.get().errno() == Errno.ENOENT || refused.get().errno() == Errno.EPERM) {
            return false;
        }
        Map<ServiceKey, List<TableChange>> byService = new LinkedHashMap<>();
        possible.forEach(change -> byService
                .computeIfAbsent(change.service(), _ -> new ArrayList<>())
                .add(change));
        byService
                .values()
                .forEach(some -> commit(some, balancer)
                        .ifPresent(why -> some.forEach(change -> balancer.refused(change, why.text()))));
        return true;
    }

    private static Optional<String> limit(TableChange change) {
        return switch (change) {
            case TableChange.AddService add -> NatLimits.of(add.entry());
            case TableChange.SetService set -> NatLimits.of(set.entry());
            case TableChange.AddDestination add ->
                NatLimits.of(add.destination(), add.service().family());
            case TableChange.SetDestination set ->
                NatLimits.of(set.destination(), set.service().family());
            case TableChange.RemoveService _, TableChange.RemoveDestination _ -> Optional.empty();
        };
    }

    private Optional<FilterNetlink.Refused> commit(List<TableChange> changes, Balancer balancer) {
        NatTable.Proposal proposal = table.propose(changes);
        Optional<FilterNetlink.Refused> refused =
                proposal.steps().isEmpty() ? Optional.empty() : netlink.commit(proposal.steps());
        if (refused.isPresent()) {
            return refused;
        }
        table.accept(proposal);
        taken = true;
        for (TableChange change : proposal.taken()) {
            if (cuts && change instanceof TableChange.RemoveDestination removed) {
                cut(removed, balancer);
            }
            balancer.done(change);
        }
        return refused;
    }

    private void cut(TableChange.RemoveDestination removed, Balancer balancer) {
        OptionalInt number =
                table.number(removed.service(), removed.destination().key());
        if (number.isPresent() && balancer.hasFailed(removed.service(), removed.destination())) {
            int errno = netlink.cut(number.getAsInt());
            if (errno != 0) {
                log.put(new DaemonEvent.OperationFailed("cut connections of a failed server", Errno.text(errno)));
            }
        }
    }

    /** The marks are known here, the list of connections is read where somebody waits for it, by a socket of its own. */
    @Override
    public Supplier<Optional<Connections>> connections(Map<ServiceKey, Destination.Key> places) {
        List<Integer> marks = new ArrayList<>();
        places.forEach((service, server) -> table.number(service, server).ifPresent(marks::add));
        return () -> count(marks);
    }

    private Optional<Connections> count(List<Integer> marks) {
        try (ConnectionList list = ConnectionList.open()) {
            Connections all = Connections.NONE;
            for (int mark : marks) {
                all = all.plus(list.marked(mark));
            }
            return Optional.of(all);
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed("count connections", String.valueOf(refusal.getMessage())));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        netlink.close();
    }
}
