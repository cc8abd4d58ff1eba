package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a virtual router is in its state now, for people: a state may outlast what brought it about. All sentence fragments,
 * without a full stop.
 *
 * @param now what holds it in its state
 * @param otherwise what would have to happen for it to change; empty where nothing is known
 * @param cameAbout how it came into its state, the nearest cause first, all links of the chain
 */
public record Explanation(String now, String otherwise, List<String> cameAbout) {
    public Explanation {
        cameAbout = List.copyOf(cameAbout);
    }

    public static Explanation of(VirtualRouter router, long nowNs) {
        Explainer explainer = new Explainer(router, nowNs);
        List<String> chain = router.why().stream().map(Cause::text).toList();
        return switch (router.state()) {
            case INIT -> explainer.init(chain);
            case BACKUP -> explainer.backup(chain);
            case MASTER -> explainer.master(chain);
            case FAULT -> explainer.fault(chain);
        };
    }

    /** One virtual router at one moment. */
    private record Explainer(VirtualRouter router, long nowNs) {
        Explanation init(List<String> chain) {
            if (!router.started) {
                boolean stopped = router.why().getFirst() instanceof Cause.Stopped;
                return new Explanation(
                        stopped ? "it was stopped" : "it has not begun to take part",
                        stopped ? "" : "takes part when the start is complete (vrrp_startup_delay)",
                        chain);
            }
            if (router.wish != null) {
                return new Explanation(
                        group() + " has not begun, because another member is not ready",
                        "takes part together with the others",
                        chain);
            }
            String awaited = names(router.tracks().awaited());
            return new Explanation(
                    "not yet looked at: " + awaited, "takes part as soon as each of them was looked at", chain);
        }

        Explanation fault(List<String> chain) {
            List<String> reasons = new ArrayList<>();
            boolean out = router.stage() == SteeringStage.OUT;
            if (out) {
                reasons.add(asked());
            }
            for (Track fault : router.tracks().faults()) {
                reasons.add(new Cause.Tracked(fault).text());
            }
            Cause held = router.hold.cause;
            if (held != null) {
                reasons.add(held.text() + ", so it stays out for another " + seconds(router.hold.untilNs - nowNs));
            }
            if (reasons.isEmpty()) {
                return new Explanation(
                        group() + " is in FAULT", "takes part again when no member has a fault of its own", chain);
            }
            if (out) {
                return new Explanation(String.join("; ", reasons), "takes part again after `vigil resume`", chain);
            }
            String ended = router.tracks().hasFault() ? "when that has ended" : "after that time";
            String otherwise = "takes part again " + ended
                    + (router.settings().isGrouped() ? ", if no other member of " + group() + " has a fault" : "");
            return new Explanation(String.join("; ", reasons), otherwise, chain);
        }

        Explanation master(List<String> chain) {
            int ours = router.effectivePriority();
            if (router.stage().isLeaving()) {
                return router.stage().isSucceeded()
                        ? new Explanation(asked() + "; its successor was heard", "is out in a moment", chain)
                        : new Explanation(
                                asked() + "; it has resigned and keeps the addresses until its successor is heard",
                                "serves on if none is heard within another "
                                        + seconds(router.steering().boundNs - nowNs),
                                chain);
            }
            if (router.stage() == SteeringStage.PROMOTED) {
                return new Explanation(
                        asked() + ", with priority " + ours + " until it loses the role",
                        "has its usual priority again after `vigil resume`",
                        chain);
            }
            if (ours == Tracks.PRIORITY_OWNER) {
                return new Explanation(
                        "it is the address owner, with priority 255, and no other one is heard that it yields to",
                        "would be backup if another owner with an address above " + own() + " advertised",
                        chain);
            }
            return new Explanation(
                    "nobody with a higher priority than ours of " + ours + " is heard",
                    "would be backup if a node with a priority above " + ours + ", or with " + ours
                            + " and an address above " + own() + ", advertised",
                    chain);
        }

        Explanation backup(List<String> chain) {
            Optional<IpAddress> master = router.master();
            Optional<RouterSnapshot.Heard> last =
                    router.backup.heard.last().filter(heard -> heard.atNs() >= router.stateSinceNs());
            if (router.wish != null) {
                return new Explanation(
                        group() + " waits for another member, which follows a master or has not waited long enough",
                        "will be master as soon as every member would be",
                        chain);
            }
            if (master.isEmpty() && router.stage() == SteeringStage.ASKED) {
                return new Explanation(
                        asked() + ", and no other master is heard yet",
                        "is out as soon as one is heard, and master in " + untilTimer() + " otherwise",
                        chain);
            }
            if (master.isEmpty()) {
                String silence = last.map(heard -> heard.source() + " resigned " + ago(heard.atNs()))
                        .orElse("no master was heard for " + seconds(nowNs - router.stateSinceNs()));
                return new Explanation(silence, "will be master in " + untilTimer() + " if none is heard", chain);
            }
            int theirs = router.masterPriority();
            String heard = master.get() + " advertises " + theirs + ", ours is " + router.effectivePriority()
                    + ", heard " + ago(router.masterHeardNs());
            boolean weaker = theirs < router.effectivePriority();
            return weaker
                    ? new Explanation(heard + patience(), overtaking(master.get()), chain)
                    : new Explanation(heard, following(master.get(), theirs), chain);
        }

        /** Why a weaker master is not taken over from at once. */
        private String patience() {
            RouterSettings.Rules rules = router.settings().rules();
            if (!rules.preempt()) {
                return "; nopreempt leaves a weaker master alone";
            }
            if (nowNs < router.backup.preemptNs && router.backup.preemptNs != VirtualRouter.NEVER) {
                return "; preempt_delay leaves it alone for another " + seconds(router.backup.preemptNs - nowNs);
            }
            return "; it is weaker and does not count";
        }

        private String overtaking(IpAddress master) {
            RouterSettings.Rules rules = router.settings().rules();
            if (!rules.preempt()) {
                return "would be master if " + master + " resigned or were silent for "
                        + seconds(router.terms.masterDownNs());
            }
            if (nowNs < router.backup.preemptNs && router.backup.preemptNs != VirtualRouter.NEVER) {
                return "will be master after that, or before if " + master + " resigns or is silent for "
                        + seconds(router.terms.masterDownNs());
            }
            return "will be master in " + untilTimer() + " if no stronger one is heard";
        }

        private String following(IpAddress master, int theirs) {
            String silent = "would be master if " + master + " resigned or were silent for "
                    + seconds(router.terms.masterDownNs());
            boolean may = router.settings().rules().preempt() && theirs < Tracks.PRIORITY_MAX;
            return may ? silent + ", or if our priority were above " + theirs : silent;
        }

        private String untilTimer() {
            return seconds(Math.max(0, router.timerNs() - nowNs));
        }

        private String asked() {
            return router.steering().cause().text();
        }

        private String group() {
            return "sync group " + router.settings().group();
        }

        private String own() {
            return router.settings().source().toString();
        }

        private String ago(long atNs) {
            return seconds(nowNs - atNs) + " ago";
        }

        private static String names(List<Track> tracks) {
            List<String> names = new ArrayList<>();
            tracks.forEach(track -> names.add(track.kind().word() + " " + track.name()));
            return String.join(", ", names);
        }

        /** In tenths, which is as much as a reader follows. */
        private static String seconds(long ns) {
            long tenths = (ns + 50_000_000) / 100_000_000;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
    }
}
