package dev.vigil.daemon.control;

/** A request that is answered with an error instead of a result. */
public final class RequestRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused; {@link #word()} is what the answer holds and never changes. */
    public enum Code {
        /** The request is not what the protocol says. */
        MALFORMED("malformed"),
        UNKNOWN_COMMAND("unknown_command"),
        BAD_ARGUMENT("bad_argument"),
        /** What was asked for does not exist: an instance of that name, for example. */
        NOT_FOUND("not_found"),
        /** It exists but cannot be done now. */
        NOT_NOW("not_now"),
        NOT_ALLOWED("not_allowed"),
        /** It would do harm, and is done only with force. */
        UNSAFE("unsafe"),
        TIMED_OUT("timed_out"),
        /** A defect of the daemon. */
        INTERNAL("internal");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Code code;

    /** @param message one sentence for people */
    public RequestRefused(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
