package dev.vigil.config.model;

import java.util.OptionalInt;

/**
 * What decides who is master.
 *
 * @param version 2 or 3
 * @param startAsMaster {@code state MASTER}, or no {@code state} with priority 255
 * @param priority 1..255; 255 is the address owner
 * @param advertIntervalNs keyword {@code advert_int}, rounded as the version demands
 * @param preempt false for {@code nopreempt}
 * @param preemptDelayNs keyword {@code preempt_delay}
 * @param downTimerAdverts keyword {@code down_timer_adverts}, 1..100
 * @param lowerPriorityNoAdvert keyword {@code lower_prio_no_advert}
 * @param higherPrioritySendAdvert keyword {@code higher_prio_send_advert}
 * @param ownerIgnoresAdverts keyword {@code owner_ignore_adverts}
 * @param strict keyword {@code strict_mode} or {@code vrrp_strict}
 * @param lateTimerPriority keyword {@code timer_expired_backup}: the highest priority of the others, which decides when a
 *     master's own timer was too late to go on as master
 */
public record Election(
        int version,
        boolean startAsMaster,
        int priority,
        long advertIntervalNs,
        boolean preempt,
        long preemptDelayNs,
        int downTimerAdverts,
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean ownerIgnoresAdverts,
        boolean strict,
        OptionalInt lateTimerPriority) {
    /** Without the keyword {@code timer_expired_backup}. */
    public Election(
            int version,
            boolean startAsMaster,
            int priority,
            long advertIntervalNs,
            boolean preempt,
            long preemptDelayNs,
            int downTimerAdverts,
            boolean lowerPriorityNoAdvert,
            boolean higherPrioritySendAdvert,
            boolean ownerIgnoresAdverts,
            boolean strict) {
        this(
                version,
                startAsMaster,
                priority,
                advertIntervalNs,
                preempt,
                preemptDelayNs,
                downTimerAdverts,
                lowerPriorityNoAdvert,
                higherPrioritySendAdvert,
                ownerIgnoresAdverts,
                strict,
                OptionalInt.empty());
    }
}
