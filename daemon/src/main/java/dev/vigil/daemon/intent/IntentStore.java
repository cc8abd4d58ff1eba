package dev.vigil.daemon.intent;

import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.IntentEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The intents of operators that are in force. Each is stored before it is done, so that none is lost by a crash; whoever does
 * it asks for what is in force when it begins. Any thread.
 */
public final class IntentStore {
    /** How many there may be. */
    static final int INTENTS_MAX = 10_000;

    private final IntentFile file;
    private final EventLog log;
    private volatile List<Intent> intents = List.of();

    public IntentStore(IntentFile file, EventLog log) {
        this.file = file;
        this.log = log;
    }

    /**
     * The daemon begins: what an earlier one stored is in force again if it was to be kept and is not over. A file that cannot
     * be believed is put aside, and holds up nothing.
     */
    public synchronized void begin(long nowEpochMs) {
        try {
            Optional<String> text = file.read();
            if (text.isPresent()) {
                begin(IntentLines.read(text.get()), nowEpochMs);
            }
        } catch (IOException failure) {
            log.put(new IntentEvent.Damaged(file.path().toString(), String.valueOf(failure.getMessage())));
        }
    }

    private void begin(IntentLines.Reading reading, long nowEpochMs) throws IOException {
        List<Intent> kept = new ArrayList<>();
        for (Intent intent : reading.intents()) {
            if (intent.isOverAt(nowEpochMs)) {
                log.put(new IntentEvent.Ended(intent.object(), intent.wish(), "its time is over"));
            } else if (!intent.keep()) {
                log.put(new IntentEvent.Ended(intent.object(), intent.wish(), "it was not to be kept over a restart"));
            } else {
                kept.add(intent);
                log.put(new IntentEvent.Resumed(intent.object(), intent.wish(), intent.who(), intent.reason()));
            }
        }
        intents = List.copyOf(kept);
        if (!reading.faults().isEmpty()) {
            String aside = file.putAside().toString();
            log.put(new IntentEvent.Damaged(aside, String.join(", ", reading.faults())));
        }
        if (kept.size() < reading.intents().size() || !reading.faults().isEmpty()) {
            file.write(kept);
        }
    }

    /** Those in force, the oldest first. */
    public List<Intent> all() {
        return intents;
    }

    /** The one about an object. */
    public Optional<Intent> about(Intent.Subject subject, String object) {
        return intents.stream().filter(each -> each.isAbout(subject, object)).findFirst();
    }

    /**
     * Stores an intent, in the place of the one about the same object; it may be done when this returns.
     *
     * @throws IOException if it cannot be stored; then nothing has changed
     */
    public synchronized void put(Intent intent) throws IOException {
        List<Intent> next = without(intent.kind().subject(), intent.object());
        if (next.size() >= INTENTS_MAX) {
            throw new IOException("there are " + INTENTS_MAX + " intents already");
        }
        next.add(intent);
        store(next);
        log.put(new IntentEvent.Stored(
                intent.object(), intent.wish(), intent.who(), intent.reason(), intent.keep(), intent.untilEpochMs()));
    }

    /**
     * Stores several at once, which are about different objects: all of them or none.
     *
     * @throws IOException if they cannot be stored; then nothing has changed
     */
    public synchronized void putAll(List<Intent> several) throws IOException {
        List<Intent> next = new ArrayList<>(intents);
        for (Intent intent : several) {
            next.removeIf(each -> each.isAbout(intent.kind().subject(), intent.object()));
        }
        next.addAll(several);
        if (next.size() > INTENTS_MAX) {
            throw new IOException("there are " + INTENTS_MAX + " intents already");
        }
        store(next);
        several.forEach(intent -> log.put(new IntentEvent.Stored(
                intent.object(), intent.wish(), intent.who(), intent.reason(), intent.keep(), intent.untilEpochMs())));
    }

    /** Stores what has become of one that is in force; that is no news to operators. */
    public synchronized void note(Intent intent) throws IOException {
        List<Intent> next = without(intent.kind().subject(), intent.object());
        next.add(intent);
        store(next);
    }

    /**
     * Takes back the intents about several objects, all of them or none; that of an object without one is no matter.
     *
     * @throws IOException if that cannot be stored; then nothing has changed
     */
    public synchronized void removeAll(Intent.Subject subject, List<String> objects, String who) throws IOException {
        List<Intent> over = intents.stream()
                .filter(each -> each.kind().subject() == subject && objects.contains(each.object()))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        List<Intent> next = new ArrayList<>(intents);
        next.removeAll(over);
        store(next);
        over.forEach(each -> log.put(new IntentEvent.Ended(each.object(), each.wish(), who)));
    }

    /**
     * Takes back the intent about an object.
     *
     * @param who takes it back, or what ends it
     * @return the one that was in force
     * @throws IOException if that cannot be stored; then nothing has changed
     */
    public synchronized Optional<Intent> remove(Intent.Subject subject, String object, String who) throws IOException {
        Optional<Intent> present = about(subject, object);
        if (present.isPresent()) {
            store(without(subject, object));
            log.put(new IntentEvent.Ended(object, present.get().wish(), who));
        }
        return present;
    }

    /**
     * Ends those whose time is over. They are over also if the file cannot be written: whoever reads it sees when they ended.
     *
     * @return those that end now
     */
    public synchronized List<Intent> expire(long nowEpochMs) {
        List<Intent> over =
                intents.stream().filter(each -> each.isOverAt(nowEpochMs)).toList();
        if (!over.isEmpty()) {
            List<Intent> next = new ArrayList<>(intents);
            next.removeAll(over);
            intents = List.copyOf(next);
            over.forEach(each -> log.put(new IntentEvent.Ended(each.object(), each.wish(), "its time is over")));
            try {
                file.write(next);
            } catch (IOException failure) {
                log.put(new IntentEvent.Damaged(file.path().toString(), String.valueOf(failure.getMessage())));
            }
        }
        return over;
    }

    private List<Intent> without(Intent.Subject subject, String object) {
        List<Intent> next = new ArrayList<>(intents);
        next.removeIf(each -> each.isAbout(subject, object));
        return next;
    }

    private void store(List<Intent> next) throws IOException {
        file.write(next);
        intents = List.copyOf(next);
    }
}
