package dev.vigil.daemon.log;

import java.util.Optional;

/**
 * Under which name the daemon writes to syslog and the journal.
 *
 * @param asKeepalived whether it runs under keepalived's name, and so one ident per area
 * @param instance the network namespace and the instance that are configured, which keepalived appends to its idents
 * @param pid of the daemon
 */
public record Idents(boolean asKeepalived, Optional<String> instance, long pid) {
    /** The ident of events of one area. */
    public String of(Area area) {
        String ident = asKeepalived ? area.keepalivedIdent() : "vigil";
        return instance.map(name -> ident + "_" + name).orElse(ident);
    }
}
