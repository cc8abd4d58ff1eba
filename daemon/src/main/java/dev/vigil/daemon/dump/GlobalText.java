package dev.vigil.daemon.dump;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Mail;
import dev.vigil.config.model.ProcessSettings;
import java.util.Optional;

/** The settings of {@code global_defs} that mean something to Vigil, in the dump on SIGUSR1. */
final class GlobalText {
    private GlobalText() {}

    static void write(GlobalDefs global, Owners owners, Lines lines) {
        lines.section("Global definitions");
        lines.global("Network namespace", global.startup().netNamespace().orElse("(default)"));
        global.routerId().ifPresent(id -> lines.global("Router ID", id));
        mail(global.mail(), lines);
        fifo("Global", global.fifos().all(), owners, lines);
        fifo("VRRP", global.fifos().vrrp(), owners, lines);
        lines.global("FIFO write vrrp states on reload", global.fifos().statesOnReload());
        lines.global("Gratuitous ARP interval", decimals(global.garpIntervalNs()));
        lines.global("Gratuitous NA interval", decimals(global.gnaIntervalNs()));
        process(global.process(), lines);
        lines.global("Script security " + Lines.enabled(global.scriptSecurity()));
        lines.global("Default script uid:gid "
                + global.scriptUser().flatMap(owners::ids).orElse("0:0"));
        lines.global("umask", "0" + Integer.toOctalString(global.dumps().umask()));
    }

    private static void mail(Mail mail, Lines lines) {
        mail.server().ifPresent(server -> {
            lines.global("Smtp server", server.host());
            lines.global("Smtp server port", server.port());
            lines.global("Smtp server connection timeout", Lines.seconds(mail.connectTimeoutNs()));
        });
        mail.heloName().ifPresent(name -> lines.global("Smtp HELO name", name));
        mail.from().ifPresent(from -> lines.global("Email notification from", from));
        mail.recipients().forEach(recipient -> lines.global("Email notification", recipient));
    }

    private static void fifo(String area, Optional<Fifos.Fifo> fifo, Owners owners, Lines lines) {
        Optional<String> path = fifo.flatMap(Fifos.Fifo::path);
        if (path.isEmpty()) {
            return;
        }
        String ids = fifo.flatMap(Fifos.Fifo::owner).flatMap(owners::ids).orElse("0:0");
        lines.global(area + " notify fifo", path.get() + ", uid:gid " + ids);
        Optional<Command> reader = fifo.flatMap(Fifos.Fifo::reader);
        reader.ifPresent(command -> lines.global(
                area + " notify fifo script",
                Owners.words(command) + " '" + path.get() + "', uid:gid " + owners.of(command)));
    }

    private static void process(ProcessSettings process, Lines lines) {
        lines.global("VRRP process priority", process.niceness());
        lines.global("VRRP don't swap", process.lockMemory());
        lines.global("VRRP realtime priority", process.realtimePriority());
    }

    private static String decimals(long timeNs) {
        return "%d.%06d".formatted(timeNs / 1_000_000_000L, timeNs % 1_000_000_000L / 1_000);
    }
}
