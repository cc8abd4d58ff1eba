package dev.vigil.linux;

/** The descriptors that become 0, 1 and 2 in a child; none other is handed down. */
public record StandardStreams(int input, int output, int error) {
    /** All three at /dev/null. */
    public static StandardStreams discarded() {
        return new StandardStreams(DevNull.FD, DevNull.FD, DevNull.FD);
    }

    /** Both outputs into one pipe, no input. */
    public static StandardStreams into(Pipe pipe) {
        return new StandardStreams(DevNull.FD, pipe.writeFd(), pipe.writeFd());
    }

    /** /dev/null, open for good once a child has been started. */
    private static final class DevNull {
        private static final int FD = OpenFile.open("/dev/null", Constants.O_RDWR, 0);
    }
}
