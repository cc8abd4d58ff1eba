package dev.vigil.lint.rule;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Outline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that everybody copies from the same samples. */
final class Samples {
    /** Passwords of samples and manuals, in lower case; patterns cover the rest. */
    private static final Set<String> PASSWORDS = Set.of(
            "secret",
            "password",
            "passw0rd",
            "passwd",
            "pass",
            "changeme",
            "keepaliv",
            "keepalived",
            "vrrp",
            "mypass",
            "admin",
            "admin123",
            "root",
            "test",
            "example",
            "qwerty",
            "abc123",
            "mypassword",
            "secretpass",
            "42");

    private static final Pattern WEAK_PASSWORD =
            Pattern.compile("(.)\\1*|0?1?2345?6?7?8?9?0?|1q2w3e.*|.{0,8}1234(5(6(78?)?)?)?");

    private static final int SAMPLE_VRID = 51;
    private static final Set<String> ROUTER_IDS = Set.of("LVS_DEVEL", "LVS_DEVEL1", "LVS_MAIN", "HAPROXY_DEVEL");
    private static final Set<String> MAIL_SERVERS = Set.of("192.168.200.1", "192.168.200.100");
    private static final Pattern SAMPLE_MAIL = Pattern.compile(
            "(?i).*@(?:firewall\\.loc|example\\.(?:com|org|net)|test\\.com|localdomain|domain\\.com|abc\\.com)"
                    + "|alexandre\\.cassen@.*|acassen@.*");
    private static final Pattern SAMPLE_ADDRESS = Pattern.compile("192\\.168\\.200\\.1[1-9]");

    private final ClusterNode node;
    private final Findings findings;

    private Samples(ClusterNode node, Findings findings) {
        this.node = node;
        this.findings = findings;
    }

    static void judge(ClusterNode node, Findings findings) {
        Samples rule = new Samples(node, findings);
        node.outline().blocks("global_defs").forEach(rule::global);
        node.config().instances().forEach(rule::instance);
    }

    private void global(Node global) {
        Outline.statement(global, "router_id").flatMap(Samples::argument).ifPresent(word -> {
            if (ROUTER_IDS.contains(word.text())) {
                findings.add(
                        LintCode.SAMPLE_ROUTER_ID,
                        Outline.argumentPlace(
                                Outline.statement(global, "router_id").orElseThrow()),
                        word.text() + " is the router_id of a sample: mails do not show which node they are from",
                        "Write the host name, or leave router_id out.");
            }
        });
        Outline.statement(global, "notification_email_from", "smtp_server").ifPresent(_ -> mail(global));
    }

    private void mail(Node global) {
        Optional<Node> server = Outline.statement(global, "smtp_server");
        if (server.flatMap(Samples::argument)
                .filter(word -> MAIL_SERVERS.contains(word.text()))
                .isPresent()) {
            findings.add(
                    LintCode.SAMPLE_MAIL,
                    Outline.argumentPlace(server.get()),
                    "smtp_server is that of a sample: no mail about a failover arrives",
                    "Name your mail server, or remove the mail settings.");
        }
        Outline.statements(global, "notification_email_from")
                .forEach(from -> argument(from).ifPresent(word -> recipient(from, word)));
        Outline.statements(global, "notification_email")
                .flatMap(block -> block.children().stream())
                .forEach(entry -> entry.words().forEach(word -> recipient(entry, word)));
    }

    private void recipient(Node statement, Word word) {
        if (SAMPLE_MAIL.matcher(word.text()).matches()) {
            findings.add(
                    LintCode.SAMPLE_MAIL,
                    statement.place(word),
                    word.text() + " is an address of a sample: nobody reads that mail",
                    "Write an address that somebody reads, or remove the mail settings.");
        }
    }

    private static Optional<Word> argument(Node statement) {
        List<Word> arguments = statement.arguments();
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.getFirst());
    }

    private void instance(VrrpInstance instance) {
        if (instance.vrid() == SAMPLE_VRID) {
            findings.add(
                    LintCode.SAMPLE_VRID,
                    node.outline().place(instance.place(), "virtual_router_id"),
                    "virtual_router_id 51 is that of the samples: another cluster on this network may well use it, too",
                    "Choose a VRID that nobody else on the network uses: tcpdump -nni IFNAME ip proto 112 shows those in use.");
        }
        for (VirtualAddress address : instance.addresses()) {
            if (SAMPLE_ADDRESS.matcher(address.address().toString()).matches()) {
                findings.add(
                        LintCode.SAMPLE_ADDRESS,
                        address.place(),
                        address.address() + " is a virtual address of the samples",
                        "Write an address of your network.");
            }
        }
        node.outline()
                .statement(instance.place(), "authentication")
                .flatMap(block -> Outline.statement(block, "auth_pass"))
                .ifPresent(this::password);
    }

    private void password(Node statement) {
        Optional<Word> password = argument(statement);
        boolean cut = CutWords.isCut(node, statement);
        if (!cut && password.filter(word -> isOfSample(word.text())).isPresent()) {
            findings.add(
                    LintCode.SAMPLE_PASSWORD,
                    statement.place(password.get()),
                    "this password is in every sample: a foreign cluster with the same VRID cannot be distinguished",
                    "Choose 8 random characters, the same on every node.");
        }
    }

    private static boolean isOfSample(String password) {
        return PASSWORDS.contains(password.toLowerCase(Locale.ROOT))
                || WEAK_PASSWORD.matcher(password).matches();
    }
}
