package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.NETLINK_NETFILTER;
import static dev.vigil.linux.FilterConstants.NFNL_MSG_BATCH_BEGIN;
import static dev.vigil.linux.FilterConstants.NFNL_MSG_BATCH_END;
import static dev.vigil.linux.FilterConstants.NFNL_SUBSYS_NFTABLES;

import dev.vigil.linux.Structs.Nlmsghdr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What sockets to the packet filter share: transactions of nftables, and requests that are answered. One thread at a time. */
abstract sealed class FilterSocket extends NetlinkSocket permits FilterNetlink, NatNetlink, ConnectionList {
    private static final int SEND_BUFFER_BYTES = 1 << 24;
    private static final int ANSWER_WITHIN_S = 2;
    private static final int GENERIC_BYTES = 4;
    private static final int RESOURCE = 2;

    private int sequence;

    FilterSocket(int fd) {
        super(fd);
    }

    static int openFilter() {
        int fd = open(NETLINK_NETFILTER, 0, NatNetlink.RECEIVE_BUFFER_BYTES);
        NativeBuffer timeout = NativeBuffer.struct(Structs.Timespec.SIZE);
        timeout.bytes().putLong(Structs.Timespec.TV_SEC, ANSWER_WITHIN_S);
        Socket.setUp(fd, () -> {
            Socket.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, timeout, "SO_RCVTIMEO");
            Socket.sendBuffer(fd, SEND_BUFFER_BYTES);
        });
        return fd;
    }

    /**
     * Does all of it, or nothing.
     *
     * @param steps the messages between the one that begins a transaction and the one that ends it
     */
    final Optional<FilterNetlink.Refused> transact(List<NetlinkWriter> steps, String object) {
        List<NetlinkWriter> messages = new ArrayList<>();
        messages.add(edge(NFNL_MSG_BATCH_BEGIN));
        messages.addAll(steps);
        messages.add(edge(NFNL_MSG_BATCH_END));
        return exchange(messages, steps.size(), object);
    }

    /** Has the kernel look at all of it and do nothing: a transaction that does not end is taken back. */
    final Optional<FilterNetlink.Refused> tryOut(List<NetlinkWriter> steps, String object) {
        List<NetlinkWriter> messages = new ArrayList<>();
        messages.add(edge(NFNL_MSG_BATCH_BEGIN));
        messages.addAll(steps);
        return exchange(messages, steps.size(), object);
    }

    /** @param asking the message that asks for an answer */
    private Optional<FilterNetlink.Refused> exchange(List<NetlinkWriter> messages, int asking, String object) {
        int first = sequence + 1;
        int last = first + asking;
        NativeBuffer batch = batch(messages, first, asking);
        sequence = first + messages.size() - 1;
        try {
            long sent = Libc.call(Syscall.SENDTO, fd(), batch.address(), batch.sizeBytes(), 0, 0, 0);
            batch.keep();
            if (sent < 0) {
                throw new LinuxException("change nftables", (int) -sent, object);
            }
            return answer(first, last, object);
        } catch (LinuxException refusal) {
            return Optional.of(new FilterNetlink.Refused(refusal.errno(), String.valueOf(refusal.getMessage())));
        }
    }

    private static NetlinkWriter edge(int type) {
        NetlinkWriter writer = NetlinkWriter.quiet(type, 0);
        int generic = writer.reserve(GENERIC_BYTES);
        writer.bytes().put(generic + RESOURCE + 1, (byte) NFNL_SUBSYS_NFTABLES);
        return writer;
    }

    /** The messages behind one another. */
    private static NativeBuffer batch(List<NetlinkWriter> messages, int first, int asking) {
        int bytes = 0;
        for (NetlinkWriter each : messages) {
            bytes += each.lengthBytes();
        }
        NativeBuffer batch = NativeBuffer.struct(bytes);
        int position = 0;
        for (int index = 0; index < messages.size(); index++) {
            NetlinkWriter each = messages.get(index);
            batch.bytes()
                    .put(position, each.bytes(), 0, each.lengthBytes())
                    .putInt(position + Nlmsghdr.NLMSG_LEN, each.lengthBytes())
                    .putInt(position + Nlmsghdr.NLMSG_SEQ, first + index);
            if (index == asking) {
                int flags = position + Nlmsghdr.NLMSG_FLAGS;
                batch.bytes().putShort(flags, (short) (batch.bytes().getShort(flags) | Constants.NLM_F_ACK));
            }
            position += each.lengthBytes();
        }
        return batch;
    }

    /** Refusals come in the order of the messages; one of the first message is about all of them, and the only one. */
    private Optional<FilterNetlink.Refused> answer(int first, int last, String object) {
        Optional<FilterNetlink.Refused> refused = Optional.empty();
        while (true) {
            receive(object);
            while (reader.next()) {
                int of = reader.sequence();
                if (reader.type() != Constants.NLMSG_ERROR || of < first || of > last) {
                    continue;
                }
                int errno = Acknowledgement.errno(reader);
                if (errno != 0 && refused.isEmpty()) {
                    refused = Optional.of(refusal(errno, object));
                }
                if (of == last || (of == first && errno != 0)) {
                    return refused;
                }
            }
        }
    }

    private void receive(String object) {
        int length = receive(0);
        if (length < 0 && length != -Errno.EINTR) {
            int errno = length == -Errno.EAGAIN ? Errno.ETIMEDOUT : -length;
            throw new LinuxException("await answer about", errno, object);
        }
    }

    private FilterNetlink.Refused refusal(int errno, String object) {
        String detail = Acknowledgement.detail(reader);
        LinuxException text = new LinuxException("change nftables", errno, object, detail);
        return new FilterNetlink.Refused(errno, String.valueOf(text.getMessage()));
    }

    /**
     * Asks for something, or for all of a kind.
     *
     * @param each takes what comes
     * @return 0, or the error number of the refusal
     */
    final int ask(NetlinkWriter request, String object, Consumer<NetlinkReader> each) {
        NativeBuffer message = request.finish();
        sequence++;
        message.bytes().putInt(Nlmsghdr.NLMSG_SEQ, sequence);
        long sent = Libc.call(Syscall.SENDTO, fd(), message.address(), message.sizeBytes(), 0, 0, 0);
        message.keep();
        if (sent < 0) {
            return (int) -sent;
        }
        while (true) {
            receive(object);
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
                    default -> each.accept(reader);
                }
            }
        }
    }
}
