package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Election;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void aSemicolonBehindAnInterfaceIsRemarkedOn() {
        String text = "vrrp_instance A {\ninterface %s\nvirtual_router_id 1\nvirtual_ipaddress {\n192.0.2.9\n}\n}\n";

        assertThat(Loaded.text(text.formatted("eth0;")).codes()).containsExactly(ProblemCode.UNLIKELY_INTERFACE.code());
        assertThat(Loaded.text(text.formatted("br-0.5@x")).codes()).isEmpty();
    }

    @Test
    void aWholeInstanceIsRead() {
        Loaded loaded = Loaded.text("""
                global_defs {
                    router_id north
                    vrrp_garp_master_refresh 60
                }
                vrrp_script check {
                    script "/usr/bin/check 'a b'"
                    interval 2.5
                    weight -20
                    fall 3
                }
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    priority 150
                    advert_int 2
                    nopreempt
                    authentication {
                        auth_type PASS
                        auth_pass secret
                    }
                    virtual_ipaddress {
                        10.1.1.1/24 brd + dev eth1 label eth1:vip scope link noprefixroute no_track
                    }
                    track_script {
                        check
                    }
                    notify_master "/bin/on master" nobody nogroup
                }
                """);
        assertThat(loaded.problems()).isEmpty();
        VrrpInstance instance = loaded.only();
        assertThat(instance.family()).isEqualTo(Family.IPV4);
        assertThat(instance.election())
                .isEqualTo(new Election(2, false, 150, 2 * SECOND_NS, false, 0, 3, false, false, false, false));
        assertThat(instance.transport().authentication()).isInstanceOf(Authentication.Password.class);
        VirtualAddress address = instance.addresses().getFirst();
        assertThat(address.broadcast()).contains(IpAddress.of("10.1.1.255"));
        assertThat(address.interfaceName()).isEqualTo("eth1");
        assertThat(address.scope()).isEqualTo(253);
        assertThat(address.tracked()).isFalse();
        assertThat(instance.tracking().scripts().getFirst().weight()).isEqualTo(new Weight(-20, false));
        assertThat(instance.garp().refreshNs()).isEqualTo(60 * SECOND_NS);
        assertThat(instance.notifications().master().orElseThrow().arguments()).isEqualTo(List.of("/bin/on", "master"));
        assertThat(loaded.config().scripts().getFirst().command().arguments())
                .isEqualTo(List.of("/usr/bin/check", "a b"));
        assertThat(loaded.config().scripts().getFirst().intervalNs()).isEqualTo(2_500_000_000L);
        assertThat(loaded.config().global().routerId()).contains("north");
    }

    @Test
    void defaultsAreThoseOfKeepalived() {
        VrrpInstance instance = Loaded.instance().only();
        assertThat(instance.election())
                .isEqualTo(new Election(2, false, 100, SECOND_NS, true, 0, 3, false, false, false, false));
        assertThat(instance.garp().repeat()).isEqualTo(5);
        assertThat(instance.garp().delayNs()).isEqualTo(5 * SECOND_NS);
        assertThat(instance.transport().source()).isEqualTo(Optional.empty());
        assertThat(instance.transport().group()).isEqualTo(IpAddress.of("224.0.0.18"));
    }

    @Test
    void stateMasterWithoutPriorityMeansOwner() {
        assertThat(Loaded.instance("state MASTER").only().election().priority()).isEqualTo(255);
    }

    @Test
    void intervalsAreRoundedAsTheVersionDemands() {
        assertThat(Loaded.instance("advert_int 0.5").only().election().advertIntervalNs())
                .isEqualTo(SECOND_NS);
        assertThat(Loaded.instance("advert_int 1.5").only().election().advertIntervalNs())
                .isEqualTo(2 * SECOND_NS);
        assertThat(Loaded.instance("version 3", "advert_int 100")
                        .only()
                        .election()
                        .advertIntervalNs())
                .isEqualTo(40_950_000_000L);
        assertThat(Loaded.instance("advert_int 0.5").codes()).containsExactly(ProblemCode.INTERVAL_ROUNDED.code());
    }

    @Test
    void nopreemptIsIgnoredForAnInitialMaster() {
        Loaded loaded = Loaded.instance("state MASTER", "priority 150", "nopreempt");
        assertThat(loaded.only().election().preempt()).isTrue();
        assertThat(loaded.codes()).containsExactly(ProblemCode.NOPREEMPT_IGNORED.code());
    }

    @Test
    void preemptDelayIsIgnoredWithNopreempt() {
        Loaded loaded = Loaded.instance("nopreempt", "preempt_delay 5");
        assertThat(loaded.only().election().preemptDelayNs()).isZero();
        assertThat(loaded.codes()).containsExactly(ProblemCode.PREEMPT_DELAY_IGNORED.code());
    }

    @Test
    void aLongPasswordIsCutToEightBytes() {
        Loaded loaded = Loaded.instance("authentication {", "auth_type PASS", "auth_pass 123456789", "}");
        assertThat(loaded.only().transport().authentication())
                .isInstanceOfSatisfying(
                        Authentication.Password.class,
                        password -> assertThat(password.secret().reveal()).hasSize(8));
        assertThat(loaded.codes()).containsExactly(ProblemCode.PASSWORD_CUT.code());
    }

    @Test
    void aVridIsUsedOnceOnAnInterface() {
        Loaded loaded = Loaded.text("""
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.1.1.1
                    }
                }
                vrrp_instance B {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.1.1.2
                    }
                }
                """);
        assertThat(loaded.codes()).containsExactly(ProblemCode.DUPLICATE_VRID.code());
    }

    @Test
    void aMisspeltKeywordIsExplained() {
        Loaded loaded = Loaded.instance("priorty 200");
        assertThat(loaded.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_KEYWORD.code());
            assertThat(problem.hint()).contains("Did you mean priority?");
            assertThat(problem.place().line()).isEqualTo(7);
            assertThat(problem.place().column()).isEqualTo(1);
        });
        assertThat(loaded.only().election().priority()).isEqualTo(100);
    }

    @Test
    void aMisspeltBlockIsSkippedWithOneFinding() {
        Loaded loaded = Loaded.instance("trak_script {", "priority 7", "}");
        assertThat(loaded.codes()).containsExactly(ProblemCode.UNKNOWN_KEYWORD.code());
        assertThat(loaded.only().election().priority()).isEqualTo(100);
    }

    @Test
    void strictModeForbidsUnicastAndDropsTraffic() {
        Loaded loaded = Loaded.instance("strict_mode", "unicast_peer {", "10.0.0.2", "}");
        assertThat(loaded.has(ProblemCode.STRICT_MODE_FORBIDS)).isTrue();
        assertThat(loaded.only().accept()).isFalse();
    }

    @Test
    void strictModeGivesIpv6ItsVersion() {
        String[] six = {"version 2", "virtual_ipaddress {", "fe80::1", "}"};
        assertThat(Loaded.text("vrrp_instance A {\ninterface eth0\nvirtual_router_id 51\n" + String.join("\n", six)
                                + "\n}\n")
                        .only()
                        .election()
                        .version())
                .isEqualTo(2);
        Loaded strict = Loaded.text("vrrp_instance A {\ninterface eth0\nvirtual_router_id 51\nstrict_mode\n"
                + String.join("\n", six) + "\n}\n");
        assertThat(strict.only().election().version()).isEqualTo(3);
        assertThat(strict.has(ProblemCode.STRICT_MODE)).isTrue();
    }

    @Test
    void defaultsAfterAnInstanceDoNotReachIt() {
        Loaded loaded = Loaded.text("""
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.1.1.1
                    }
                }
                global_defs {
                    vrrp_version 3
                }
                """);
        assertThat(loaded.only().election().version()).isEqualTo(2);
        assertThat(loaded.codes()).containsExactly(ProblemCode.GLOBAL_DEFS_LATE.code());
    }
}
