package dev.vigil.daemon.mail;

import dev.vigil.config.model.Mail;
import dev.vigil.core.time.Nanos;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.net.SocketFactory;
import org.apache.commons.net.smtp.SMTPClient;
import org.apache.commons.net.smtp.SMTPReply;

/** Sends alerts by SMTP (RFC 5321), a connection each. */
final class SmtpPost implements Post {
    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /** A conversation has about ten answers, and a slow server may take its time for one or two of them. */
    private static final int ANSWERS_IN_TIME = 4;

    private static final int SAID_BYTES_MAX = 65_536;
    private static final int PERMANENT = 500;

    /** RFC 2047: an encoded word has at most 75 characters; so many bytes of text fit. */
    private static final int ENCODED_BYTES_MAX = 42;

    private final HostName hostName;

    SmtpPost(HostName hostName) {
        this.hostName = hostName;
    }

    /** What this machine calls itself and whom its mails are from: known before a server waits for it. */
    private record Names(String helo, String from) {}

    private Names names(Mail mail) {
        return new Names(
                mail.heloName().orElseGet(hostName::get),
                mail.from().orElseGet(() -> System.getProperty("user.name") + "@" + hostName.get()));
    }

    @Override
    public List<String> send(Letter letter, Mail mail) throws IOException {
        Names names = names(mail);
        Mail.Server server = mail.server().orElseThrow();
        int timeoutMs = (int) (mail.connectTimeoutNs() / Nanos.PER_MS);
        SMTPClient client = new SMTPClient(StandardCharsets.UTF_8.name());
        client.setConnectTimeout(timeoutMs);
        client.setDefaultTimeout(timeoutMs);
        client.setSocketFactory(new Connections(timeoutMs, ANSWERS_IN_TIME * mail.connectTimeoutNs()));
        try {
            client.connect(server.host(), server.port());
            expect(client, SMTPReply.isPositiveCompletion(client.getReplyCode()));
            return converse(client, letter, mail, names);
        } finally {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
    }

    private static List<String> converse(SMTPClient client, Letter letter, Mail mail, Names names) throws IOException {
        expect(client, client.login(names.helo));
        expect(client, client.setSender(address(names.from)));
        // A recipient that the server does not know must not keep the others from being told.
        List<String> refused = new ArrayList<>();
        for (String recipient : mail.recipients()) {
            if (!client.addRecipient(address(recipient))) {
                refused.add(answer(client));
            }
        }
        if (refused.size() == mail.recipients().size()) {
            throw failure(client);
        }
        Writer data = client.sendMessageData();
        if (data == null) {
            throw failure(client);
        }
        try (data) {
            data.write(text(letter, mail, names.from));
        }
        expect(client, client.completePendingCommand());
        boolean _ = client.logout();
        return refused;
    }

    private static String text(Letter letter, Mail mail, String from) {
        String date =
                RFC_5322.format(Instant.ofEpochMilli(letter.writtenEpochMs()).atZone(ZoneId.systemDefault()));
        String why = letter.why().isEmpty() ? "" : "X-Vigil-Why: " + header(letter.why()) + "\n";
        return "Date: " + date + "\n"
                + "From: " + header(from) + "\n"
                + "Subject: " + header(letter.subject()) + "\n"
                + "X-Mailer: Vigil\n"
                + "To: " + header(String.join(", ", mail.recipients())) + "\n"
                + "Message-ID: <" + UUID.randomUUID() + domain(address(from)) + ">\n"
                + "Auto-Submitted: auto-generated\n"
                + why
                + "MIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=utf-8\n"
                + "\n"
                + letter.body() + "\n\n";
    }

    /** An address from its @ on. */
    private static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "@localhost" : address.substring(at);
    }

    /** What stands in angle brackets, or the whole if nothing does. */
    static String address(String written) {
        int from = written.lastIndexOf('<');
        int to = written.indexOf('>', from + 1);
        return from >= 0 && to > from ? written.substring(from + 1, to) : written;
    }

    /** Text in a header: as it is, or as encoded words (RFC 2047) if ASCII cannot hold it. */
    static String header(String text) {
        if (text.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            return text;
        }
        List<String> words = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            String one = Character.toString(Character.isISOControl(character) ? ' ' : character);
            int more = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > ENCODED_BYTES_MAX) {
                words.add(encoded(part.toString()));
                part.setLength(0);
                bytes = 0;
            }
            part.append(one);
            bytes += more;
        }
        words.add(encoded(part.toString()));
        return String.join("\n ", words);
    }

    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static void expect(SMTPClient client, boolean well) throws IOException {
        if (!well) {
            throw failure(client);
        }
    }

    private static IOException failure(SMTPClient client) {
        String answer = answer(client);
        return client.getReplyCode() >= PERMANENT ? new Refused(answer) : new IOException(answer);
    }

    private static String answer(SMTPClient client) {
        return String.valueOf(client.getReplyString()).strip();
    }

    /** Makes connections that end. */
    private static final class Connections extends SocketFactory {
        private final int timeoutMs;
        private final long wholeNs;

        Connections(int timeoutMs, long wholeNs) {
            this.timeoutMs = timeoutMs;
            this.wholeNs = wholeNs;
        }

        @Override
        public Socket createSocket() {
            return new BoundedSocket(timeoutMs, wholeNs, SAID_BYTES_MAX);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("connections are made without a time limit here");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("connections are made without a time limit here");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("connections are made without a time limit here");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("connections are made without a time limit here");
        }
    }
}
