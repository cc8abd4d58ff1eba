package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.daemon.options.TestOptions;
import dev.vigil.daemon.reload.ConfigText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What daemons with names are told apart by. */
class IdentityTest {
    private static Identity identity(String text, String... options) {
        return Identity.of(TestOptions.of(options), ConfigText.read(text + "\n" + ConfigText.instance("A", 1)));
    }

    private static List<Optional<String>> pidFiles(String text, String... options) {
        DaemonOptions complete = identity(text, options).complete(TestOptions.of(options));
        return List.of(complete.pidFiles().daemon(), complete.pidFiles().vrrp());
    }

    @Test
    void pidFilesAreWhereKeepalivedHasThem() {
        assertThat(pidFiles("")).containsExactly(Optional.empty(), Optional.empty());
        assertThat(pidFiles("use_pid_dir"))
                .containsExactly(
                        Optional.of("/run/keepalived/keepalived.pid"), Optional.of("/run/keepalived/vrrp.pid"));
        assertThat(pidFiles("instance north"))
                .containsExactly(
                        Optional.of("/run/keepalived/keepalived_north.pid"),
                        Optional.of("/run/keepalived/vrrp_north.pid"));
        assertThat(pidFiles("instance north\nnet_namespace blue"))
                .containsExactly(
                        Optional.of("/run/keepalived/blue/keepalived_north.pid"),
                        Optional.of("/run/keepalived/blue/vrrp_north.pid"));
        assertThat(pidFiles("net_namespace blue", "-s", "green", "-p", "/run/mine.pid"))
                .containsExactly(Optional.of("/run/mine.pid"), Optional.of("/run/keepalived/green/vrrp.pid"));
    }

    @Test
    void theLogTheDumpsAndTheControlSocketHaveTheNames() {
        Identity both = identity("instance north\nnet_namespace blue");
        assertThat(both.name()).contains("blue_north");
        assertThat(both.complete(TestOptions.of("-n")).logging().name()).contains("blue_north");
        assertThat(both.complete(OwnSettings.DEFAULT).control().socket())
                .contains("/run/vigil/blue_north/control.sock");
        assertThat(identity("", "-i", "id").name()).isEmpty();
        assertThat(identity("").complete(OwnSettings.DEFAULT)).isEqualTo(OwnSettings.DEFAULT);
        OwnSettings chosen = OwnSettings.DEFAULT.withSocketIfNone("/run/chosen");
        assertThat(both.complete(chosen).control().socket()).contains("/run/chosen");
    }

    @Test
    void aReloadChangesNeitherNamespaceNorInstance() {
        Identity one = identity("instance north\nnet_namespace blue");
        assertThat(one.obstacleTo(identity("instance north\nnet_namespace blue\nuse_pid_dir")))
                .isEmpty();
        assertThat(one.obstacleTo(identity("instance north\nnet_namespace green")))
                .contains("a reload cannot change net_namespace: start the daemon anew");
        assertThat(one.obstacleTo(identity("net_namespace blue")))
                .contains("a reload cannot change instance: start the daemon anew");
        assertThat(identity("net_namespace blue", "-s", "red").obstacleTo(identity("net_namespace green", "-s", "red")))
                .isEmpty();
    }
}
