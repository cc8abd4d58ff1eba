package dev.vigil.config.keyword;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keywords of the configuration language by block. The keywords of a block are declared when they are first asked
 * for: most configurations use a few blocks only.
 */
public final class KeywordTable {
    private static final ConcurrentHashMap<Block, Index> INDEXES = new ConcurrentHashMap<>();

    private KeywordTable() {}

    /** The keywords of a block in the order of the documentation. */
    public static List<Keyword> keywords(Block block) {
        return index(block).list;
    }

    public static Optional<Keyword> find(Block block, String name) {
        return Optional.ofNullable(index(block).byName.get(name));
    }

    /** Every block in which a keyword of this name may stand, those of keepalived.conf first. */
    public static List<Keyword> named(String name) {
        return Everywhere.BY_NAME.getOrDefault(name, List.of());
    }

    /** All blocks at once; made for the first word that is no keyword where it stands. */
    private static final class Everywhere {
        private static final Map<String, List<Keyword>> BY_NAME = Stream.of(Block.values())
                .flatMap(block -> index(block).byName.values().stream())
                .collect(Collectors.groupingBy(Keyword::name));
    }

    private static Index index(Block block) {
        return INDEXES.computeIfAbsent(block, missing -> new Index(declared(missing)));
    }

    private static List<Keyword> declared(Block block) {
        return switch (block) {
            case ROOT -> RootKeywords.list();
            case GLOBAL_DEFS -> GlobalKeywords.list();
            case VRRP_SCRIPT -> TrackerKeywords.script();
            case TRACK_FILE -> TrackerKeywords.file();
            case TRACK_PROCESS -> TrackerKeywords.process();
            case TRACK_GROUP -> TrackerKeywords.group();
            case BFD_INSTANCE -> TrackerKeywords.bfd();
            case GARP_GROUP -> GroupKeywords.garp();
            case SYNC_GROUP -> GroupKeywords.sync();
            case VRRP_INSTANCE -> InstanceKeywords.list();
            case AUTHENTICATION -> AuthenticationKeywords.password();
            case AUTH_HMAC -> AuthenticationKeywords.hmac();
            case SSL -> ServerKeywords.tls();
            case VIRTUAL_SERVER -> ServerKeywords.virtualServer();
            case REAL_SERVER -> ServerKeywords.realServer();
            case TCP_CHECK -> CheckKeywords.tcp();
            case PING_CHECK -> CheckKeywords.ping();
            case UDP_CHECK -> CheckKeywords.udp();
            case DNS_CHECK -> CheckKeywords.dns();
            case HTTP_GET -> CheckKeywords.http(false);
            case SSL_GET -> CheckKeywords.http(true);
            case HTTP_URL -> CheckKeywords.url(false);
            case SSL_URL -> CheckKeywords.url(true);
            case SMTP_CHECK -> CheckKeywords.smtp();
            case SMTP_HOST -> CheckKeywords.smtpHost();
            case MISC_CHECK -> CheckKeywords.misc();
            case FILE_CHECK -> CheckKeywords.file();
            case BFD_CHECK -> CheckKeywords.bfd();
            case OWN_ROOT -> OwnKeywords.root();
            case OWN_CONTROL -> OwnKeywords.control();
            case OWN_RECORDING -> OwnKeywords.recording();
            case OWN_PROGRAMS -> OwnKeywords.programs();
            case OWN_WEB -> OwnKeywords.web();
            case OWN_SCRIPT -> OwnKeywords.script();
            case OWN_INSTANCE -> OwnKeywords.instance();
            case OWN_SYNC_GROUP -> OwnKeywords.syncGroup();
        };
    }

    private static final class Index {
        private final List<Keyword> list;
        private final Map<String, Keyword> byName;

        private Index(List<Keyword> list) {
            this.list = list;
            this.byName = HashMap.newHashMap(list.size());
            for (Keyword keyword : list) {
                byName.put(keyword.name(), keyword);
            }
        }
    }
}
