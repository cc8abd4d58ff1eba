package dev.vigil.linux;

import static dev.vigil.linux.IpvsConstants.NETLINK_GENERIC;

import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kernel's load balancer, in the network namespace of the thread that opened this, by generic netlink. The kernel
 * answers before a request returns. One thread at a time.
 */
public final class Ipvs extends NetlinkSocket {
    /** How much the kernel may say before it is read, unless that is configured. */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private static final int ANSWER_WITHIN_S = 2;

    private int family;
    private int sequence;

    private Ipvs(int fd) {
        super(fd);
    }

    /** Opens it; throws, with ENOENT, if this kernel has none. */
    public static Ipvs open() {
        int fd = open(NETLINK_GENERIC, 0, RECEIVE_BUFFER_BYTES);
        Ipvs opened = new Ipvs(fd);
        Socket.setUp(fd, () -> {
            NativeBuffer timeout = NativeBuffer.struct(Structs.Timespec.SIZE);
            timeout.bytes().putLong(Structs.Timespec.TV_SEC, ANSWER_WITHIN_S);
            Socket.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, timeout, "SO_RCVTIMEO");
            opened.lookUp();
        });
        return opened;
    }

    private void lookUp() {
        NetlinkRequest request = IpvsMessages.lookUp();
        List<Integer> numbers = new ArrayList<>();
        int errno = exchange(request, message -> numbers.add(IpvsMessages.familyNumber(message)));
        if (errno != 0 || numbers.isEmpty()) {
            throw request.refusal(errno == 0 ? Errno.ENOENT : errno, "");
        }
        family = numbers.getFirst();
    }

    /**
     * Carries out one change. What is there already is given the values that were asked for, and what is not there cannot
     * be removed any more.
     *
     * @return 0, or the error number of the refusal
     */
    public int change(TableChange change) {
        int errno = exchange(IpvsMessages.request(family, change), _ -> {});
        return switch (change) {
            case TableChange.AddService add
            when errno == Errno.EEXIST ->
                exchange(IpvsMessages.request(family, new TableChange.SetService(add.entry())), _ -> {});
            case TableChange.AddDestination add
            when errno == Errno.EEXIST ->
                exchange(
                        IpvsMessages.request(family, new TableChange.SetDestination(add.service(), add.destination())),
                        _ -> {});
            case TableChange.SetDestination set
            when errno == Errno.ENOENT ->
                exchange(
                        IpvsMessages.request(family, new TableChange.AddDestination(set.service(), set.destination())),
                        _ -> {});
            case TableChange.RemoveService _, TableChange.RemoveDestination _ ->
                errno == Errno.ENOENT || errno == Errno.ESRCH ? 0 : errno;
            default -> errno;
        };
    }

    /** The whole table. */
    public Table table() {
        Table table = new Table();
        for (ServiceEntry entry : list(IpvsMessages.listServices(family), IpvsMessages::service)) {
            Table.Row row = table.put(entry);
            List<Destination> destinations = list(
                    IpvsMessages.listDestinations(family, entry.key()),
                    message -> IpvsMessages.destination(message, entry.key().family()));
            destinations.forEach(row::put);
        }
        return table;
    }

    /** The connections that go to a server of a service; throws if the kernel refuses to list them. */
    public Connections connections(ServiceKey service, Destination.Key server) {
        List<Connections> found = list(
                IpvsMessages.listDestinations(family, service),
                message -> Optional.of(IpvsMessages.connections(message, service.family(), server)));
        return found.stream().reduce(Connections.NONE, Connections::plus);
    }

    /** How long IPVS remembers a connection without traffic, in seconds. */
    public record Timeouts(int tcpS, int tcpFinS, int udpS) {}

    public Timeouts timeouts() {
        NetlinkRequest request = IpvsGeneralMessages.getTimeouts(family);
        List<Timeouts> found = new ArrayList<>();
        int errno = exchange(request, message -> found.add(IpvsGeneralMessages.timeouts(message)));
        if (errno != 0 || found.isEmpty()) {
            throw request.refusal(errno == 0 ? Errno.ENOENT : errno, "");
        }
        return found.getFirst();
    }

    /** Throws if the kernel refuses. */
    public void setTimeouts(Timeouts timeouts) {
        require(IpvsGeneralMessages.setTimeouts(family, timeouts));
    }

    /** Removes every service, whosever it is. */
    public void flush() {
        require(IpvsGeneralMessages.flush(family));
    }

    /** The sync daemons that run. */
    public List<SyncDaemon> syncDaemons() {
        return list(IpvsGeneralMessages.listDaemons(family), IpvsGeneralMessages::daemon);
    }

    /** Starts one; throws if the kernel refuses. */
    public void start(SyncDaemon daemon) {
        require(IpvsGeneralMessages.start(family, daemon));
    }

    /** Stops the one of a role; throws if the kernel refuses. */
    public void stop(SyncDaemon.Role role) {
        require(IpvsGeneralMessages.stop(family, role));
    }

    private void require(NetlinkRequest request) {
        int errno = exchange(request, _ -> {});
        if (errno != 0) {
            throw request.refusal(errno, "");
        }
    }

    private <T> List<T> list(NetlinkRequest request, Function<NetlinkReader, Optional<T>> parse) {
        List<T> found = new ArrayList<>();
        int errno = exchange(request, message -> parse.apply(message).ifPresent(found::add));
        if (errno != 0) {
            throw request.refusal(errno, "");
        }
        return found;
    }

    private interface Messages {
        void take(NetlinkReader message);
    }

    /** Sends a request and takes what comes up to its acknowledgement; 0, or the error number of the refusal. */
    private int exchange(NetlinkRequest request, Messages messages) {
        request.number(++sequence);
        long sent = Libc.call(Syscall.SENDTO, fd(), request.address(), request.lengthBytes(), 0, 0, 0);
        if (sent < 0) {
            return (int) -sent;
        }
        while (true) {
            int length = receive(0);
            if (length < 0 && length != -Errno.EINTR) {
                return length == -Errno.EAGAIN ? Errno.ETIMEDOUT : -length;
            }
            if (isTruncated(length)) {
                return Errno.EMSGSIZE;
            }
            while (reader.next()) {
                if (reader.sequence() != sequence) {
                    continue;
                }
                switch (reader.type()) {
                    case Constants.NLMSG_ERROR -> {
                        return Acknowledgement.errno(reader);
                    }
                    case Constants.NLMSG_DONE -> {
                        return 0;
                    }
                    default -> messages.take(reader);
                }
            }
        }
    }
}
