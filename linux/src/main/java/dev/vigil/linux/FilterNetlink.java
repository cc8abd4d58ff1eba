package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.NETLINK_NETFILTER;

import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.FilterStep;
import dev.vigil.linux.Structs.Nlmsghdr;
import java.util.List;
import java.util.Optional;

/**
 * Asks the kernel to change nftables, in the network namespace of the thread that opened it. Tables are owned by this socket
 * where the kernel knows that (Linux 5.12): nobody else can change or flush them, and they go when it is closed, however the
 * process ends. One thread at a time.
 */
public final class FilterNetlink extends NetlinkSocket {
    /** Why nothing of a change was done. */
    public record Refused(int errno, String text) {}

    private static final int RECEIVE_BUFFER_BYTES = 1 << 18;
    private static final int SEND_BUFFER_BYTES = 1 << 24;
    private static final int ANSWER_WITHIN_S = 2;

    private int sequence;
    private boolean owning = true;

    private FilterNetlink(int fd) {
        super(fd);
    }

    public static FilterNetlink open() {
        int fd = open(NETLINK_NETFILTER, 0, RECEIVE_BUFFER_BYTES);
        NativeBuffer timeout = NativeBuffer.struct(Structs.Timespec.SIZE);
        timeout.bytes().putLong(Structs.Timespec.TV_SEC, ANSWER_WITHIN_S);
        Socket.setUp(fd, () -> {
            Socket.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, timeout, "SO_RCVTIMEO");
            Socket.sendBuffer(fd, SEND_BUFFER_BYTES);
        });
        return new FilterNetlink(fd);
    }

    /** Does all of it, or nothing. */
    public Optional<Refused> commit(FilterSettings settings, List<FilterStep> steps) {
        Optional<Refused> refused = tryCommit(settings, steps);
        boolean unknown = refused.isPresent()
                && (refused.get().errno() == Errno.EOPNOTSUPP || refused.get().errno() == Errno.EINVAL);
        if (!owning || !unknown) {
            return refused;
        }
        owning = false;
        return tryCommit(settings, steps);
    }

    private Optional<Refused> tryCommit(FilterSettings settings, List<FilterStep> steps) {
        List<NetlinkWriter> messages = FilterMessages.of(settings, owning, steps);
        int first = sequence + 1;
        int last = first + messages.size() - 2;
        NativeBuffer batch = batch(messages, first);
        sequence = first + messages.size() - 1;
        String object = "table " + settings.table();
        try {
            long sent = Libc.call(Syscall.SENDTO, fd(), batch.address(), batch.sizeBytes(), 0, 0, 0);
            batch.keep();
            if (sent < 0) {
                throw new LinuxException("change nftables", (int) -sent, object);
            }
            return answer(first, last, object);
        } catch (LinuxException refusal) {
            return Optional.of(new Refused(refusal.errno(), String.valueOf(refusal.getMessage())));
        }
    }

    /** The messages behind one another; the last one before the end asks for an answer. */
    private static NativeBuffer batch(List<NetlinkWriter> messages, int first) {
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
            if (index == messages.size() - 2) {
                int flags = position + Nlmsghdr.NLMSG_FLAGS;
                batch.bytes().putShort(flags, (short) (batch.bytes().getShort(flags) | Constants.NLM_F_ACK));
            }
            position += each.lengthBytes();
        }
        return batch;
    }

    /** Refusals come in the order of the messages; one of the first message is about all of them, and the only one. */
    private Optional<Refused> answer(int first, int last, String object) {
        Optional<Refused> refused = Optional.empty();
        while (true) {
            int length = receive(0);
            if (length < 0 && length != -Errno.EINTR) {
                int errno = length == -Errno.EAGAIN ? Errno.ETIMEDOUT : -length;
                throw new LinuxException("await answer about", errno, object);
            }
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

    private Refused refusal(int errno, String object) {
        String detail = Acknowledgement.detail(reader);
        LinuxException text = new LinuxException("change nftables", errno, object, detail);
        return new Refused(errno, String.valueOf(text.getMessage()));
    }
}
