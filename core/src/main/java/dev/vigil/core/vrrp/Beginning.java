package dev.vigil.core.vrrp;

import java.util.ArrayList;
import java.util.List;

/** The end of INIT. */
final class Beginning {
    private Beginning() {}

    /**
     * Why it ends: at the start, or later when the last tracked object was looked at; a reload that was the start is told.
     *
     * @param why it is in INIT
     */
    static List<Cause> why(List<Cause> why, List<Cause> causes) {
        if (causes.equals(why)) {
            return causes;
        }
        List<Cause> chain = new ArrayList<>();
        chain.add(new Cause.InitialState());
        chain.addAll(causes);
        // By its words, because a recording knows no more of it.
        if (!why.getFirst().text().equals(new Cause.Started().text())) {
            chain.addAll(why);
        }
        return List.copyOf(chain);
    }
}
