package dev.vigil.daemon.reload;

/** Why a participant cannot follow a proposed configuration; the reload is refused with its message. */
public final class ReloadObjection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReloadObjection(String why) {
        super(why);
    }
}
