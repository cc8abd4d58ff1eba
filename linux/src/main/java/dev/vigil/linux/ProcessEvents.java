package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_NETLINK;
import static dev.vigil.linux.Constants.CN_IDX_PROC;
import static dev.vigil.linux.Constants.CN_VAL_PROC;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.NETLINK_CONNECTOR;
import static dev.vigil.linux.Constants.NLMSG_DONE;
import static dev.vigil.linux.Constants.PROC_CN_MCAST_LISTEN;
import static dev.vigil.linux.Constants.PROC_EVENT_COMM;
import static dev.vigil.linux.Constants.PROC_EVENT_EXEC;
import static dev.vigil.linux.Constants.PROC_EVENT_FORK;
import static dev.vigil.linux.Constants.PROC_EVENT_NONE;
import static dev.vigil.linux.Constants.SOCK_RAW;

import dev.vigil.linux.Structs.CnMsg;
import dev.vigil.linux.Structs.Nlmsghdr;
import dev.vigil.linux.Structs.ProcEvent;
import dev.vigil.linux.Structs.SockaddrNl;
import java.nio.ByteBuffer;

/**
 * Processes that begin, end and become others, as the kernel's process connector shows them. It answers in the initial
 * namespaces alone, and only to those who may administer the network; elsewhere there is silence or a refusal.
 *
 * <pre>
 * nlmsghdr | cn_msg: id 1.1, length | proc_event: what, cpu, time | numbers of processes
 * </pre>
 */
public final class ProcessEvents extends Descriptor {
    private static final int MESSAGE = Nlmsghdr.SIZE + CnMsg.SIZE;

    /** {@code PROC_EVENT_EXIT}, which does not fit into a constant of C that is an int. */
    private static final int EXIT = 1 << 31;

    private static final int INBOX_BYTES = 512;
    private static final int NAME_LENGTH = 16;

    private final NativeBuffer inbox = NativeBuffer.struct(INBOX_BYTES);

    private ProcessEvents(int fd) {
        super(fd);
    }

    /** Takes what has happened to processes, which threads are not. */
    public interface Sink {
        /** The kernel has answered the request to listen: 0, or the number of its refusal. */
        void answered(int errno);

        void forked(int parent, int child);

        /** It runs another program now. */
        void executed(int process);

        void renamed(int process, String name);

        void exited(int process);

        /** Events were lost: anything may have happened. */
        void lost();
    }

    /**
     * Asks to listen. Whether the kernel does is told by {@link Sink#answered}, or never.
     *
     * @param receiveBufferBytes the kernel's queue; 0 for its default
     * @param force whether it may be beyond the limit of the system
     * @throws LinuxException if it is refused at once, as in every network namespace but the first
     */
    public static ProcessEvents open(int receiveBufferBytes, boolean force) {
        int fd = Socket.open(AF_NETLINK, SOCK_RAW, NETLINK_CONNECTOR, "process connector");
        Socket.setUp(fd, () -> {
            NativeBuffer address = NativeBuffer.struct(SockaddrNl.SIZE);
            address.bytes()
                    .putShort(SockaddrNl.NL_FAMILY, (short) AF_NETLINK)
                    .putInt(SockaddrNl.NL_GROUPS, CN_IDX_PROC);
            if (receiveBufferBytes > 0 && force) {
                Socket.receiveBuffer(fd, receiveBufferBytes);
            } else if (receiveBufferBytes > 0) {
                int _ = Socket.tryOption(fd, Constants.SOL_SOCKET, Constants.SO_RCVBUF, receiveBufferBytes);
            }
            Socket.bind(fd, address, SockaddrNl.SIZE, "process connector");
            listen(fd);
        });
        return new ProcessEvents(fd);
    }

    private static void listen(int fd) {
        int length = MESSAGE + Integer.BYTES;
        NativeBuffer request = NativeBuffer.struct(length);
        request.bytes()
                .putInt(Nlmsghdr.NLMSG_LEN, length)
                .putShort(Nlmsghdr.NLMSG_TYPE, (short) NLMSG_DONE)
                .putInt(Nlmsghdr.SIZE + CnMsg.ID, CN_IDX_PROC)
                .putInt(Nlmsghdr.SIZE + CnMsg.ID + Integer.BYTES, CN_VAL_PROC)
                .putShort(Nlmsghdr.SIZE + CnMsg.LEN, (short) Integer.BYTES)
                .putInt(MESSAGE, PROC_CN_MCAST_LISTEN);
        long sent = Libc.call(Syscall.SENDTO, fd, request.address(), length, 0, 0, 0);
        request.keep();
        if (sent < 0) {
            throw new LinuxException("listen to", (int) -sent, "process connector");
        }
    }

    /**
     * Hands over one event, without blocking.
     *
     * @return whether there was any
     */
    public boolean read(Sink sink) {
        long length = Libc.callCapturing(Syscall.RECVFROM, fd(), inbox.address(), INBOX_BYTES, MSG_DONTWAIT, 0, 0);
        if (length == -Errno.EAGAIN) {
            return false;
        }
        if (length == -Errno.ENOBUFS) {
            sink.lost();
        } else if (length < 0 && length != -Errno.EINTR) {
            throw new LinuxException("read", (int) -length, "process connector");
        } else if (length >= MESSAGE + ProcEvent.EVENT_DATA + Integer.BYTES) {
            take(inbox.bytes(), (int) length, sink);
        }
        return true;
    }

    private static void take(ByteBuffer bytes, int length, Sink sink) {
        int data = MESSAGE + ProcEvent.EVENT_DATA;
        switch (bytes.getInt(MESSAGE + ProcEvent.WHAT)) {
            case PROC_EVENT_NONE -> sink.answered(bytes.getInt(data));
            case PROC_EVENT_FORK -> {
                // Each number of a thread is followed by that of its process.
                if (bytes.getInt(data + 8) == bytes.getInt(data + 12)) {
                    sink.forked(bytes.getInt(data + 4), bytes.getInt(data + 12));
                }
            }
            case PROC_EVENT_EXEC -> sink.executed(bytes.getInt(data + 4));
            case PROC_EVENT_COMM -> {
                if (isProcess(bytes, data) && length >= data + 8 + NAME_LENGTH) {
                    sink.renamed(bytes.getInt(data + 4), NativeBuffer.text(bytes, data + 8, NAME_LENGTH));
                }
            }
            case EXIT -> {
                if (isProcess(bytes, data)) {
                    sink.exited(bytes.getInt(data + 4));
                }
            }
            default -> {}
        }
    }

    private static boolean isProcess(ByteBuffer bytes, int data) {
        return bytes.getInt(data) == bytes.getInt(data + 4);
    }
}
