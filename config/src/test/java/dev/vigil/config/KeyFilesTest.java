package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.HmacSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of auth_hmac that stand in files. */
class KeyFilesTest {
    private static final String DIGITS = "00112233445566778899aabbccddeeff".repeat(2);

    @TempDir
    Path directory;

    private Path key(String text, String permissions) throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private ConfigLoader.Result resolved(Path key) throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, """
                vrrp_instance plain {
                    interface eth0
                    virtual_router_id 2
                    virtual_ipaddress {
                        192.0.2.2
                    }
                }
                vrrp_instance V {
                    interface eth0
                    virtual_router_id 1
                    auth_hmac {
                        key 1 file:%s
                        key 2 %s
                        active_key 1
                    }
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """.formatted(key, "x".repeat(32)));
        return KeyFiles.resolve(ConfigLoader.standard().load(file, ConfigLoader.Options.NONE));
    }

    private static List<HmacSettings.KeySource> sources(ConfigLoader.Result result) {
        return result.draft().instances().getLast().transport().hmac().orElseThrow().keys().stream()
                .map(HmacSettings.Key::source)
                .toList();
    }

    private static byte[] first(ConfigLoader.Result result) {
        assertThat(result.problems()).isEmpty();
        return ((HmacSettings.KeySource.Given) sources(result).getFirst())
                .secret()
                .reveal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void theFirstLineIsTheKey(String permissions) throws IOException {
        ConfigLoader.Result result = resolved(key("hex:" + DIGITS + "\nanother line\n", permissions));
        assertThat(first(result)).hasSize(32).startsWith(0x00, 0x11, 0x22).endsWith(0xff);
        assertThat(result.draft().instances()).hasSize(2);
        assertThat(sources(result)).hasSize(2);
    }

    @Test
    void aKeyMayBeTheTextItself() throws IOException {
        assertThat(first(resolved(key("k".repeat(40), "rw-------"))))
                .hasSize(40)
                .containsOnly('k');
    }

    private void assertRefused(ConfigLoader.Result result, String why) {
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.KEY_FILE_UNUSABLE.code());
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.place().line()).isEqualTo(12);
            assertThat(problem.message()).contains(why).doesNotContain(DIGITS);
        });
        assertThat(result.config()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void aFileThatOthersMayReadIsRefused(String permissions) throws IOException {
        assertRefused(resolved(key("hex:" + DIGITS, permissions)), "others than its owner have a right to it");
    }

    @Test
    void whoStartsInSpiteOfErrorsHasNoProofWithoutTheKeyThatSigns() throws IOException {
        ConfigLoader.Result result = resolved(directory.resolve("missing"));
        assertThat(result.draft().instances().getLast().transport().hmac()).isEmpty();
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertRefused(resolved(directory.resolve("missing")), "it does not exist");
        assertRefused(resolved(directory), "it is no regular file");
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        assertRefused(resolved(key("", "rw-------")), "its key has 0 bytes, not 32 to 64");
        assertRefused(resolved(key("k".repeat(65), "rw-------")), "its key has 65 bytes");
        assertRefused(resolved(key("hex:" + "0".repeat(62), "rw-------")), "its key has 31 bytes");
        assertRefused(resolved(key("hex:" + "g".repeat(64), "rw-------")), "its key is not hexadecimal");
    }

    @Test
    void withoutFilesNothingChanges() throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, "vrrp_instance V {\n interface eth0\n virtual_router_id 1\n}\n");
        ConfigLoader.Result read = ConfigLoader.standard().load(file, ConfigLoader.Options.NONE);
        assertThat(KeyFiles.resolve(read)).isSameAs(read);
    }
}
