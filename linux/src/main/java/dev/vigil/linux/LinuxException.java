package dev.vigil.linux;

/**
 * The kernel refused. It carries no stack trace: the operation and its object say where, and one is raised for every
 * packet that a dead link does not take.
 */
public final class LinuxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int errno;
    private final String object;
    private final String detail;

    /**
     * @param operation what was tried, a verb phrase that reads on into the object: {@code "bind raw socket on"}
     * @param errno the kernel's number, see {@link Errno}
     * @param object what it was tried on, as {@code eth0}; may be empty
     */
    public LinuxException(String operation, int errno, String object) {
        this(operation, errno, object, "");
    }

    /**
     * @param detail the kernel's own sentence where it gives one (netlink's extended acknowledgement), else empty
     */
    public LinuxException(String operation, int errno, String object, String detail) {
        super(null, null, false, false);
        this.operation = operation;
        this.errno = errno;
        this.object = object;
        this.detail = detail;
    }

    /** The kernel's number, positive; see {@link Errno}. */
    public int errno() {
        return errno;
    }

    /** As {@code bind raw socket on eth0: Operation not permitted (EPERM)}. */
    @Override
    public String getMessage() {
        String where = object.isEmpty() ? operation : operation + " " + object;
        String why = Errno.text(errno) + " (" + Errno.name(errno) + ")";
        return where + ": " + why + (detail.isEmpty() ? "" : ": " + detail);
    }
}
