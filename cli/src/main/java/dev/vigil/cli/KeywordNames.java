package dev.vigil.cli;

import dev.vigil.config.reference.Lookup;
import java.util.Iterator;

/** Every word that {@code vigil explain} knows, for the completion of the shell. */
final class KeywordNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Lookup.names().iterator();
    }
}
