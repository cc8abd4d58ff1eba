package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.Fifos.Fifo;
import dev.vigil.config.model.GlobalDefs.Dbus;
import dev.vigil.config.model.GlobalDefs.Snmp;
import dev.vigil.config.model.Ipvs;
import dev.vigil.config.model.Ipvs.FlushOnStop;
import dev.vigil.config.model.Ipvs.SyncDaemon;
import dev.vigil.config.model.Ipvs.Timeouts;
import dev.vigil.config.model.Mail;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what {@code global_defs} says about mail, pipes, SNMP, D-Bus and the load balancer. */
final class GlobalServiceReader {
    private static final long MAIL_TIMEOUT_NS = 30 * Nanos.PER_S;
    private static final long STATS_NS = 5 * Nanos.PER_S;
    private static final int MAIL_PORT = 25;
    private static final int TIMEOUT_MAX_S = 2_678_400;
    private static final int SYNC_PACKET_MAX = 65_507;

    private final Section global;
    private final Problems problems;

    GlobalServiceReader(Section global, Problems problems) {
        this.global = global;
        this.problems = problems;
    }

    Mail mail() {
        Optional<Boolean> alerts = global.toggle("smtp_alert");
        return new Mail(
                global.text("notification_email_from"),
                server(),
                global.text("smtp_helo_name"),
                Math.max(Nanos.PER_S, global.nanos("smtp_connect_timeout", MAIL_TIMEOUT_NS)),
                global.listed("notification_email").stream()
                        .map(Section.Listed::text)
                        .toList(),
                global.toggle("smtp_alert_vrrp").or(() -> alerts),
                global.toggle("smtp_alert_checker").or(() -> alerts),
                !global.flag("no_email_faults"),
                !global.toggle("no_checker_emails", false));
    }

    private Optional<Mail.Server> server() {
        List<Word> words = global.words("smtp_server");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int port = words.size() < 2
                ? MAIL_PORT
                : number("smtp_server", words.get(1), Limits.PORT_MAX).orElse(MAIL_PORT);
        return Optional.of(new Mail.Server(words.getFirst().text(), port));
    }

    /** A number of 0..max that is an argument of a keyword. */
    private OptionalInt number(String keyword, Word word, int max) {
        OptionalLong number = Digits.decimal(word.text());
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= max) {
            return OptionalInt.of((int) number.getAsLong());
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                false,
                global.last(keyword).orElseThrow().node().place(word),
                keyword + ": \"" + word.text() + "\" is no number of 0.." + max + " and is ignored",
                "Choose a number from 0 to " + max + ".");
        return OptionalInt.empty();
    }

    Fifos fifos() {
        return new Fifos(
                fifo("notify_fifo"),
                fifo("vrrp_notify_fifo"),
                fifo("lvs_notify_fifo"),
                global.flag("fifo_write_vrrp_states_on_reload"));
    }

    private Optional<Fifo> fifo(String keyword) {
        List<String> words = global.words(keyword).stream().map(Word::text).toList();
        Optional<Command> reader = global.command(keyword + "_script");
        if (words.isEmpty() && reader.isEmpty()) {
            return Optional.empty();
        }
        Optional<UserGroup> owner = words.size() < 2
                ? Optional.empty()
                : Optional.of(new UserGroup(words.get(1), words.stream().skip(2).findFirst()));
        return Optional.of(new Fifo(words.stream().findFirst(), owner, reader));
    }

    Snmp snmp() {
        boolean both = global.flag("enable_snmp_rfc");
        long serverStatsNs = global.nanos("snmp_vs_stats_update_interval", STATS_NS);
        return new Snmp(
                global.text("snmp_socket"),
                global.flag("enable_traps"),
                global.flag("enable_snmp_vrrp"),
                both || global.flag("enable_snmp_rfcv2"),
                both || global.flag("enable_snmp_rfcv3"),
                global.flag("enable_snmp_checker"),
                serverStatsNs,
                global.nanos("snmp_rs_stats_update_interval", serverStatsNs));
    }

    Dbus dbus() {
        return new Dbus(
                global.flag("enable_dbus"),
                global.text("dbus_service_name").orElse("org.keepalived.Vrrp1"),
                global.text("dbus_no_interface_name"));
    }

    Ipvs ipvs() {
        FlushOnStop flushOnStop = FlushOnStop.NO;
        if (global.has("lvs_flush_on_stop")) {
            boolean servers = global.words("lvs_flush_on_stop").stream()
                    .anyMatch(word -> word.text().equals("VS"));
            flushOnStop = servers ? FlushOnStop.VIRTUAL_SERVERS : FlushOnStop.ALL;
        }
        return new Ipvs(timeouts(), global.flag("lvs_flush"), flushOnStop, syncDaemon());
    }

    private Timeouts timeouts() {
        OptionalInt tcp = OptionalInt.empty();
        OptionalInt tcpFin = OptionalInt.empty();
        OptionalInt udp = OptionalInt.empty();
        List<Word> words = global.words("lvs_timeouts");
        for (int index = 0; index + 1 < words.size(); index += 2) {
            OptionalInt seconds = number("lvs_timeouts", words.get(index + 1), TIMEOUT_MAX_S);
            switch (words.get(index).text()) {
                case "tcp" -> tcp = seconds;
                case "tcpfin" -> tcpFin = seconds;
                case "udp" -> udp = seconds;
                default -> unknown("lvs_timeouts", words.get(index), "Write tcp, tcpfin or udp, and a number.");
            }
        }
        return new Timeouts(tcp, tcpFin, udp);
    }

    private void unknown(String keyword, Word word, String hint) {
        problems.add(
                ProblemCode.UNKNOWN_OPTION,
                false,
                global.last(keyword).orElseThrow().node().place(word),
                "\"" + word.text() + "\" is no option of " + keyword + " and is ignored",
                hint);
    }

    private Optional<SyncDaemon> syncDaemon() {
        Optional<Statement> statement = global.last("lvs_sync_daemon");
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> instance = Optional.empty();
        OptionalInt syncId = OptionalInt.empty();
        OptionalInt packetMax = OptionalInt.empty();
        OptionalInt port = OptionalInt.empty();
        OptionalInt ttl = OptionalInt.empty();
        Optional<IpAddress> group = Optional.empty();
        Options options = Options.after(statement.get().node(), 2, problems);
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "inst" -> instance = options.text(option);
                case "id" -> syncId = options.integer(option, 0, Limits.BYTE_MAX);
                case "maxlen" -> packetMax = options.integer(option, 1, SYNC_PACKET_MAX);
                case "port" -> port = options.integer(option, 1, Limits.PORT_MAX);
                case "ttl" -> ttl = options.integer(option, 1, Limits.BYTE_MAX);
                case "group" -> group = options.address(option);
                default -> {
                    // The instance may stand without the word inst.
                    instance = instance.or(() -> Optional.of(option.text()));
                }
            }
        }
        String interfaceName = global.words("lvs_sync_daemon").getFirst().text();
        return Optional.of(new SyncDaemon(interfaceName, instance, syncId, packetMax, port, ttl, group));
    }
}
