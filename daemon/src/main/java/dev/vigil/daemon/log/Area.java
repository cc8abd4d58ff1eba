package dev.vigil.daemon.log;

/** The part of the daemon that an event is about; it selects the syslog ident that keepalived's users know. */
public enum Area {
    DAEMON("Keepalived"),
    VRRP("Keepalived_vrrp"),
    CHECKERS("Keepalived_healthcheckers"),
    BFD("Keepalived_bfd");

    private final String keepalivedIdent;

    Area(String keepalivedIdent) {
        this.keepalivedIdent = keepalivedIdent;
    }

    public String keepalivedIdent() {
        return keepalivedIdent;
    }
}
