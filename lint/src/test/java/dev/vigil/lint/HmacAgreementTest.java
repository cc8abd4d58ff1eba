package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With auth_hmac every node must accept what every other one signs. */
class HmacAgreementTest {
    private static final String KEY = "hex:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String OTHER_KEY = KEY.replace("00", "77");

    @Test
    void theSameKeysAreFine() {
        assertThat(node(alpha(), 1, KEY, "enforce")
                        .lintedWith(node(beta(), 1, KEY, "enforce"))
                        .codes())
                .isEmpty();
        assertThat(node(alpha(), 1, KEY, "receive-only")
                        .lintedWith(node(beta(), 1, KEY, "permissive"))
                        .has(LintCode.HMAC_DIFFERS))
                .isFalse();
    }

    @Test
    void anotherKeyIsFoundAndNotShown() {
        Linted linted = node(alpha(), 1, KEY, "enforce").lintedWith(node(beta(), 1, OTHER_KEY, "enforce"));
        assertThat(linted.message(LintCode.HMAC_DIFFERS)).contains("key 1 of alpha and beta differs");
        assertThat(linted.text()).doesNotContain("112233");
    }

    @Test
    void aKeyThatTheOtherNodeDoesNotHaveIsFound() {
        assertThat(node(alpha(), 1, KEY, "enforce")
                        .lintedWith(node(beta(), 2, KEY, "enforce"))
                        .message(LintCode.HMAC_DIFFERS))
                .contains("alpha signs with key 1, which beta does not have");
    }

    @Test
    void aNodeThatDoesNotSignIsFoundWhereSignaturesAreDemanded() {
        assertThat(node(alpha(), 1, KEY, "enforce")
                        .lintedWith(node(beta(), 1, KEY, "receive-only"))
                        .message(LintCode.HMAC_DIFFERS))
                .contains("alpha demands signatures and beta does not sign");
    }

    @Test
    void aNodeWithoutKeysIsFound() {
        assertThat(node(alpha(), 1, KEY, "permissive")
                        .lintedWith(beta().without(NodeText.AUTHENTICATION))
                        .message(LintCode.HMAC_DIFFERS))
                .contains("alpha signs and beta has no auth_hmac");
    }

    private static NodeText node(NodeText node, int id, String key, String mode) {
        return node.with(NodeText.AUTHENTICATION, """
                    auth_hmac {
                        key %d %s
                        active_key %d
                        mode %s
                    }
                """.formatted(id, key, id, mode));
    }
}
