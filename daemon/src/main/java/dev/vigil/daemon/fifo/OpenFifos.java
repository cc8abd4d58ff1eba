package dev.vigil.daemon.fifo;

import dev.vigil.config.model.Fifos;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.FifoEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The FIFOs of the configuration in force. One that cannot be opened is logged and left out until the next reload. */
public final class OpenFifos {
    private final EventLog log;
    private List<OpenFifo> open = List.of();

    public OpenFifos(EventLog log) {
        this.log = log;
    }

    /** Has exactly these FIFOs from now on; one that is the same stays open, with what its reader has not read yet. */
    public void follow(Fifos fifos, int umask) {
        List<OpenFifo> left = new ArrayList<>(open);
        List<OpenFifo> next = new ArrayList<>();
        for (FifoPlace place : places(fifos, umask)) {
            Optional<OpenFifo> same =
                    left.stream().filter(fifo -> fifo.place().equals(place)).findFirst();
            same.ifPresent(left::remove);
            if (same.isPresent()) {
                next.add(same.get());
            } else {
                // A name that stays with another owner is made anew.
                left.stream()
                        .filter(fifo -> fifo.place().path().equals(place.path()))
                        .forEach(OpenFifo::close);
                open(place).ifPresent(next::add);
            }
        }
        left.forEach(OpenFifo::close);
        open = List.copyOf(next);
    }

    private static List<FifoPlace> places(Fifos fifos, int umask) {
        return Stream.of(fifos.all(), fifos.vrrp())
                .flatMap(Optional::stream)
                .flatMap(fifo -> fifo.path().map(path -> FifoPlace.of(fifo, path, umask)).stream())
                .distinct()
                .toList();
    }

    private Optional<OpenFifo> open(FifoPlace place) {
        try {
            return Optional.of(new OpenFifo(place, place.open(), log));
        } catch (IOException refusal) {
            log.put(new FifoEvent.Unusable(place.path(), String.valueOf(refusal.getMessage())));
            return Optional.empty();
        }
    }

    /** Writes a line to all of them. */
    public void write(FifoLine line) {
        open.forEach(fifo -> fifo.write(line));
    }

    /** Closes them, so that their readers come to the end, and removes those that were made here. */
    public void close() {
        open.forEach(OpenFifo::close);
        open = List.of();
    }
}
