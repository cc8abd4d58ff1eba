package dev.vigil.config.model;

import java.util.List;

/**
 * A {@code vrrp_sync_group} block: instances that change their state together.
 *
 * @param tracking what is tracked on behalf of every member
 * @param memberWeights keyword {@code sync_group_tracking_weight}: members may track with weights of their own
 */
public record SyncGroup(
        String name,
        List<String> members,
        Tracking tracking,
        boolean memberWeights,
        Notifications notifications,
        SourcePlace place) {
    /** The same group, tracking something else. */
    public SyncGroup withTracking(Tracking other) {
        return new SyncGroup(name, members, other, memberWeights, notifications, place);
    }
}
