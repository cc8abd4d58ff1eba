package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void rootIsFoundByNameAndByNumber() {
        Users.User root = Users.user("root").orElseThrow();
        assertThat(root.uid()).isZero();
        assertThat(root.gid()).isZero();
        assertThat(root.home()).isEqualTo("/root");
        assertThat(root.shell()).startsWith("/");
        assertThat(Users.user("0")).contains(root);
        assertThat(Users.user(0)).contains(root);
    }

    @Test
    void unknownUsersAndGroupsAreNotFound() {
        assertThat(Users.user("no-such-user")).isEmpty();
        assertThat(Users.user("-1")).isEmpty();
        assertThat(Users.user("")).isEmpty();
        assertThat(Users.user(123_456_789)).isEmpty();
        assertThat(Users.group("no-such-group")).isEmpty();
        assertThat(Users.credentials("no-such-user", Optional.empty())).isEmpty();
        assertThat(Users.credentials("root", Optional.of("no-such-group"))).isEmpty();
    }

    @Test
    void groupsAreFoundByNameAndNumbersStandForThemselves() {
        assertThat(Users.group("root")).hasValue(0);
        assertThat(Users.group("4711")).hasValue(4711);
        assertThat(Users.groups("root", 4711)).contains(4711);
        assertThat(Users.credentials("root", Optional.of("4711")).orElseThrow().gid())
                .isEqualTo(4711);
    }
}
