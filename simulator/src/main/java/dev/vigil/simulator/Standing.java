package dev.vigil.simulator;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a virtual router was told of the objects that it tracks, and what that must make of it. This is the table of
 * keepalived's manual in other words than those of the core, to be held against the core.
 */
final class Standing {

    private List<Track> tracks = List.of();
    private Condition[] conditions = {};

    /** What files hold; 0 for everything else. */
    private int[] numbers = {};

    private int base;

    // Computed when something changes; asked in every turn.
    private int priority;
    private boolean fault;

    /** Whether an operator has taken it out of service, or made it MASTER. */
    private boolean out;

    private boolean promoted;
    private boolean waiting;

    void reset(RouterSettings settings, List<Track> tracked) {
        tracks = tracked;
        conditions = tracked.stream().map(Track::condition).toArray(Condition[]::new);
        numbers = tracked.stream().mapToInt(Track::value).toArray();
        base = settings.rules().priority();
        compute();
    }

    /** Other objects are tracked now; what is known of those that are in both lists stays known. */
    void reconfigure(RouterSettings settings, List<Track> tracked) {
        List<Condition> known = new ArrayList<>();
        int[] read = new int[tracked.size()];
        for (Track track : tracked) {
            int at = find(track.kind(), track.name());
            read[known.size()] = at < 0 ? track.value() : numbers[at];
            known.add(at < 0 ? track.condition() : conditions[at]);
        }
        numbers = read;
        tracks = tracked;
        conditions = known.toArray(Condition[]::new);
        base = settings.rules().priority();
        compute();
    }

    void see(Track.Kind kind, String name, Condition condition) {
        int at = find(kind, name);
        if (at >= 0) {
            conditions[at] = condition;
            compute();
        }
    }

    void read(String file, int number) {
        int at = find(Track.Kind.FILE, file);
        if (at >= 0) {
            numbers[at] = number;
            see(Track.Kind.FILE, file, Condition.UP);
        }
    }

    private int find(Track.Kind kind, String name) {
        for (int at = 0; at < tracks.size(); at++) {
            if (tracks.get(at).kind() == kind && tracks.get(at).name().equals(name)) {
                return at;
            }
        }
        return -1;
    }

    private void compute() {
        int sum = base;
        fault = false;
        waiting = false;
        for (int at = 0; at < tracks.size(); at++) {
            int weight = tracks.get(at).weight().value();
            boolean reversed = tracks.get(at).weight().reversed();
            if (tracks.get(at).kind() == Track.Kind.FILE) {
                sum += file(weight, reversed, at);
                continue;
            }
            switch (conditions[at]) {
                case UNKNOWN -> waiting |= weight == 0;
                case UP -> {
                    fault |= weight == 0 && reversed;
                    sum += Math.max(weight, 0) * (reversed ? -1 : 1);
                }
                case DOWN -> {
                    fault |= weight == 0 && !reversed;
                    sum += Math.min(weight, 0) * (reversed ? -1 : 1);
                }
            }
        }
        priority = base == Tracks.PRIORITY_OWNER
                ? Tracks.PRIORITY_OWNER
                : Math.min(Math.max(sum, 1), Tracks.PRIORITY_OWNER - 1);
    }

    /** What a file adds: its number as often as the weight says, unless that is a fault. */
    private int file(int weight, boolean reversed, int at) {
        if (conditions[at] == Condition.UNKNOWN) {
            waiting = true;
            return 0;
        }
        long product = (long) weight * numbers[at] * (reversed ? -1 : 1);
        boolean wrong = weight == 0 ? reversed == (numbers[at] == 0) : product < -253;
        fault |= wrong;
        return wrong ? 0 : (int) Math.min(253, product);
    }

    void steer(boolean isOut, boolean isPromoted) {
        out = isOut;
        promoted = isPromoted;
    }

    int priority() {
        return promoted && base != Tracks.PRIORITY_OWNER ? Tracks.PRIORITY_OWNER - 1 : priority;
    }

    boolean hasFault() {
        return fault || out;
    }

    /** Whether something that decides about FAULT was not looked at yet. */
    boolean isWaiting() {
        return waiting;
    }
}
