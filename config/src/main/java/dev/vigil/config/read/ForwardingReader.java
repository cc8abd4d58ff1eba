package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.config.model.VirtualServer.Forwarding.Method;
import dev.vigil.config.model.VirtualServer.Forwarding.Tunnel;
import dev.vigil.config.model.VirtualServer.Forwarding.Tunnel.Checksum;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Word;
import java.util.Map;
import java.util.Optional;

/** Reads {@code lvs_method} and its like. */
final class ForwardingReader {
    private static final Map<String, Method> METHODS =
            Map.of("NAT", Method.NAT, "DR", Method.DIRECT_ROUTING, "TUN", Method.TUNNEL);
    private static final Map<String, Tunnel.Type> TYPES =
            Map.of("ipip", Tunnel.Type.IPIP, "gue", Tunnel.Type.GUE, "gre", Tunnel.Type.GRE);

    private final Problems problems;

    ForwardingReader(Problems problems) {
        this.problems = problems;
    }

    /** What a keyword says; empty if it is absent or wrong. */
    Optional<Forwarding> read(Section section, String keyword) {
        Optional<Statement> statement = section.last(keyword);
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Word first = statement.get().node().words().get(1);
        Method method = METHODS.get(first.text());
        if (method == null) {
            problems.add(
                    ProblemCode.NOT_A_CHOICE,
                    statement.get().node().place(first),
                    "\"" + first.text() + "\" is no forwarding method; the line is ignored",
                    "Write NAT, DR or TUN, in upper case.");
            return Optional.empty();
        }
        return Optional.of(
                new Forwarding(method, tunnel(Options.after(statement.get().node(), 2, problems))));
    }

    private static Tunnel tunnel(Options options) {
        Tunnel.Type type = Tunnel.Type.IPIP;
        int port = 0;
        Checksum checksum = Checksum.NONE;
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "type" -> {
                    Optional<String> name = options.text(option);
                    Tunnel.Type known = TYPES.get(name.orElse(""));
                    if (known == null) {
                        options.unknown(option, "Write type ipip, gue or gre.");
                    } else {
                        type = known;
                    }
                }
                case "port" ->
                    port = options.integer(option, 1, Limits.PORT_MAX).orElse(port);
                case "nocsum" -> checksum = Checksum.NONE;
                case "csum" -> checksum = Checksum.CHECKSUM;
                case "remcsum" -> checksum = Checksum.REMOTE;
                default -> options.unknown(option, "Write type, port, nocsum, csum or remcsum.");
            }
        }
        return new Tunnel(type, port, checksum);
    }
}
