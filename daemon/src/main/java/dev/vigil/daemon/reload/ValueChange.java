package dev.vigil.daemon.reload;

import java.util.Optional;

/**
 * One value that another configuration has otherwise, by the keyword that sets it.
 *
 * @param old what it was; empty if there was nothing, or if it is a secret
 * @param next what it becomes; empty if there will be nothing, or if it is a secret
 */
public record ValueChange(String keyword, Optional<String> old, Optional<String> next) {
    /** A change of what no output shows. */
    static ValueChange secret(String keyword) {
        return new ValueChange(keyword, Optional.empty(), Optional.empty());
    }

    /** What will happen: {@code priority 100 becomes 90}. */
    public String text() {
        return text("becomes", "is added", "is removed", "changes");
    }

    /** What happened: {@code priority 100 became 90}. */
    public String past() {
        return text("became", "was added", "was removed", "changed");
    }

    private String text(String becomes, String isAdded, String isRemoved, String changes) {
        if (old.isPresent() && next.isPresent()) {
            return keyword + " " + old.get() + " " + becomes + " " + next.get();
        }
        if (next.isPresent()) {
            return keyword + " " + next.get() + " " + isAdded;
        }
        return old.map(text -> keyword + " " + text + " " + isRemoved).orElse(keyword + " " + changes);
    }
}
