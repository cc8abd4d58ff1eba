package dev.vigil.linux;

import java.util.List;

/**
 * Who a process runs as.
 *
 * @param uid unsigned
 * @param gid unsigned
 * @param supplementaryGids unsigned, possibly none
 */
public record Credentials(int uid, int gid, List<Integer> supplementaryGids) {
    public Credentials {
        supplementaryGids = List.copyOf(supplementaryGids);
    }
}
