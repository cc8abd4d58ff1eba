package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.Capabilities;
import org.junit.jupiter.api.Test;

class UserChangeTest {
    private static final long SETUID = 1L << Capabilities.SETUID;
    private static final long SETGID = 1L << Capabilities.SETGID;

    @Test
    void bothCapabilitiesAreNeededAndTheMissingOnesAreNamed() {
        assertThat(UserChange.obstacle(new Capabilities(SETUID | SETGID))).isEmpty();
        assertThat(UserChange.obstacle(new Capabilities(SETUID)).orElseThrow()).startsWith("CAP_SETGID missing: ");
        assertThat(UserChange.obstacle(new Capabilities(0)).orElseThrow())
                .isEqualTo("CAP_SETUID and CAP_SETGID missing: grant them to the service (as ambient ones, unless it is"
                        + " root), or let script_user name the user of this process");
    }
}
