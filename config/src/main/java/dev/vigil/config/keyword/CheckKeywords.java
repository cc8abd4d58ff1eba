package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.config.syntax.Limits;
import dev.vigil.core.time.Nanos;
import java.util.List;

/** The keywords of the health checks. */
final class CheckKeywords {

    private CheckKeywords() {}

    private static Declarations connecting(Block kind) {
        Declarations block = new Declarations(kind);
        connection(block);
        schedule(block);
        return block;
    }

    private static void connection(Declarations block) {
        block.add("connect_ip", address())
                .fallback("the address of the real_server")
                .means("Where to connect to.")
                .example("connect_ip 192.0.2.70");
        block.add("connect_port", whole(1, Limits.PORT_MAX))
                .fallback("the port of the real_server")
                .means("The port to connect to.")
                .example("connect_port 8080");
        block.add("bindto", address())
                .fallback("the kernel's choice")
                .means("The address to connect from.")
                .example("bindto 192.0.2.1");
        block.add("bind_port", whole(1, Limits.PORT_MAX))
                .fallback("the kernel's choice")
                .means("The port to connect from.")
                .example("bind_port 40000");
        block.add("bind_if", interfaceName())
                .fallback("the kernel's choice")
                .means("The interface to connect through; link-local addresses need it.")
                .example("bind_if eth1");
        block.add("connect_timeout", seconds(Nanos.PER_US, TIMER_MAX_NS))
                .fallback("that of the real_server")
                .means("How long connecting and each answer may take.")
                .example("connect_timeout 1.5");
        block.add("fwmark", wholeAnyBase(0, Limits.UINT32_MAX))
                .fallback("0")
                .means("The firewall mark of the packets.")
                .example("fwmark 0x17");
    }

    private static void schedule(Declarations block) {
        block.add("retry", whole(0, Limits.UINT32_MAX))
                .fallback("that of the real_server, else 1; 3 for DNS_CHECK, 0 for MISC_CHECK")
                .means("Attempts after a failure until the server is down.")
                .example("retry 4");
        block.add("delay_before_retry", seconds(0, TIMER_MAX_NS))
                .fallback("that of the real_server, else 1; 3 for web checks, delay_loop for DNS_CHECK")
                .means("From one attempt to the next.")
                .example("delay_before_retry 2.5");
        block.add("warmup", seconds(0, TIMER_MAX_NS))
                .fallback("that of the real_server, else delay_loop")
                .means("The first check comes after a random time up to this.")
                .example("warmup 3");
        block.add("delay_loop", seconds(Nanos.PER_US, TIMER_MAX_NS))
                .fallback("that of the real_server")
                .means("From the end of a check to the next.")
                .example("delay_loop 7");
        block.add("alpha", toggle())
                .fallback("that of the real_server")
                .means("The check counts as failed until it succeeds.");
        block.add("log_all_failures", toggle())
                .fallback("checker_log_all_failures")
                .means("Logs every failed attempt, not only the last one.");
    }

    static List<Keyword> tcp() {
        return connecting(Block.TCP_CHECK).list();
    }

    static List<Keyword> ping() {
        return connecting(Block.PING_CHECK).list();
    }

    static List<Keyword> udp() {
        Declarations block = connecting(Block.UDP_CHECK);
        block.add("payload", words("HEX...", 1))
                .fallback("32 bytes of text")
                .means("What is sent.")
                .example("payload 01 02 ff");
        block.add("require_reply", words("[HEX...]", 0))
                .fallback("off")
                .means("A reply must come and begin with these bytes; x stands for any digit.")
                .example("require_reply 01 x2");
        block.add("min_reply_length", whole(0, Limits.PORT_MAX))
                .fallback("0")
                .means("How long a reply must be.")
                .example("min_reply_length 4");
        block.add("max_reply_length", whole(0, Limits.PORT_MAX))
                .fallback("255")
                .means("How long a reply may be.")
                .example("max_reply_length 100");
        return block.list();
    }

    static List<Keyword> dns() {
        Declarations block = connecting(Block.DNS_CHECK);
        block.add("type", choice("A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "RRSIG", "DNSKEY"))
                .fallback("SOA")
                .means("What is asked for.")
                .example("type AAAA");
        block.add("name", name("DOMAIN"))
                .fallback(". (the root)")
                .means("The name that is asked for.")
                .example("name example.org");
        return block.list();
    }

    static List<Keyword> http(boolean tls) {
        Declarations block = connecting(tls ? Block.SSL_GET : Block.HTTP_GET);
        block.add("nb_get_retry", whole(0, Limits.UINT32_MAX))
                .oldSpellingOf("retry")
                .example("nb_get_retry 4");
        block.add("virtualhost", name("HOST"))
                .fallback("that of the real_server")
                .means("The host that URLs ask for unless they say otherwise.")
                .example("virtualhost www.example.org");
        block.add("http_protocol", choice("1.0", "1.0C", "1.0c", "1.1"))
                .fallback("1.0")
                .means("The version of HTTP; 1.0C and 1.1 ask for the connection to be closed.")
                .example("http_protocol 1.1");
        block.add("enable_sni", toggle())
                .fallback("off")
                .means("TLS sends the server the name of the host that is asked for (SNI).");
        block.add("sni_name", name("HOST"))
                .fallback("virtualhost")
                .since("after 2.4.3")
                .means("TLS sends the server this host name (SNI).")
                .example("sni_name www.example.org");
        block.add("fast_recovery", toggle())
                .fallback("off")
                .means("No pause between URLs at the start and while recovering.");
        if (tls) {
            compliance(block, "off");
        }
        block.add("url", body(tls ? Block.SSL_URL : Block.HTTP_URL))
                .means("A request; there is at least one.")
                .example("url {\n    path /health\n    status_code 200\n}");
        return block.list();
    }

    private static void compliance(Declarations block, String fallback) {
        block.add("tls_compliant", toggle())
                .fallback(fallback)
                .since("2.2.8")
                .means("A TLS connection that ends without saying so is a failure.");
    }

    static List<Keyword> url(boolean tls) {
        Declarations block = new Declarations(tls ? Block.SSL_URL : Block.HTTP_URL);
        block.add("path", name("PATH")).means("What is asked for.").example("path /health");
        block.add("digest", name("HEX"))
                .fallback("none")
                .means("The MD5 of the body, 32 hexadecimal digits.")
                .example("digest 9b3a0c85a887a256d6939da88aabd8cd");
        block.add("status_code", words("N[-N]...", 1))
                .fallback("200-299, whatever else is demanded")
                .means("The status codes that are accepted.")
                .example("status_code 200-204 301");
        block.add("virtualhost", name("HOST"))
                .fallback("that of the check")
                .means("The host that is asked for.")
                .example("virtualhost www.example.org");
        block.add("regex", name("REGEX"))
                .fallback("none")
                .means("A regular expression that the body must match.")
                .example("regex \"status: (ok|fine)\"");
        block.add("regex_no_match", flag()).fallback("off").means("The body must not match it.");
        block.add("regex_options", words("NAME...", 1))
                .fallback("none")
                .means("PCRE2 options in lower case.")
                .example("regex_options caseless dotall");
        block.add("regex_min_offset", whole(0, Long.MAX_VALUE))
                .fallback("0")
                .means("Where the match may begin at the earliest.")
                .example("regex_min_offset 10");
        block.add("regex_max_offset", whole(0, Long.MAX_VALUE))
                .fallback("none")
                .means("Where the match may begin at the latest.")
                .example("regex_max_offset 1000");
        block.add("regex_stack", words("START MAX", 2))
                .noEffect()
                .fallback("none")
                .means("Does nothing: a search is bounded by its work, not by a stack.")
                .example("regex_stack 32768 524288");
        if (tls) {
            compliance(block, "that of the check");
        }
        return block.list();
    }

    static List<Keyword> smtp() {
        Declarations block = connecting(Block.SMTP_CHECK);
        block.add("helo_name", name("NAME"))
                .fallback("smtpchecker.keepalived.org")
                .means("The name that the server is greeted with.")
                .example("helo_name lb.example.org");
        block.add("host", body(Block.SMTP_HOST))
                .deprecated()
                .means(
                        "Old: one more place to check, with everything that is said in it. Write one SMTP_CHECK for each.")
                .example("host {\n    connect_port 2525\n}");
        return block.list();
    }

    static List<Keyword> smtpHost() {
        return connecting(Block.SMTP_HOST).list();
    }

    static List<Keyword> misc() {
        Declarations block = new Declarations(Block.MISC_CHECK);
        schedule(block);
        block.add("misc_path", script())
                .means("The program with its arguments; exit status 0 means up.")
                .example("misc_path \"/usr/local/bin/check-app 8080\"");
        block.add("misc_timeout", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("delay_loop")
                .means("A run that takes longer is killed and has failed.")
                .example("misc_timeout 5");
        block.add("misc_dynamic", flag())
                .fallback("off")
                .means("Exit statuses from 2 to 255 set the weight to 0 to 253.");
        block.add("user", user())
                .fallback("script_user")
                .means("Who runs the program.")
                .example("user nobody nogroup");
        return block.list();
    }

    static List<Keyword> file() {
        Declarations block = new Declarations(Block.FILE_CHECK);
        block.add("track_file", name("NAME"))
                .means("A track_file that is declared before.")
                .example("track_file weight_file");
        block.add("weight", words("N [reverse|noreverse]", 1))
                .fallback("that of the track_file")
                .means("What the number in the file is multiplied with before it is added to the weight.")
                .example("weight 3");
        return block.list();
    }

    static List<Keyword> bfd() {
        Declarations block = new Declarations(Block.BFD_CHECK);
        block.add("name", name("NAME"))
                .means("A bfd_instance that is declared before.")
                .example("name uplink");
        block.add("alpha", toggle())
                .fallback("that of the real_server")
                .means("The check counts as failed until the session is up.");
        return block.list();
    }
}
