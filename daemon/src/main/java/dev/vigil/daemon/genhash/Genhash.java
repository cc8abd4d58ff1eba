package dev.vigil.daemon.genhash;

import dev.vigil.core.check.Dialogue;
import dev.vigil.core.check.HashDialogue;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.Turn;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import dev.vigil.daemon.balance.Conversation;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.TimerFd;
import dev.vigil.linux.TlsClient;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Asks a web server once, as a check does, and prints the MD5 of the body as keepalived's genhash prints it. */
public final class Genhash {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final long TIMER_TOKEN = 0;
    private static final long SERVER_TOKEN = 1;
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_S = 1_000_000_000L;

    /** Without time nothing is asked, even if the connection opens at once. */
    private static final Dialogue HASTY = new Dialogue() {
        @Override
        public Turn onOpen() {
            return Turn.failed("no time");
        }

        @Override
        public Turn onReceived(ByteBuffer bytes) {
            return Turn.LISTEN;
        }
    };

    private static final String USAGE = """
            Usage: genhash -s ADDRESS -p PORT -u URL [OPTION]...

              -s, --server ADDRESS        the web server, by its IPv4 or IPv6 address
              -p, --port PORT             its port
              -u, --url URL               the path that is asked for
              -V, --use-virtualhost NAME  the host that is asked for; the address and the port if it is not given
              -P, --protocol VERSION      of HTTP: 1.0, 1.1, or 1.0c, which asks for the connection to be closed
              -S, --use-ssl               speaks TLS
              -I, --use-sni               TLS asks for the host of -V
              -m, --fwmark MARK           marks the packets
              -t, --timeout SECONDS       how long connecting, and each answer, may take
              -v, --verbose               shows the answer, and how long it took
              -h, --help                  shows this
            """;

    private final HashOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final HashText text;
    private final HashDialogue dialogue;
    private final Route route;

    private Genhash(HashOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
        text = new HashText(out);
        route = new Route(
                options.server(),
                options.port(),
                Optional.empty(),
                0,
                Optional.empty(),
                options.mark(),
                options.timeoutS() * NS_PER_S);
        WebDemand demand = new WebDemand(List.of(), Optional.empty(), Optional.empty());
        WebRequest request =
                new WebRequest(options.url(), options.minor(), options.closes(), options.host(), demand, false);
        dialogue = new HashDialogue(route, request, options.verbose() ? text : HashText.SILENT);
    }

    /** Runs the program; returns its exit code, which says only whether the command line was right. */
    public static int run(List<String> words, PrintStream out, PrintStream err) {
        HashOptions options;
        try {
            options = HashOptions.read(words);
        } catch (HashOptions.Refused refused) {
            if (!refused.why().isEmpty()) {
                err.print(refused.why() + "\n");
            }
            err.print(USAGE);
            return REFUSED;
        }
        new Genhash(options, out, err).print();
        out.flush();
        return DONE;
    }

    private void print() {
        long startNs = MonotonicClock.nowNs();
        Optional<String> failure = options.tls() ? TlsClient.obstacle() : Optional.empty();
        if (failure.isEmpty()) {
            failure = talk();
        }
        if (failure.isPresent()) {
            out.print(failure.get() + "\n");
        } else {
            result();
        }
        if (options.verbose()) {
            long tookUs = (MonotonicClock.nowNs() - startNs) / NS_PER_US;
            out.print("\nGlobal response time for [" + options.url() + "] = " + tookUs + " usecs\n");
        }
    }

    private void result() {
        byte[] hash = dialogue.hash();
        if (options.verbose() && !dialogue.isCut()) {
            text.hash(hash);
        }
        if (dialogue.hasHead()) {
            out.print(HexFormat.of().formatHex(hash) + "\n");
        } else {
            out.flush();
            err.print("no data received from remote webserver\n");
        }
    }

    /** Why there is no answer; empty if there is one. */
    private Optional<String> talk() {
        Conversation.Partner partner = new Conversation.Partner(
                route,
                options.tls() ? Medium.TLS : Medium.TCP,
                options.namesHost() ? options.host() : Optional.empty());
        NativeBuffer buffer = NativeBuffer.packet(HashDialogue.READ_MAX);
        try (Conversation server =
                new Conversation(partner, options.timeoutS() == 0 ? HASTY : dialogue, buffer, Optional.empty())) {
            return listen(server);
        } catch (LinuxException refusal) {
            return Optional.of(
                    refusal.errno() == Errno.ECONNREFUSED ? "Connection failed" : "HTTP_CHECK - network unreachable");
        }
    }

    private Optional<String> listen(Conversation server) {
        try (Epoll epoll = Epoll.open(2);
                TimerFd timer = TimerFd.open()) {
            epoll.add(timer, TIMER_TOKEN);
            epoll.add(server.fd(), server.events(), SERVER_TOKEN);
            Turn turn = Turn.LISTEN;
            while (turn instanceof Turn.Listen) {
                timer.arm(MonotonicClock.nowNs() + Math.max(1, route.timeoutNs()));
                if (!isServerReady(epoll)) {
                    return Optional.of(silence(server.state()));
                }
                timer.drain();
                turn = server.onReady();
                epoll.change(server.fd(), server.events(), SERVER_TOKEN);
            }
            return turn instanceof Turn.Passed ? Optional.empty() : Optional.of(failure(server.state()));
        }
    }

    private static boolean isServerReady(Epoll epoll) {
        int ready = epoll.await();
        for (int index = 0; index < ready; index++) {
            if (epoll.token(index) == SERVER_TOKEN) {
                return true;
            }
        }
        return false;
    }

    private static String silence(Conversation.State state) {
        return state == Conversation.State.TALKING ? "Timeout WEB read" : "Timeout connecting";
    }

    private String failure(Conversation.State state) {
        return switch (state) {
            case CONNECTING -> "Connection failed";
            case SHAKING -> "SSL handshake/communication error connecting to";
            case TALKING -> options.timeoutS() == 0 ? "Timeout WEB write" : "Read error with";
        };
    }
}
