package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.Arrays;
import java.util.Optional;

/** What one router makes of messages for its VRID: which are advertisements to it, and what is reported of the others. */
final class Hearing {
    private static final long DROP_SAID_AGAIN_NS = 60_000_000_000L;

    private final Story story;
    private final VirtualRouter router;
    private final long[] dropSaidNs = new long[DropReason.values().length];
    private Reception reception;

    Hearing(Story story, VirtualRouter router, Reception reception) {
        this.story = story;
        this.router = router;
        this.reception = reception;
        Arrays.fill(dropSaidNs, Long.MIN_VALUE / 2);
    }

    Reception reception() {
        return reception;
    }

    /** Expects something else from now on, and goes on counting. */
    void takeOver(Reception next) {
        next.inherit(reception);
        reception = next;
    }

    /** Whether a message is an advertisement that the virtual router must hear. Nothing is allocated. */
    boolean admits(Datagram heard) {
        if (!router.isListening()) {
            reception.count(DropReason.NOT_LISTENING);
            return false;
        }
        DropReason reason = reception.admit(heard, router.settings().source());
        if (reason != null) {
            reportDrop(reason, heard.source(), heard.atNs());
            reportRivals(heard.atNs());
            return false;
        }
        long aheadNs = reception.authenticator().takeClockAheadNs();
        if (aheadNs != 0) {
            story.clockDiffers(router.settings().name(), heard.source(), aheadNs);
        }
        return true;
    }

    /** The virtual router has heard an advertisement: what that makes of its sender. */
    void judge(Datagram heard) {
        reception.rivals().judge(router, heard);
    }

    /** Reports the rivals that came or went. Nothing is allocated while there are none. */
    void reportRivals(long nowNs) {
        Optional<Rivals.News> news = reception.rivals().news(router, nowNs);
        while (news.isPresent()) {
            story.rival(router.settings().name(), news.get());
            news = reception.rivals().news(router, nowNs);
        }
    }

    private void reportDrop(DropReason reason, IpAddress source, long nowNs) {
        if (nowNs - dropSaidNs[reason.ordinal()] >= DROP_SAID_AGAIN_NS) {
            dropSaidNs[reason.ordinal()] = nowNs;
            story.dropped(router.settings().name(), reason, source, reception.dropped(reason));
        }
    }
}
