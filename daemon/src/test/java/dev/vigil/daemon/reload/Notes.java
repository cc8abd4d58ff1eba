package dev.vigil.daemon.reload;

import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.EventText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A log that is kept. */
final class Notes implements EventLog {
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void put(Event event) {
        events.add(event);
    }

    List<String> texts() {
        return List.copyOf(events).stream().map(EventText::of).toList();
    }
}
