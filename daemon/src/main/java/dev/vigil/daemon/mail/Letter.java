package dev.vigil.daemon.mail;

import dev.vigil.core.vrrp.State;

/**
 * One alert, as it was true when it was written; to whom it goes is decided when it is sent.
 *
 * @param about instance or group
 * @param name of the instance or group
 * @param state what it entered
 * @param router what this node calls itself
 * @param why the reasons of the transition, for people; empty if there is none
 * @param writtenEpochMs by the wall clock
 */
public record Letter(About about, String name, State state, String router, String why, long writtenEpochMs) {
    /** What an alert is about. */
    public enum About {
        INSTANCE("VRRP Instance "),
        GROUP("VRRP Group ");

        private final String words;

        About(String words) {
            this.words = words;
        }
    }

    /** The subject that keepalived's users filter by. */
    String subject() {
        return "[" + router + "] " + about.words + name + " - Entering " + state + " state";
    }

    /** The one line that keepalived's users know. */
    String body() {
        return switch (about) {
            case INSTANCE ->
                "=> VRRP Instance is " + (state == State.MASTER ? "now" : "no longer") + " owning VRRP VIPs <=";
            case GROUP -> "=> All VRRP group instances are now in " + state + " state <=";
        };
    }
}
