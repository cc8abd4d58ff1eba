package dev.vigil.daemon.fifo;

import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.FifoEvent;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NamedPipe;

/** A FIFO that is open, and what it lost: lines come faster than they are read, or nobody reads. */
final class OpenFifo {
    private final FifoPlace place;
    private final NamedPipe pipe;
    private final EventLog log;
    private long lost;

    OpenFifo(FifoPlace place, NamedPipe pipe, EventLog log) {
        this.place = place;
        this.pipe = pipe;
        this.log = log;
    }

    FifoPlace place() {
        return place;
    }

    /** Writes a line; the first that is lost is logged, and how many were as soon as one is taken again. */
    void write(FifoLine line) {
        if (take(line)) {
            tellLost();
        } else if (lost++ == 0) {
            log.put(new FifoEvent.Full(place.path()));
        }
    }

    private boolean take(FifoLine line) {
        try {
            return pipe.write(line.bytes());
        } catch (LinuxException refusal) {
            return false;
        }
    }

    private void tellLost() {
        if (lost > 0) {
            log.put(new FifoEvent.Lost(place.path(), lost));
            lost = 0;
        }
    }

    void close() {
        tellLost();
        pipe.close();
    }
}
