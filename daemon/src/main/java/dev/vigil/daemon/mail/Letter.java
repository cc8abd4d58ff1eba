package dev.vigil.daemon.mail;

import dev.vigil.core.vrrp.State;

/**
 * One alert, as it was true when it was written; to whom it goes is decided when it is sent.
 *
 * @param name of the instance, group, virtual or real server
 * @param state what it entered
 * @param headline the subject without the name of the node
 * @param body one line
 * @param router what this node calls itself
 * @param why the reasons, for people; empty if there is none
 * @param writtenEpochMs by the wall clock
 */
public record Letter(
        String name, String state, String headline, String body, String router, String why, long writtenEpochMs) {
    /** An alert about an instance, with the words that keepalived's users know. */
    static Letter instance(String name, State state, String router, String why, long epochMs) {
        String body = "=> VRRP Instance is " + (state == State.MASTER ? "now" : "no longer") + " owning VRRP VIPs <=";
        return new Letter(name, state.name(), "VRRP Instance " + entering(name, state), body, router, why, epochMs);
    }

    /** An alert about a sync group. */
    static Letter group(String name, State state, String router, String why, long epochMs) {
        String body = "=> All VRRP group instances are now in " + state + " state <=";
        return new Letter(name, state.name(), "VRRP Group " + entering(name, state), body, router, why, epochMs);
    }

    private static String entering(String name, State state) {
        return name + " - Entering " + state + " state";
    }

    /** The subject that keepalived's users filter by. */
    String subject() {
        return "[" + router + "] " + headline;
    }
}
