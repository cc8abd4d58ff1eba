package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Checker;
import dev.vigil.config.model.Checker.Connection;
import dev.vigil.config.model.Checker.Schedule;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.HttpUrl;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the checks of one real server. What a check leaves open comes from its server, then from the virtual server. */
final class CheckerReader {
    private static final long INTERVAL_NS = 60 * Nanos.PER_S;
    private static final long TIMEOUT_NS = 5 * Nanos.PER_S;
    private static final long RETRY_DELAY_NS = Nanos.PER_S;
    private static final long WEB_RETRY_DELAY_NS = 3 * Nanos.PER_S;
    private static final int DNS_RETRIES = 3;

    private final Section server;
    private final Section realServer;
    private final Endpoint endpoint;
    private final int writtenPort;
    private final GlobalDefs global;
    private final Trackers trackers;
    private final Problems problems;
    private final List<Checker> checkers = new ArrayList<>();

    CheckerReader(
            Section server,
            Section realServer,
            Endpoint endpoint,
            int writtenPort,
            GlobalDefs global,
            Trackers trackers,
            Problems problems) {
        this.server = server;
        this.realServer = realServer;
        this.endpoint = endpoint;
        this.writtenPort = writtenPort;
        this.global = global;
        this.trackers = trackers;
        this.problems = problems;
    }

    static boolean isChecker(Statement statement) {
        return statement.value() instanceof Value.Body;
    }

    List<Checker> read() {
        for (Statement statement : realServer.statements()) {
            if (statement.value() instanceof Value.Body(Section section)) {
                read(section);
            }
        }
        return List.copyOf(checkers);
    }

    private void read(Section section) {
        switch (section.block()) {
            case TCP_CHECK -> checkers.add(new Checker.Tcp(schedule(section), connection(section), section.place()));
            case PING_CHECK -> checkers.add(new Checker.Ping(schedule(section), connection(section), section.place()));
            case UDP_CHECK ->
                checkers.add(new DatagramReader(section, problems).read(schedule(section), connection(section)));
            case DNS_CHECK -> checkers.add(dns(section));
            case HTTP_GET, SSL_GET -> http(section);
            case SMTP_CHECK -> smtp(section);
            case MISC_CHECK -> misc(section);
            case FILE_CHECK -> file(section);
            case BFD_CHECK -> bfd(section);
            default -> throw new IllegalStateException("not a check: " + section.block());
        }
    }

    /** A time of the check, of its real server or of its virtual server. */
    private OptionalLong nanos(Section section, String keyword) {
        return VrrpDefaults.first(
                section.nanos(keyword), VrrpDefaults.first(realServer.nanos(keyword), server.nanos(keyword)));
    }

    private long intervalNs(Section section) {
        return nanos(section, "delay_loop").orElse(INTERVAL_NS);
    }

    private Schedule schedule(Section section) {
        long intervalNs = intervalNs(section);
        OptionalLong retries = VrrpDefaults.first(
                section.number("retry"), VrrpDefaults.first(realServer.number("retry"), server.number("retry")));
        return new Schedule(
                intervalNs,
                retries.orElse(retriesDefault(section.block())),
                nanos(section, "delay_before_retry").orElse(retryDelayDefaultNs(section.block(), intervalNs)),
                nanos(section, "warmup").orElse(intervalNs),
                section.toggle("alpha", startsDown()),
                section.toggle("log_all_failures", global.checking().logAllFailures()));
    }

    private boolean startsDown() {
        return realServer.toggle("alpha", server.flag("alpha"));
    }

    private static int retriesDefault(Block kind) {
        return kind == Block.DNS_CHECK ? DNS_RETRIES : kind == Block.MISC_CHECK ? 0 : 1;
    }

    private static long retryDelayDefaultNs(Block kind, long intervalNs) {
        boolean web = kind == Block.HTTP_GET || kind == Block.SSL_GET;
        return kind == Block.DNS_CHECK ? intervalNs : web ? WEB_RETRY_DELAY_NS : RETRY_DELAY_NS;
    }

    private Connection connection(Section section) {
        return new Connection(
                section.address("connect_ip").orElse(endpoint.address()),
                section.integer("connect_port", writtenPort == 0 ? endpoint.port() : writtenPort),
                section.address("bindto"),
                section.integer("bind_port", 0),
                section.text("bind_if"),
                nanos(section, "connect_timeout").orElse(TIMEOUT_NS),
                section.number("fwmark", 0));
    }

    private Checker dns(Section section) {
        return new Checker.Dns(
                schedule(section),
                connection(section),
                section.text("type").orElse("SOA"),
                section.text("name").orElse("."),
                section.place());
    }

    private void http(Section section) {
        Optional<String> host = section.text("virtualhost")
                .or(() -> realServer.text("virtualhost"))
                .or(() -> server.text("virtualhost"));
        boolean tls = section.block() == Block.SSL_GET;
        boolean compliant = tls && section.toggle("tls_compliant", false);
        List<HttpUrl> urls = new ArrayList<>();
        for (Section url : section.sections("url")) {
            new UrlReader(url, problems).read(host, compliant).ifPresent(urls::add);
        }
        if (urls.isEmpty()) {
            incomplete(section, "url", "url { path / }");
            return;
        }
        checkers.add(new Checker.Http(
                schedule(section),
                connection(section),
                tls,
                section.text("http_protocol").orElse("1.0"),
                section.toggle("enable_sni", false) || section.has("sni_name"),
                section.text("sni_name"),
                section.toggle("fast_recovery", false),
                List.copyOf(urls),
                section.place()));
    }

    private void incomplete(Section section, String keyword, String example) {
        problems.add(
                ProblemCode.CHECK_INCOMPLETE,
                section.place(),
                section.block().title() + " has no " + keyword + "; the check is left out and the server unchecked",
                "Add: " + example);
    }

    /** Each {@code host} is a check of its own, with the rest of the block as its defaults. */
    private void smtp(Section section) {
        String helo = section.text("helo_name").orElse("smtpchecker.keepalived.org");
        List<Section> hosts = section.sections("host");
        if (hosts.isEmpty()) {
            checkers.add(new Checker.Smtp(schedule(section), connection(section), helo, section.place()));
        }
        for (Section host : hosts) {
            Section merged = host.over(section);
            checkers.add(new Checker.Smtp(schedule(merged), connection(merged), helo, host.place()));
        }
    }

    private void misc(Section section) {
        Optional<Command> command = section.command("misc_path");
        if (command.isEmpty()) {
            incomplete(section, "misc_path", "misc_path \"/path/to/program arguments\"");
            return;
        }
        Command run = new Command(
                command.get().arguments(), section.user("user"), command.get().place());
        long timeoutNs = section.nanos("misc_timeout", 0);
        checkers.add(new Checker.Misc(
                schedule(section),
                run,
                timeoutNs == 0 ? intervalNs(section) : timeoutNs,
                section.flag("misc_dynamic"),
                section.place()));
    }

    private void file(Section section) {
        Optional<String> name = section.text("track_file");
        if (name.isEmpty() || !trackers.files.has(name.get())) {
            undefined(section, "track_file", name, "track_file");
            return;
        }
        Weight usual = trackers.files.find(name.get()).orElseThrow().weight();
        int value = usual.value();
        boolean reverse = section.words("weight").isEmpty() && usual.reversed();
        for (Word word : section.words("weight")) {
            OptionalLong number = Digits.decimal(word.text());
            if (number.isPresent() && Math.abs(number.getAsLong()) <= Integer.MAX_VALUE) {
                value = (int) number.getAsLong();
            }
            reverse |= word.text().equals("reverse");
        }
        checkers.add(
                new Checker.File(plainSchedule(startsDown()), name.get(), new Weight(value, reverse), section.place()));
    }

    private void bfd(Section section) {
        Optional<String> name = section.text("name");
        if (name.isEmpty() || !trackers.bfdInstances.has(name.get())) {
            undefined(section, "bfd_instance", name, "name");
            return;
        }
        Schedule schedule = plainSchedule(section.toggle("alpha", startsDown()));
        checkers.add(new Checker.Bfd(schedule, name.get(), section.place()));
    }

    /** The schedule of checks that are told and do not ask. */
    private Schedule plainSchedule(boolean startsDown) {
        return new Schedule(0, 0, 0, 0, startsDown, global.checking().logAllFailures());
    }

    private void undefined(Section section, String declaring, Optional<String> name, String keyword) {
        if (name.isEmpty()) {
            incomplete(section, keyword, keyword + " NAME");
            return;
        }
        problems.add(
                ProblemCode.UNDEFINED_NAME,
                false,
                section.last(keyword).orElseThrow().argumentPlace(),
                "there is no " + declaring + " " + name.get() + "; the check is left out",
                "Define it, or correct the name.");
    }
}
