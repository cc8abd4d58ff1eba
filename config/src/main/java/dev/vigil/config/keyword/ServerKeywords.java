package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import dev.vigil.core.time.Nanos;
import java.util.List;

/** The keywords of the load balancer's services and servers. */
final class ServerKeywords {
    private static final long PERSISTENCE_MAX_S = 2_678_400;
    private static final int PERSISTENCE_IMPLIED_S = 360;
    private static final int ENGINE_NAME_MAX = 15;
    private static final String METHOD = "NAT|DR|TUN [type ipip|gue|gre [port N] [nocsum|csum|remcsum]]";

    private static final String[] SCHEDULERS = {
        "rr", "wrr", "lc", "wlc", "lblc", "sh", "mh", "dh", "fo", "ovf", "lblcr", "sed", "nq", "twos"
    };

    private ServerKeywords() {}

    static List<Keyword> virtualServer() {
        Declarations block = new Declarations(Block.VIRTUAL_SERVER);
        service(block);
        schedulerFlags(block);
        persistence(block);
        checkDefaults(block, "a default of 1", "5", "60");
        quorum(block);
        sorryServer(block);
        block.add("real_server", named("IP [PORT]", Block.REAL_SERVER)).means("One that does the work.");
        return block.list();
    }

    private static void service(Declarations block) {
        block.add("ip_family", choice("inet", "inet6"))
                .fallback("that of the addresses, else inet")
                .means("The family of a service by mark.")
                .example("ip_family inet6");
        block.add("protocol", choice("TCP", "UDP", "SCTP", "tcp", "udp", "sctp"))
                .fallback("UDP, or none for a mark")
                .means("The protocol of the service.")
                .example("protocol TCP");
        block.add("lvs_sched", choice(SCHEDULERS))
                .fallback("wlc")
                .means("How a real server is chosen.")
                .example("lvs_sched rr");
        block.add("lb_algo", choice(SCHEDULERS))
                .synonymOf("lvs_sched")
                .fallback("wlc")
                .example("lb_algo rr");
        block.add("lvs_method", words(METHOD, 1))
                .fallback("NAT")
                .means("How packets reach a real server: by translation, directly, or through a tunnel.")
                .example("lvs_method TUN type gue port 6080 csum");
        block.add("lb_kind", words(METHOD, 1))
                .synonymOf("lvs_method")
                .fallback("NAT")
                .example("lb_kind DR");
        block.add("ha_suspend", flag())
                .fallback("off")
                .means("Suspends checks while this node has not the address of the service.");
        block.add("virtualhost", name("HOST"))
                .fallback("none")
                .means("The host that web checks ask for unless they say otherwise.")
                .example("virtualhost www.example.org");
        block.add("snmp_name", name("NAME"))
                .planned()
                .fallback("none")
                .means("The name that SNMP shows.")
                .example("snmp_name web");
        block.add("smtp_alert", toggle())
                .fallback("smtp_alert_checker, then smtp_alert of global_defs, then off")
                .means("Mails when the quorum is lost or gained.");
        block.add("alpha", flag()).fallback("off").means("Real servers count as down until a check succeeds.");
        block.add("omega", flag()).fallback("off").means("Runs notify_down and quorum_down when the daemon stops.");
    }

    private static void schedulerFlags(Declarations block) {
        block.add("hashed", flag())
                .noEffect()
                .means("Does nothing: every service is hashed. keepalived refuses the keyword.");
        block.add("ops", flag())
                .fallback("off")
                .means("Schedules each packet alone; UDP only.")
                .example("ops");
        block.add("flag-1", flag()).fallback("off").means("Sets the scheduler's first flag.");
        block.add("flag-2", flag()).fallback("off").means("Sets the scheduler's second flag.");
        block.add("flag-3", flag()).fallback("off").means("Sets the scheduler's third flag.");
        block.add("sh-port", flag()).fallback("off").means("Scheduler sh also looks at the port.");
        block.add("sh-fallback", flag()).fallback("off").means("Scheduler sh goes on to another server if one is out.");
        block.add("mh-port", flag()).fallback("off").means("Scheduler mh also looks at the port.");
        block.add("mh-fallback", flag()).fallback("off").means("Scheduler mh goes on to another server if one is out.");
    }

    private static void persistence(Declarations block) {
        block.add("persistence_timeout", wholeOr(PERSISTENCE_IMPLIED_S, 1, PERSISTENCE_MAX_S))
                .fallback("off")
                .means("How many seconds a client stays with its real server; 360 if there is no number.")
                .example("persistence_timeout 600");
        block.add("persistence_granularity", name("MASK|LENGTH"))
                .fallback("each client alone")
                .means("Clients of one network of this size count as one.")
                .example("persistence_granularity 255.255.255.0");
        block.add("persistence_engine", name("NAME", ENGINE_NAME_MAX))
                .fallback("none")
                .means("What distinguishes clients, for example sip.")
                .example("persistence_engine sip");
    }

    /** What a service hands down to its servers, and those to their checks. */
    private static void checkDefaults(Declarations block, String retry, String connect, String interval) {
        block.add("delay_loop", seconds(Nanos.PER_US, TIMER_MAX_NS))
                .fallback(interval)
                .means("From the end of a check to the next.")
                .example("delay_loop 7");
        block.add("retry", whole(1, Limits.UINT32_MAX))
                .fallback(retry)
                .means("Attempts after a failure until a server is down.")
                .example("retry 2");
        block.add("delay_before_retry", seconds(0, TIMER_MAX_NS))
                .fallback(interval.equals("60") ? "that of the check" : interval)
                .means("From one attempt to the next.")
                .example("delay_before_retry 2.5");
        block.add("warmup", seconds(0, TIMER_MAX_NS))
                .fallback("delay_loop")
                .means("The first check comes after a random time up to this.")
                .example("warmup 3");
        block.add("connect_timeout", seconds(Nanos.PER_US, TIMER_MAX_NS))
                .fallback(connect)
                .means("How long connecting may take.")
                .example("connect_timeout 1.5");
    }

    private static void quorum(Declarations block) {
        block.add("weight", whole(1, Integer.MAX_VALUE))
                .fallback("1")
                .means("The weight of real servers that give none.")
                .example("weight 10");
        block.add("inhibit_on_failure", flag())
                .fallback("off")
                .means("A failed real server stays in the table with weight 0.");
        block.add("quorum", whole(1, Limits.UINT32_MAX))
                .fallback("1")
                .means("The sum of weights that makes the service available.")
                .example("quorum 2");
        block.add("hysteresis", whole(0, Limits.UINT32_MAX))
                .fallback("0")
                .means("The quorum is gained above it by this much, and lost below it by this much.")
                .example("hysteresis 1");
        block.add("quorum_up", scriptWithUser())
                .fallback("none")
                .means("Run when the quorum is gained.")
                .example("quorum_up \"/usr/local/bin/on-quorum up\"");
        block.add("quorum_down", scriptWithUser())
                .fallback("none")
                .means("Run when the quorum is lost.")
                .example("quorum_down \"/usr/local/bin/on-quorum down\"");
    }

    private static void sorryServer(Declarations block) {
        block.add("sorry_server", words("IP [PORT]", 1))
                .fallback("none")
                .means("Serves while the quorum is lost.")
                .example("sorry_server 192.0.2.60 80");
        block.add("sorry_server_inhibit", flag())
                .fallback("off")
                .means("The sorry server stays in the table, with weight 0 while it is not needed.")
                .example("sorry_server_inhibit");
        block.add("sorry_server_lvs_method", words(METHOD, 1))
                .fallback("lvs_method")
                .means("How packets reach the sorry server.")
                .example("sorry_server_lvs_method DR");
    }

    static List<Keyword> realServer() {
        Declarations block = new Declarations(Block.REAL_SERVER);
        block.add("weight", whole(0, Integer.MAX_VALUE))
                .fallback("weight of the virtual_server")
                .means("Its share of the work.")
                .example("weight 3");
        block.add("lvs_method", words(METHOD, 1))
                .fallback("lvs_method of the virtual_server")
                .means("How packets reach it.")
                .example("lvs_method TUN");
        block.add("uthreshold", whole(0, Limits.UINT32_MAX))
                .fallback("0")
                .means("Connections above which it gets no more; 0 for no limit.")
                .example("uthreshold 1000");
        block.add("lthreshold", whole(0, Limits.UINT32_MAX))
                .fallback("0")
                .means("Connections below which it gets some again.")
                .example("lthreshold 800");
        block.add("inhibit_on_failure", toggle())
                .fallback("that of the virtual_server")
                .means("It stays in the table with weight 0 when it fails.");
        block.add("notify_up", scriptWithUser())
                .fallback("none")
                .means("Run when it comes up.")
                .example("notify_up \"/usr/local/bin/on-server up\"");
        block.add("notify_down", scriptWithUser())
                .fallback("none")
                .means("Run when it goes down.")
                .example("notify_down \"/usr/local/bin/on-server down\"");
        block.add("alpha", toggle())
                .fallback("that of the virtual_server")
                .means("It counts as down until a check succeeds.");
        checkDefaults(block, "that of the virtual_server", "that of the virtual_server", "that of the virtual_server");
        block.add("smtp_alert", toggle())
                .fallback("smtp_alert_checker, then smtp_alert of global_defs, then on")
                .means("Mails when it changes.");
        block.add("virtualhost", name("HOST"))
                .fallback("that of the virtual_server")
                .means("The host that its web checks ask for unless they say otherwise.")
                .example("virtualhost www.example.org");
        block.add("snmp_name", name("NAME"))
                .planned()
                .fallback("none")
                .means("The name that SNMP shows.")
                .example("snmp_name web-1");
        checks(block);
        return block.list();
    }

    private static void checks(Declarations block) {
        block.add("TCP_CHECK", body(Block.TCP_CHECK)).means("A connection can be opened.");
        block.add("HTTP_GET", body(Block.HTTP_GET)).means("A web server answers as it should.");
        block.add("SSL_GET", body(Block.SSL_GET)).means("A web server answers over TLS as it should.");
        block.add("SMTP_CHECK", body(Block.SMTP_CHECK)).means("A mail server greets and answers HELO.");
        block.add("DNS_CHECK", body(Block.DNS_CHECK)).means("A name server answers a query.");
        block.add("PING_CHECK", body(Block.PING_CHECK)).means("An echo request is answered.");
        block.add("UDP_CHECK", body(Block.UDP_CHECK)).means("A datagram is answered, or at least not refused.");
        block.add("MISC_CHECK", body(Block.MISC_CHECK)).means("A program ends with exit status 0.");
        block.add("FILE_CHECK", body(Block.FILE_CHECK)).means("The number in a track_file is added to the weight.");
        block.add("BFD_CHECK", body(Block.BFD_CHECK)).means("A bfd_instance is up.");
    }

    static List<Keyword> tls() {
        Declarations block = new Declarations(Block.SSL);
        block.add("password", name("STRING"))
                .fallback("none")
                .means("The pass phrase of the key.")
                .example("password open-sesame");
        block.add("ca", name("PATH"))
                .fallback("none")
                .means(
                        "A file with certificates of authorities, which complete the chain that servers are shown. Servers are believed"
                                + " whatever they show, as keepalived believes them.")
                .example("ca /etc/ssl/ca.pem");
        block.add("certificate", name("PATH"))
                .fallback("none")
                .means(
                        "The certificate that servers are shown that ask for one, and behind it those that lead to its authority.")
                .example("certificate /etc/ssl/client.pem");
        block.add("key", name("PATH"))
                .fallback("none")
                .means("Its private key.")
                .example("key /etc/ssl/client.key");
        return block.list();
    }
}
