package dev.vigil.config.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import dev.vigil.config.ProblemCode;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.CheckSettings;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.core.check.DatagramDialogue;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebPattern;
import dev.vigil.core.check.WebRequest;
import dev.vigil.core.time.Nanos;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancingTest {
    private static List<ServiceSettings> services(String text) {
        return Balancing.services(Loaded.text(text).config());
    }

    @Test
    void aServiceIsWhatItsBlockSays() {
        ServiceSettings web = services("""
                virtual_server 192.0.2.80 80 {
                    lb_algo sh
                    sh-port
                    lb_kind NAT
                    protocol TCP
                    persistence_timeout 300
                    persistence_granularity 255.255.255.0
                    quorum 2
                    hysteresis 1
                    omega
                    sorry_server 192.0.2.9 8009
                    sorry_server_inhibit
                    real_server 10.0.0.1 8080 {
                        weight 3
                        uthreshold 100
                        lthreshold 50
                        inhibit_on_failure
                    }
                }
                """).getFirst();

        assertThat(web.name().shown()).isEqualTo("[192.0.2.80]:tcp:80");
        assertThat(web.entries().getFirst())
                .isEqualTo(new ServiceEntry(
                        new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.80"), 80),
                        "sh",
                        "",
                        ServiceEntry.PERSISTENT | 0x10,
                        300,
                        24));
        assertThat(web.quorum()).isEqualTo(2);
        assertThat(web.hysteresis()).isEqualTo(1);
        assertThat(web.tells().stop()).isTrue();
        assertThat(web.sorry()).get().satisfies(sorry -> {
            assertThat(sorry.inhibits()).isTrue();
            assertThat(sorry.destination().weight()).isEqualTo(1);
            assertThat(sorry.destination().key().port()).isEqualTo(8009);
        });
        assertThat(web.servers()).singleElement().satisfies(server -> {
            assertThat(server.name()).isEqualTo("[10.0.0.1]:tcp:8080");
            assertThat(server.inhibits()).isTrue();
            assertThat(server.destination())
                    .isEqualTo(new Destination(
                            new Destination.Key(IpAddress.of("10.0.0.1"), 8080),
                            new Destination.Forwarding(Destination.Forwarding.NAT, 0, 0, 0),
                            3,
                            100,
                            50));
        });
    }

    @Test
    void aCheckConnectsToThePortThatIsWrittenAlsoWhereTheKernelForwardsToAnother() {
        ServiceSettings direct = services("""
                virtual_server 192.0.2.80 80 {
                    delay_loop 5
                    lvs_sched rr
                    lvs_method DR
                    protocol TCP
                    retry 3
                    real_server 10.0.0.1 8080 {
                        TCP_CHECK {
                            connect_timeout 2
                            bindto 10.0.0.9
                            warmup 1
                            alpha
                        }
                    }
                }
                """).getFirst();

        assertThat(direct.servers().getFirst().destination().key().port()).isEqualTo(80);
        assertThat(direct.servers().getFirst().destination().forwarding().method())
                .isEqualTo(Destination.Forwarding.DIRECT);
        assertThat(direct.servers().getFirst().checks())
                .containsExactly(new CheckSettings(
                        new Probe.Connect(new Route(
                                IpAddress.of("10.0.0.1"),
                                8080,
                                Optional.of(IpAddress.of("10.0.0.9")),
                                0,
                                Optional.empty(),
                                0,
                                2 * Nanos.PER_S)),
                        5 * Nanos.PER_S,
                        3,
                        Nanos.PER_S,
                        Nanos.PER_S,
                        true,
                        false));
    }

    private static String web(String rest) {
        return """
                virtual_server 192.0.2.80 80 {
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                    virtualhost vs.example
                    real_server 10.0.0.1 8080 {
                        HTTP_GET {
                            http_protocol 1.0C
                            fast_recovery
                            nb_get_retry 4
                            url {
                                path /a
                                virtualhost a.example
                                status_code 200-204 301
                                digest b1946ac92492d2347c6235b4d2611184
                            }
                            url {
                                path /b
                %s
                            }
                        }
                    }
                }
                """.formatted(rest);
    }

    @Test
    void aWebCheckAsksForEachOfItsUrls() {
        CheckSettings check = services(web("regex \"a+\"\nregex_options caseless\nregex_no_match\nregex_max_offset 7"))
                .getFirst()
                .servers()
                .getFirst()
                .checks()
                .getFirst();

        assertThat(check.retries()).isEqualTo(4);
        assertThat(check.retryDelayNs()).isEqualTo(3 * Nanos.PER_S);
        WebDemand first = new WebDemand(
                List.of(new WebDemand.StatusRange(200, 204), new WebDemand.StatusRange(301, 301)),
                Optional.of("b1946ac92492d2347c6235b4d2611184"),
                Optional.empty());
        WebPattern pattern = new WebPattern("a+", List.of("caseless"), true, 0, OptionalLong.of(7));
        WebDemand second =
                new WebDemand(List.of(new WebDemand.StatusRange(200, 299)), Optional.empty(), Optional.of(pattern));
        assertThat(check.probe()).isInstanceOfSatisfying(Probe.Web.class, web -> {
            assertThat(web.fast()).isTrue();
            assertThat(web.tls()).isEmpty();
            assertThat(web.requests())
                    .containsExactly(
                            new WebRequest("/a", 0, true, Optional.of("a.example"), first, false),
                            new WebRequest("/b", 0, true, Optional.of("vs.example"), second, false));
        });
    }

    /** As 2.2.7 judges answers with status 500 and a body that is right. */
    @ParameterizedTest
    @ValueSource(strings = {"", "regex a", "regex a\nregex_no_match", "digest b1946ac92492d2347c6235b4d2611184"})
    void withoutAStatusCodeTheAnswerMustBeASuccessWhateverElseIsDemanded(String demand) {
        Probe probe = services(web(demand))
                .getFirst()
                .servers()
                .getFirst()
                .checks()
                .getFirst()
                .probe();

        assertThat(probe)
                .isInstanceOfSatisfying(
                        Probe.Web.class,
                        web -> assertThat(web.requests().getLast().demand().statuses())
                                .containsExactly(new WebDemand.StatusRange(200, 299)));
    }

    private static Probe probe(String check) {
        return services("""
                track_file load {
                    file /run/load
                    weight -2
                }
                bfd_instance uplink {
                    neighbor_ip 192.0.2.8
                }
                virtual_server 192.0.2.80 80 {
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                    connect_timeout 2
                    real_server 10.0.0.1 8080 {
                %s
                    }
                }
                """.formatted(check))
                .getFirst()
                .servers()
                .getFirst()
                .checks()
                .getFirst()
                .probe();
    }

    @Test
    void everyKindOfCheckIsWhatItsBlockSays() {
        Route route =
                new Route(IpAddress.of("10.0.0.1"), 8080, Optional.empty(), 0, Optional.empty(), 0, 2 * Nanos.PER_S);
        assertThat(probe("PING_CHECK {\n}")).isEqualTo(new Probe.Echo(route));
        assertThat(probe("SMTP_CHECK {\nhelo_name lb.example\n}")).isEqualTo(new Probe.Mail(route, "lb.example"));
        assertThat(probe("DNS_CHECK {\ntype AAAA\nname example.org\n}"))
                .isEqualTo(new Probe.Query(route, 28, "example.org"));
        assertThat(probe("DNS_CHECK {\n}")).isEqualTo(new Probe.Query(route, 6, "."));
        assertThat(probe("UDP_CHECK {\npayload 01 ff\n}"))
                .isEqualTo(new Probe.Datagram(route, List.of(1, 255), Optional.empty()));
        assertThat(probe("UDP_CHECK {\nrequire_reply 0x\nmin_reply_length 2\n}"))
                .isEqualTo(new Probe.Datagram(
                        route,
                        List.of(),
                        Optional.of(new DatagramDialogue.Reply(
                                List.of(new DatagramDialogue.MaskedByte(0, 0xf0)), 2, 255))));
        assertThat(probe("MISC_CHECK {\nmisc_path \"/bin/chk 80\"\nuser bob staff\nmisc_timeout 3\nmisc_dynamic\n}"))
                .isEqualTo(new Probe.Script(
                        List.of("/bin/chk", "80"), Optional.of("bob"), Optional.of("staff"), 3 * Nanos.PER_S, true));
        assertThat(probe("FILE_CHECK {\ntrack_file load\n}")).isEqualTo(new Probe.File("load", -2, false));
        assertThat(probe("FILE_CHECK {\ntrack_file load\nweight 3 reverse\n}"))
                .isEqualTo(new Probe.File("load", 3, true));
        assertThat(probe("BFD_CHECK {\nname uplink\n}")).isEqualTo(new Probe.Session("uplink"));
        assertThat(probe("SSL_GET {\nenable_sni\nvirtualhost a.example\nurl {\npath /\ntls_compliant\n}\n}"))
                .isInstanceOfSatisfying(Probe.Web.class, web -> {
                    assertThat(web.keyword()).isEqualTo("SSL_GET");
                    assertThat(web.tlsName(0)).contains("a.example");
                    assertThat(web.requests().getFirst().announcesEnd()).isTrue();
                });
        assertThat(probe("SSL_GET {\nvirtualhost a.example\nurl {\npath /\n}\n}"))
                .isInstanceOfSatisfying(
                        Probe.Web.class, web -> assertThat(web.tlsName(0)).isEmpty());
    }

    @Test
    void aRegexThatCannotBeSearchedForIsRefused() {
        assertThat(Loaded.text(web("regex \"(a\"")).codes()).contains(ProblemCode.REGEX_UNUSABLE.code());
        assertThat(Loaded.text(web("regex a\nregex_options casless")).codes())
                .contains(ProblemCode.REGEX_UNUSABLE.code());
    }

    @Test
    void tunnelsAndMarksHaveTheKernelsNumbers() {
        ServiceSettings marked = services("""
                virtual_server fwmark 7 {
                    ip_family inet6
                    lvs_sched rr
                    lvs_method TUN type gue port 6080 csum
                    real_server fd00::1 {
                    }
                    real_server fd00::2 {
                        lvs_method TUN type gre remcsum
                    }
                }
                """).getFirst();

        assertThat(marked.name().shown()).isEqualTo("FWM 7");
        assertThat(marked.entries().getFirst().key()).isEqualTo(new ServiceKey.Mark(7, Family.IPV6));
        assertThat(marked.servers())
                .extracting(server -> server.destination().forwarding())
                .containsExactly(
                        new Destination.Forwarding(Destination.Forwarding.TUNNEL, 1, 6080, 1),
                        new Destination.Forwarding(Destination.Forwarding.TUNNEL, 2, 0, 2));
        assertThat(marked.servers().getFirst().name()).isEqualTo("[fd00::1]:none:0");
    }

    private static final String GROUP = """
            virtual_server_group web {
                192.0.2.80-82 80
                192.0.2.90 443
                %s
            }
            virtual_server group web {
                lvs_sched rr
                lvs_method %s
                protocol TCP
                persistence_timeout 60
                persistence_granularity 255.255.0.0
                real_server 10.0.0.1 80 {
                    TCP_CHECK {
                    }
                }
            }
            """;

    @Test
    void aGroupIsAServiceOfTheKernelForEachOfItsAddresses() {
        ServiceSettings web = services(GROUP.formatted("fwmark 7", "NAT")).getFirst();

        assertThat(web.name()).isEqualTo(new ServiceName("[web]:0", "TCP"));
        assertThat(web.entries())
                .extracting(ServiceEntry::key)
                .containsExactly(
                        new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.80"), 80),
                        new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.81"), 80),
                        new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.82"), 80),
                        new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.90"), 443),
                        new ServiceKey.Mark(7, Family.IPV4));
        assertThat(web.entries()).extracting(ServiceEntry::prefixLength).containsOnly(32);
    }

    @Test
    void aMemberOfAGroupThatServesEveryPortMakesTheWholeGroupPersistent() {
        ServiceSettings web = services(GROUP.formatted("192.0.2.91 0", "NAT")
                        .replace("persistence_timeout 60", "")
                        .replace("persistence_granularity 255.255.0.0", ""))
                .getFirst();

        assertThat(web.entries()).hasSize(5).extracting(ServiceEntry::timeoutS).containsOnly(360);
    }

    @Test
    void aGroupOfBothFamiliesNeedsTunnels() {
        assertThat(services(GROUP.formatted("2001:db8::80 80", "NAT"))).isEmpty();
        assertThat(services(GROUP.formatted("2001:db8::80 80", "TUN"))
                        .getFirst()
                        .entries())
                .hasSize(5);
        assertThat(services(GROUP.formatted("fwmark 7 inet6", "NAT"))).isEmpty();
    }
}
