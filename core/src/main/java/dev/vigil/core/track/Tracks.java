package dev.vigil.core.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tracked objects of one virtual router and what they make of its priority. */
public final class Tracks {
    /** The priorities that an adjusted priority is kept within; 255 belongs to the address owner, 0 to resigning. */
    public static final int PRIORITY_MIN = 1;

    public static final int PRIORITY_MAX = 254;
    public static final int PRIORITY_OWNER = 255;

    /** Never changed but replaced, so that it may be handed out and shared. */
    private List<Track> tracks;

    public Tracks(List<Track> tracks) {
        this.tracks = List.copyOf(tracks);
    }

    public List<Track> all() {
        return tracks;
    }

    /** Takes over what another set of objects is. Nothing is allocated. */
    public void copy(Tracks other) {
        tracks = other.tracks;
    }

    /**
     * Notes what was seen of an object.
     *
     * @return the object as it is now, if anything of it changed
     */
    public Optional<Track> update(Track.Kind kind, String name, Condition condition, String detail) {
        return isNews(kind, name, condition, detail)
                ? replace(kind, name, track -> track.with(condition, detail))
                : Optional.empty();
    }

    /** Notes the number in a file; the file as it is now, if anything of it changed. */
    public Optional<Track> updateFile(String name, int value, String detail) {
        return isFileNews(name, value, detail)
                ? replace(Track.Kind.FILE, name, track -> track.holding(value, detail))
                : Optional.empty();
    }

    private Optional<Track> replace(Track.Kind kind, String name, UnaryOperator<Track> change) {
        List<Track> changed = new ArrayList<>(tracks);
        for (int index = 0; index < changed.size(); index++) {
            if (changed.get(index).isSameObject(kind, name)) {
                Track now = change.apply(changed.get(index));
                changed.set(index, now);
                tracks = List.copyOf(changed);
                return Optional.of(now);
            }
        }
        return Optional.empty();
    }

    /** Whether something was seen that is not known already. Nothing is allocated. */
    public boolean isNews(Track.Kind kind, String name, Condition condition, String detail) {
        for (int index = 0; index < tracks.size(); index++) {
            Track track = tracks.get(index);
            if (track.isSameObject(kind, name)) {
                return track.condition() != condition || !track.detail().equals(detail);
            }
        }
        return false;
    }

    /** Whether something was seen of a file that is not known already. */
    public boolean isFileNews(String name, int value, String detail) {
        return find(Track.Kind.FILE, name)
                .filter(track -> !track.equals(track.holding(value, detail)))
                .isPresent();
    }

    /** Takes over another set of objects, with what is already known of those that both track. */
    public void replaceBy(Tracks others) {
        tracks = others.tracks.stream()
                .map(track ->
                        find(track.kind(), track.name()).map(track::knowing).orElse(track))
                .toList();
    }

    public Optional<Track> find(Track.Kind kind, String name) {
        for (Track track : tracks) {
            if (track.isSameObject(kind, name)) {
                return Optional.of(track);
            }
        }
        return Optional.empty();
    }

    /** Whether any object keeps the virtual router in FAULT. Nothing is allocated. */
    public boolean hasFault() {
        for (int index = 0; index < tracks.size(); index++) {
            if (tracks.get(index).isFault()) {
                return true;
            }
        }
        return false;
    }

    /** The objects that keep the virtual router in FAULT. */
    public List<Track> faults() {
        return tracks.stream().filter(Track::isFault).toList();
    }

    /** The objects that were not yet looked at and must be before the virtual router takes part. */
    public List<Track> awaited() {
        return tracks.stream().filter(Track::isAwaited).toList();
    }

    /** The priority that follows from the configured one: the sum, within 1..254; that of an owner never changes. */
    public int effectivePriority(int base) {
        if (base == PRIORITY_OWNER) {
            return base;
        }
        int total = base;
        for (int index = 0; index < tracks.size(); index++) {
            total += tracks.get(index).delta();
        }
        return Math.clamp(total, PRIORITY_MIN, PRIORITY_MAX);
    }
}
