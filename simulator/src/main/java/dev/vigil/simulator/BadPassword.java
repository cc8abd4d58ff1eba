package dev.vigil.simulator;

import dev.vigil.core.packet.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Authentication that a member must not accept: all of it differs, or as little as can. */
final class BadPassword {
    private static final List<Byte> WRONG =
            List.of((byte) 'w', (byte) 'r', (byte) 'o', (byte) 'n', (byte) 'g', (byte) 0, (byte) 0, (byte) 7);

    private BadPassword() {}

    static Authentication of(MemberPlan to, RandomGenerator chance) {
        if (to.proofType() == 0) {
            return new Authentication(MemberPlan.PASSWORD, WRONG);
        }
        List<Byte> proof = new ArrayList<>(to.proof());
        int length = Math.min(to.secret().size(), MemberPlan.PROOF_LENGTH);
        switch (chance.nextInt(6)) {
            case 0 -> {
                return new Authentication(MemberPlan.PASSWORD, WRONG);
            }
            case 1 -> {
                // The right secret, said to be none.
                return new Authentication(0, proof);
            }
            case 2 -> proof.set(length - 1, (byte) 0);
            case 3 -> {
                int kept = chance.nextInt(length);
                proof.subList(kept, proof.size()).replaceAll(_ -> (byte) 0);
            }
            case 4 -> proof.set(Math.min(length, MemberPlan.PROOF_LENGTH - 1), (byte) '!');
            default -> {
                int at = chance.nextInt(MemberPlan.PROOF_LENGTH);
                proof.set(at, (byte) (proof.get(at) ^ 1 << chance.nextInt(Byte.SIZE)));
            }
        }
        return new Authentication(MemberPlan.PASSWORD, proof);
    }
}
