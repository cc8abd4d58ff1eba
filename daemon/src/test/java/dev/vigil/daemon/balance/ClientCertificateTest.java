package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.config.model.Secret;
import dev.vigil.config.model.TlsMaterial;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventText;
import dev.vigil.linux.TlsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server is shown that believes nobody without a certificate. */
class ClientCertificateTest {
    private static final long TIMEOUT_NS = 5_000_000_000L;
    private static final char[] STORE_PASSWORD = "secret".toCharArray();
    private static final String KEY_PASSWORD = "open sesame";
    private static final String CIPHER = "PBEWithSHA1AndDESede";

    private final AttemptLab lab = new AttemptLab();
    private final List<Event> events = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SSLServerSocket server;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(TlsClient.obstacle().isEmpty(), "OpenSSL is not installed");
        KeyStore own = keys("server");
        KeyStore client = keys("client");
        write("client.pem", "CERTIFICATE", client.getCertificate("client").getEncoded());
        write(
                "client.key",
                "PRIVATE KEY",
                client.getKey("client", STORE_PASSWORD).getEncoded());
        write(
                "locked.key",
                "ENCRYPTED PRIVATE KEY",
                locked(client.getKey("client", STORE_PASSWORD).getEncoded()));
        write("other.key", "PRIVATE KEY", own.getKey("server", STORE_PASSWORD).getEncoded());

        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(own, STORE_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, STORE_PASSWORD);
        believed.setCertificateEntry("client", client.getCertificate("client"));
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::answer);
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                int _ = connection.getInputStream().read(new byte[1000]);
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException over) {
                // The verdict says it.
            }
        }
    }

    private KeyStore keys(String name) throws Exception {
        Path store = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-storepass",
                        new String(STORE_PASSWORD),
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
    }

    private static byte[] locked(byte[] key) throws Exception {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(KEY_PASSWORD.toCharArray())));
        return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key)).getEncoded();
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
        server.close();
    }

    private void present(String key, Optional<String> password) {
        lab.present(
                new TlsMaterial(
                        password.map(text -> new Secret(text.getBytes(StandardCharsets.UTF_8))),
                        Optional.of(folder.resolve("client.pem").toString()),
                        Optional.of(folder.resolve("client.pem").toString()),
                        Optional.of(folder.resolve(key).toString())),
                events);
    }

    private String verdict() {
        WebDemand demand = new WebDemand(List.of(), Optional.empty(), Optional.empty());
        WebRequest request = new WebRequest("/", 0, false, Optional.empty(), demand, false);
        Probe.Web.Tls tls = new Probe.Web.Tls(false, Optional.empty());
        return lab.verdict(new Probe.Web(
                AttemptsTest.route(server.getLocalPort(), TIMEOUT_NS), Optional.of(tls), false, List.of(request)));
    }

    @Test
    void aServerThatAsksForACertificateIsShownTheConfiguredOne() {
        assertThat(verdict()).isNotEqualTo("passed");
        present("client.key", Optional.empty());
        assertThat(verdict()).isEqualTo("passed");
        lab.present(TlsMaterial.NONE, events);
        assertThat(verdict()).as("no longer configured").isNotEqualTo("passed");
        assertThat(events).isEmpty();
    }

    @Test
    void theKeyMayBeLockedByAPassPhrase() {
        present("locked.key", Optional.of(KEY_PASSWORD));
        assertThat(verdict()).isEqualTo("passed");
        assertThat(events).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsLoggedWithTheReasonAndWhatWasShownBeforeStays() {
        present("client.key", Optional.empty());
        present("locked.key", Optional.of("wrong"));
        present("other.key", Optional.empty());
        present("missing.key", Optional.empty());

        assertThat(events.stream().map(EventText::of).toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("locked.key cannot be used: "),
                        line -> assertThat(line).contains("other.key cannot be used: ", "mismatch"),
                        line -> assertThat(line).contains("missing.key cannot be read"));
        assertThat(verdict()).isEqualTo("passed");
    }
}
