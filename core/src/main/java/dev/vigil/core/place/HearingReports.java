package dev.vigil.core.place;

import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.Arrays;
import java.util.Optional;

/** What is reported of the messages that a placed router hears: so little that no sender can fill the log. */
final class HearingReports {
    private static final long DROP_AGAIN_NS = 60_000_000_000L;

    private final Story story;
    private final long[] dropNs = new long[DropReason.values().length];

    HearingReports(Story story) {
        this.story = story;
        Arrays.fill(dropNs, Long.MIN_VALUE / 2);
    }

    /** A message was refused; that is reported once for each reason in a while. */
    void dropped(VirtualRouter router, Reception reception, DropReason reason, Datagram heard) {
        if (heard.atNs() - dropNs[reason.ordinal()] >= DROP_AGAIN_NS) {
            dropNs[reason.ordinal()] = heard.atNs();
            story.dropped(router.settings().name(), reason, heard.source(), reception.dropped(reason));
        }
    }

    /** Reports the rivals that came or went. Nothing is allocated while there are none. */
    void rivals(VirtualRouter router, Rivals rivals, long nowNs) {
        Optional<Rivals.News> news = rivals.news(router, nowNs);
        while (news.isPresent()) {
            story.rival(router.settings().name(), news.get());
            news = rivals.news(router, nowNs);
        }
    }
}
