package dev.vigil.simulator;

/**
 * What the network does to packets.
 *
 * @param lossPerMille of packets that vanish
 * @param damagePerMille of packets with one bit turned over
 * @param duplicatePerMille of packets that arrive twice
 * @param delayMaxUs a packet takes at most so long; later ones may overtake it
 */
public record Weather(int lossPerMille, int damagePerMille, int duplicatePerMille, long delayMaxUs) {
    /** A switched network without trouble. */
    public static final Weather FINE = new Weather(0, 0, 0, 200);

    boolean isFine() {
        return equals(FINE);
    }
}
