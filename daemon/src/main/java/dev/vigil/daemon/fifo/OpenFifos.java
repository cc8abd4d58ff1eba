package dev.vigil.daemon.fifo;

import dev.vigil.config.model.Fifos;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.FifoEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The FIFOs of the configuration in force. One that cannot be opened is logged and left out until the next reload. */
public final class OpenFifos {
    private final EventLog log;
    private Map<OpenFifo, Set<FifoLine.Area>> open = Map.of();

    public OpenFifos(EventLog log) {
        this.log = log;
    }

    /** Has exactly these FIFOs from now on; one that is the same stays open, with what its reader has not read yet. */
    public void follow(Fifos fifos, int umask) {
        List<OpenFifo> left = new ArrayList<>(open.keySet());
        Map<OpenFifo, Set<FifoLine.Area>> next = new LinkedHashMap<>();
        places(fifos, umask).forEach((place, areas) -> {
            Optional<OpenFifo> same =
                    left.stream().filter(fifo -> fifo.place().equals(place)).findFirst();
            same.ifPresent(left::remove);
            if (same.isPresent()) {
                next.put(same.get(), areas);
            } else {
                // A name that stays with another owner is made anew.
                left.stream()
                        .filter(fifo -> fifo.place().path().equals(place.path()))
                        .forEach(OpenFifo::close);
                open(place).ifPresent(fifo -> next.put(fifo, areas));
            }
        });
        left.forEach(OpenFifo::close);
        open = next;
    }

    /** Where they are, and what each of them hears of. */
    private static Map<FifoPlace, Set<FifoLine.Area>> places(Fifos fifos, int umask) {
        Map<FifoPlace, Set<FifoLine.Area>> places = new LinkedHashMap<>();
        hear(fifos.all(), EnumSet.allOf(FifoLine.Area.class), umask, places);
        hear(fifos.vrrp(), EnumSet.of(FifoLine.Area.VRRP), umask, places);
        hear(fifos.checker(), EnumSet.of(FifoLine.Area.SERVERS), umask, places);
        return places;
    }

    private static void hear(
            Optional<Fifos.Fifo> fifo, Set<FifoLine.Area> areas, int umask, Map<FifoPlace, Set<FifoLine.Area>> places) {
        fifo.ifPresent(each -> each.path()
                .ifPresent(path -> places.computeIfAbsent(
                                FifoPlace.of(each, path, umask), _ -> EnumSet.noneOf(FifoLine.Area.class))
                        .addAll(areas)));
    }

    private Optional<OpenFifo> open(FifoPlace place) {
        try {
            return Optional.of(new OpenFifo(place, place.open(), log));
        } catch (IOException refusal) {
            log.put(new FifoEvent.Unusable(place.path(), String.valueOf(refusal.getMessage())));
            return Optional.empty();
        }
    }

    /** Writes a line to those that hear of it. */
    public void write(FifoLine line) {
        open.forEach((fifo, areas) -> {
            if (areas.contains(line.area())) {
                fifo.write(line);
            }
        });
    }

    /** Closes them, so that their readers come to the end, and removes those that were made here. */
    public void close() {
        open.keySet().forEach(OpenFifo::close);
        open = Map.of();
    }
}
