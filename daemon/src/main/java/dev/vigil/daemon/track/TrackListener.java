package dev.vigil.daemon.track;

import dev.vigil.core.track.Track;

/** Takes what was seen of tracked files and processes. It is called on their threads and must only queue. */
public interface TrackListener {
    /**
     * A file was looked at: for the first time, or it is another one than before; and again after a reload.
     *
     * @param detail what is special about it, for people; empty if it simply holds this number
     */
    void onFile(String file, int value, String detail);

    /** Processes are as many as they shall be, or not; told first, on a change, and again after a reload. */
    void onProcess(String process, boolean enough, String detail);

    /** From here on those of this kind that the configuration in force has are told of, and no earlier ones. */
    void onTracked(Track.Kind kind);
}
