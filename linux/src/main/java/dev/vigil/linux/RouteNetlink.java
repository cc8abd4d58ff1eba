package dev.vigil.linux;

import static dev.vigil.linux.Constants.NETLINK_ROUTE;

import dev.vigil.core.address.Family;
import dev.vigil.linux.Structs.Ifaddrmsg;
import dev.vigil.linux.Structs.Ifinfomsg;
import dev.vigil.linux.Structs.Iovec;
import dev.vigil.linux.Structs.Msghdr;
import dev.vigil.linux.Structs.Ndmsg;
import dev.vigil.linux.Structs.Rtmsg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Asks the kernel to change or to list interfaces and addresses, in the network namespace of the thread that opened it.
 * The kernel answers before the request returns. One thread at a time.
 */
public final class RouteNetlink extends NetlinkSocket {
    /** Hears which requests of a batch were refused. */
    public interface Refusals {
        /**
         * @param errno the kernel's number
         * @param detail the kernel's own sentence, or empty
         */
        void refused(NetlinkRequest request, int errno, String detail);
    }

    /** The acknowledgements of so many requests fit the socket's queue with room to spare. */
    private static final int REQUESTS_PER_SEND_MAX = 64;

    /** The kernel's queue, unless it is resized. */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private static final int ANSWER_WITHIN_S = 2;
    private static final int DUMP_ATTEMPTS_MAX = 5;

    private final NativeBuffer header = NativeBuffer.struct(Msghdr.SIZE);
    private final NativeBuffer vectors = NativeBuffer.struct(REQUESTS_PER_SEND_MAX * Iovec.SIZE);
    private int sequence;

    /** The kernel's own sentence of the last refusal. */
    private String detail = "";

    private RouteNetlink(int fd) {
        super(fd);
        header.bytes().putLong(Msghdr.MSG_IOV, vectors.address());
    }

    public static RouteNetlink open() {
        int fd = open(NETLINK_ROUTE, 0, RECEIVE_BUFFER_BYTES);
        NativeBuffer timeout = NativeBuffer.struct(Structs.Timespec.SIZE);
        timeout.bytes().putLong(Structs.Timespec.TV_SEC, ANSWER_WITHIN_S);
        Socket.setUp(fd, () -> Socket.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, timeout, "SO_RCVTIMEO"));
        return new RouteNetlink(fd);
    }

    /** Executes a request; throws if the kernel refuses. */
    public void execute(NetlinkRequest request) {
        int errno = tryExecute(request);
        if (errno != 0) {
            throw request.refusal(errno, detail);
        }
    }

    /** Executes a request without allocating; 0, or the error number of the refusal. */
    public int tryExecute(NetlinkRequest request) {
        enlist(0, request);
        send(1);
        int first = sequence;
        while (true) {
            receiveAnswer();
            while (reader.next()) {
                if (reader.type() == Constants.NLMSG_ERROR && reader.sequence() == first) {
                    return acknowledgement();
                }
            }
        }
    }

    /** Executes requests in order, many at a time; a refused one does not stop the others. */
    public void executeAll(List<NetlinkRequest> requests, Refusals refusals) {
        for (int from = 0; from < requests.size(); from += REQUESTS_PER_SEND_MAX) {
            int to = Math.min(from + REQUESTS_PER_SEND_MAX, requests.size());
            executeSome(requests.subList(from, to), refusals);
        }
    }

    private void executeSome(List<NetlinkRequest> requests, Refusals refusals) {
        int first = sequence + 1;
        for (int index = 0; index < requests.size(); index++) {
            enlist(index, requests.get(index));
        }
        send(requests.size());
        int answered = 0;
        while (answered < requests.size()) {
            receiveAnswer();
            while (reader.next()) {
                int index = reader.sequence() - first;
                if (reader.type() != Constants.NLMSG_ERROR || index < 0 || index >= requests.size()) {
                    continue;
                }
                answered++;
                int errno = acknowledgement();
                if (errno != 0) {
                    refusals.refused(requests.get(index), errno, detail);
                }
            }
        }
    }

    private void enlist(int index, NetlinkRequest request) {
        request.number(++sequence);
        vectors.bytes()
                .putLong(index * Iovec.SIZE + Iovec.IOV_BASE, request.address())
                .putLong(index * Iovec.SIZE + Iovec.IOV_LEN, request.lengthBytes());
    }

    private void send(int count) {
        header.bytes().putLong(Msghdr.MSG_IOVLEN, count);
        long result = Libc.call(Syscall.SENDMSG, fd(), header.address(), 0);
        if (result < 0) {
            throw new LinuxException("send request to", (int) -result, "netlink");
        }
    }

    private void receiveAnswer() {
        int length = receive(0);
        if (length < 0 && length != -Errno.EINTR) {
            int errno = length == -Errno.EAGAIN ? Errno.ETIMEDOUT : -length;
            throw new LinuxException("await answer of", errno, "netlink");
        }
        if (isTruncated(length)) {
            throw new LinuxException("read answer of", Errno.EMSGSIZE, "netlink");
        }
    }

    /** The error number in the reader's acknowledgement, 0 if the request was granted; remembers the detail. */
    private int acknowledgement() {
        int errno = Acknowledgement.errno(reader);
        detail = errno == 0 ? "" : Acknowledgement.detail(reader);
        return errno;
    }

    /** All interfaces. */
    public List<LinkInfo> links() {
        return dump(Constants.RTM_GETLINK, Ifinfomsg.SIZE, RouteMessages::link);
    }

    /** All addresses of both families on all interfaces. */
    public List<AddressInfo> addresses() {
        return dump(Constants.RTM_GETADDR, Ifaddrmsg.SIZE, RouteMessages::address);
    }

    /**
     * The routes and rules of both families that have this protocol.
     *
     * @param names the interfaces by their number
     */
    public List<RoutingInfo> routing(int protocol, IntFunction<String> names) {
        List<RoutingInfo> found = new ArrayList<>();
        for (Family family : Family.values()) {
            found.addAll(routing(RoutingConstants.RTM_GETROUTE, family, protocol, names));
            found.addAll(routing(RoutingConstants.RTM_GETRULE, family, protocol, names));
        }
        return found;
    }

    private List<RoutingInfo> routing(int type, Family family, int protocol, IntFunction<String> names) {
        // Only kernels that check requests strictly look at the protocol; it costs the others a longer list.
        int _ = Socket.tryOption(fd(), Constants.SOL_NETLINK, RoutingConstants.NETLINK_GET_STRICT_CHK, 1);
        try {
            NetlinkWriter writer = NetlinkWriter.dump(type);
            int body = writer.reserve(Rtmsg.SIZE);
            writer.bytes().put(body + Rtmsg.RTM_FAMILY, RouteRequests.family(family));
            if (type == RoutingConstants.RTM_GETROUTE) {
                writer.bytes().put(body + Rtmsg.RTM_PROTOCOL, (byte) protocol);
            }
            return dump(
                    writer,
                    message -> RoutingMessages.info(message, names)
                            .filter(info -> info.trace().protocol() == protocol));
        } finally {
            int _ = Socket.tryOption(fd(), Constants.SOL_NETLINK, RoutingConstants.NETLINK_GET_STRICT_CHK, 0);
        }
    }

    /** The neighbours of both families whose hardware address is known. */
    public List<NeighbourInfo> neighbours() {
        return dump(Constants.RTM_GETNEIGH, Ndmsg.SIZE, RouteMessages::neighbour);
    }

    private <T> List<T> dump(int type, int bodyBytes, Function<NetlinkReader, Optional<T>> parse) {
        NetlinkWriter writer = NetlinkWriter.dump(type);
        int _ = writer.reserve(bodyBytes);
        return dump(writer, parse);
    }

    private <T> List<T> dump(NetlinkWriter writer, Function<NetlinkReader, Optional<T>> parse) {
        NetlinkRequest request = new NetlinkRequest("list", "netlink objects", writer.finish());
        for (int attempt = 0; attempt < DUMP_ATTEMPTS_MAX; attempt++) {
            List<T> found = new ArrayList<>();
            if (dumpOnce(request, parse, found)) {
                return found;
            }
        }
        throw request.refusal(Errno.EINTR, "the objects change faster than they can be listed");
    }

    /** Whether the list is consistent: no object changed while it was made. */
    private <T> boolean dumpOnce(NetlinkRequest request, Function<NetlinkReader, Optional<T>> parse, List<T> found) {
        enlist(0, request);
        send(1);
        boolean consistent = true;
        while (true) {
            receiveAnswer();
            while (reader.next()) {
                if (reader.sequence() != sequence) {
                    continue;
                }
                consistent &= (reader.flags() & Constants.NLM_F_DUMP_INTR) == 0;
                if (reader.type() == Constants.NLMSG_DONE) {
                    return consistent;
                }
                if (reader.type() == Constants.NLMSG_ERROR) {
                    throw request.refusal(acknowledgement(), detail);
                }
                parse.apply(reader).ifPresent(found::add);
            }
        }
    }
}
