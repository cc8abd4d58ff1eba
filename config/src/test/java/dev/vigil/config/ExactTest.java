package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.facts.Facts;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small inputs that keepalived 2.2.7 reads in its own way, one for each file of {@code exact}, and their siblings. What is
 * expected is what keepalived's dump of the same text showed.
 */
class ExactTest {
    private static final Path FILES = Path.of("src/test/resources/exact");

    private static Loaded exact(String name) {
        return Loaded.file(FILES.resolve(name + ".conf"));
    }

    private static void starts(Loaded loaded) {
        assertThat(loaded.problems()).extracting(Problem::severity).doesNotContain(Severity.ERROR);
    }

    private static String command(Optional<Command> command) {
        return String.join(" ", command.orElseThrow().arguments());
    }

    private static List<String> addresses(VrrpInstance instance) {
        return instance.addresses().stream()
                .map(VirtualAddress::address)
                .map(Object::toString)
                .toList();
    }

    @Test
    void aUnicastAddressMayHaveALengthThatMeansNothing() {
        Loaded loaded = exact("cidr");
        starts(loaded);
        assertThat(loaded.only().transport().source()).map(Object::toString).contains("192.0.2.11");
        assertThat(loaded.only().transport().peers())
                .extracting(peer -> peer.address().toString())
                .containsExactly("192.0.2.12");
        assertThat(loaded.has(ProblemCode.OPTION_IGNORED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.12/33", "192.0.2.12/foo", "192.0.2.12/", "192.0.2.12/0", "192.0.2.12/24 min_ttl 3"})
    void whateverFollowsTheSlashOfAPeerMeansNothing(String peer) {
        VrrpInstance instance = Loaded.instance("unicast_peer {", peer, "}").only();
        assertThat(instance.transport().peers())
                .extracting(each -> each.address().toString())
                .containsExactly("192.0.2.12");
    }

    @ParameterizedTest
    @CsvSource({"mcast_src_ip 10.255.2.1/24, 10.255.2.1", "unicast_src_ip 10.255.2.1/99, 10.255.2.1"})
    void everySourceAddressMayHaveALength(String line, String address) {
        assertThat(Loaded.instance(line).only().transport().source())
                .map(Object::toString)
                .contains(address);
    }

    @Test
    void aMulticastGroupMayHaveALength() {
        assertThat(Loaded.instance("mcast_dst_ip 224.0.0.21/24")
                        .only()
                        .transport()
                        .group())
                .hasToString("224.0.0.21");
    }

    @Test
    void aSecretIsHiddenWhereItIsOneOnly() {
        String facts = Facts.of(exact("redact").config());
        assertThat(facts).contains("\"web\"", "/etc/keepalived/web.sh");
        assertThat(exact("redact").problems())
                .noneMatch(problem -> problem.message().contains("*"));
    }

    @Test
    void ofTwoNotificationsForOneOccasionTheFirstOneCounts() {
        Loaded loaded = exact("notifytwice");
        starts(loaded);
        assertThat(command(loaded.only().notifications().master())).isEqualTo("/usr/bin/true one");
        assertThat(loaded.has(ProblemCode.REPEATED_PROGRAM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notify_master",
                "notify_backup",
                "notify_fault",
                "notify_stop",
                "notify",
                "notify_master_rx_lower_pri",
                "notify_deleted"
            })
    void theFirstOfEachNotificationCounts(String keyword) {
        Loaded loaded = Loaded.instance(keyword + " \"/bin/a b\"", keyword + " /bin/c");
        assertThat(loaded.only().notifications().commands())
                .extracting(Command::arguments)
                .containsExactly(List.of("/bin/a", "b"));
        assertThat(loaded.has(ProblemCode.REPEATED_PROGRAM)).isTrue();
    }

    @Test
    void ofOtherRepeatedKeywordsTheLastOneCounts() {
        VrrpInstance instance = Loaded.instance("priority 100", "priority 110", "advert_int 2", "advert_int 3")
                .only();
        assertThat(instance.election().priority()).isEqualTo(110);
        assertThat(instance.election().advertIntervalNs()).isEqualTo(3_000_000_000L);
        Loaded script = Loaded.text("vrrp_script S {\n script \"/bin/a\"\n script \"/bin/b\"\n}");
        assertThat(script.config().scripts().getFirst().command().arguments()).containsExactly("/bin/b");
    }

    @ParameterizedTest
    @CsvSource({
        "garp_master_refresh 14400, 14400, true",
        "garp_master_refresh 4294967295, 4294967295, true",
        "garp_master_refresh 4294967296, 0, false",
        "garp_master_refresh -1, 0, false"
    })
    void theRefreshOfAnnouncementsGoesAsFarAsANumberDoes(String line, long seconds, boolean right) {
        Loaded loaded = Loaded.instance(line);
        starts(loaded);
        assertThat(loaded.only().garp().refreshNs()).isEqualTo(seconds * 1_000_000_000L);
        assertThat(loaded.has(ProblemCode.OUT_OF_RANGE)).isNotEqualTo(right);
    }

    @Test
    void theRefreshOfTheFileIsFourHours() {
        assertThat(exact("garprefresh").only().garp().refreshNs()).isEqualTo(14_400_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"</dev/tcp/127.0.0.1/80\"', </dev/tcp/127.0.0.1/80",
        "</dev/null, </dev/null",
        "'\"</etc/hosts cat\"', </etc/hosts cat"
    })
    void aCheckThatBeginsWithARedirectionIsGivenToAShell(String argument, String command) {
        Loaded loaded = Loaded.text("vrrp_script S {\n script " + argument + "\n}");
        assertThat(loaded.config().scripts().getFirst().command().arguments())
                .containsExactly("/bin/sh", "-c", command);
    }

    @Test
    void theCheckOfTheFileIsARedirection() {
        assertThat(exact("devtcp").config().scripts().getFirst().command().arguments())
                .containsExactly("/bin/sh", "-c", "</dev/tcp/127.0.0.1/80");
    }

    @ParameterizedTest
    @CsvSource({
        "state MASTER, priority 101, AH, false",
        "state MASTER, priority 255, AH, true",
        "state MASTER, priority 101, PASS, true",
        "state MASTER, version 3, AH, true"
    })
    void anAuthenticationHeaderLetsOnlyAnOwnerStartAsMaster(String one, String other, String type, boolean master) {
        Loaded loaded = Loaded.instance(one, other, "authentication {", "auth_type " + type, "auth_pass x1y2z3", "}");
        assertThat(loaded.only().election().startAsMaster()).isEqualTo(master);
    }

    @Test
    void theInstanceOfTheFileStartsAsBackup() {
        assertThat(exact("ahmaster").only().election().startAsMaster()).isFalse();
    }

    @Test
    void anUnknownSchedulerIsWlcWithAFinding() {
        Loaded loaded = exact("algo");
        assertThat(loaded.config().virtualServers().getFirst().scheduler()).isEqualTo("wlc");
        assertThat(loaded.has(ProblemCode.NOT_A_CHOICE)).isTrue();
    }

    @Test
    void aBlockWithoutItsBraceBeginsAllTheSame() {
        Loaded loaded = exact("vsnobrace");
        assertThat(loaded.config().virtualServers()).hasSize(1);
        assertThat(loaded.config().virtualServers().getFirst().realServers()).hasSize(1);
        assertThat(loaded.codes()).contains(ProblemCode.MISSING_BLOCK.code());
        assertThat(loaded.codes()).doesNotContain(ProblemCode.STRAY_CLOSING_BRACE.code());
    }

    @Test
    void everyBlockMayLackItsBrace() {
        Loaded loaded = Loaded.text("""
                vrrp_instance G
                    interface eth0
                    virtual_router_id 55
                    track_interface
                        eth1
                    }
                    virtual_ipaddress
                        192.0.2.7
                        192.0.2.8
                    }
                    authentication
                        auth_type PASS
                        auth_pass x
                    }
                    priority 77
                }
                """);
        starts(loaded);
        assertThat(loaded.only().election().priority()).isEqualTo(77);
        assertThat(addresses(loaded.only())).containsExactly("192.0.2.7", "192.0.2.8");
        assertThat(loaded.only().tracking().interfaces())
                .extracting(Tracked::name)
                .containsExactly("eth1");
        assertThat(loaded.codes())
                .filteredOn(ProblemCode.MISSING_BLOCK.code()::equals)
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'''/usr/bin/test -e /etc/hosts''', /usr/bin/test -e /etc/hosts",
        "'''/usr/bin/true'' a b', /usr/bin/true",
        "'\"/usr/bin/true ''a b'' c\"', /usr/bin/true a b c"
    })
    void singleQuotesQuoteACommand(String argument, String command) {
        Loaded loaded = Loaded.text("vrrp_script S {\n script " + argument + "\n}");
        assertThat(String.join(
                        " ", loaded.config().scripts().getFirst().command().arguments()))
                .isEqualTo(command);
    }

    @Test
    void theCheckOfTheFileHasItsArguments() {
        Loaded loaded = exact("squote");
        assertThat(loaded.config().scripts().getFirst().command().arguments())
                .containsExactly("/usr/bin/test", "-e", "/etc/hosts");
        assertThat(loaded.has(ProblemCode.EXTRA_ARGUMENTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"priority 256", "priority 0", "priority abc", "priority -1", "priority 100.5", "priority 90,"})
    void aWrongPriorityCountsAsAHundredWhateverTheState(String line) {
        Loaded loaded = Loaded.instance("state MASTER", "priority 200", line);
        assertThat(loaded.only().election().priority()).isEqualTo(100);
        assertThat(loaded.only().election().startAsMaster()).isTrue();
        assertThat(loaded.problems()).extracting(Problem::severity).contains(Severity.ERROR);
    }

    @Test
    void thePriorityOfTheFileIsAHundred() {
        assertThat(exact("prio256").only().election().priority()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLAVE", "backup", "master", "MASTER;"})
    void aWrongStateIsBackupWhateverStandsBeforeIt(String state) {
        Loaded loaded = Loaded.instance("state MASTER", "state " + state, "priority 255");
        starts(loaded);
        assertThat(loaded.only().election().startAsMaster()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ab\" cd \"ef\"", "A B", "\"E\"F"})
    void anInstanceWhoseNameIsSeveralWordsIsLeftOut(String name) {
        Loaded loaded = Loaded.text("vrrp_instance " + name + " {\n interface eth0\n virtual_router_id 1\n}");
        assertThat(loaded.config().instances()).isEmpty();
        assertThat(loaded.has(ProblemCode.NAME_OF_SEVERAL_WORDS)).isTrue();
    }

    @Test
    void theInstanceOfTheFileIsLeftOutAndAQuotedNameIsNot() {
        assertThat(exact("quoted").config().instances()).isEmpty();
        assertThat(Loaded.text("vrrp_instance \"C D\" {\n interface eth0\n virtual_router_id 1\n}")
                        .only()
                        .name())
                .isEqualTo("C D");
        assertThat(Loaded.text("vrrp_script s one {\n script /bin/true\n}")
                        .config()
                        .scripts())
                .hasSize(1);
    }

    @Test
    void multicastOnTheLoopbackInterfaceIsRefused() {
        assertThat(exact("iflo").has(ProblemCode.LOOPBACK_MULTICAST)).isTrue();
    }

    @Test
    void anAddressThatIsListedTwiceIsFoundAndIsTwice() {
        assertThat(exact("vipdup").has(ProblemCode.DUPLICATE_ADDRESS)).isTrue();
        assertThat(addresses(exact("vipdup").only())).containsExactly("192.0.2.1", "192.0.2.1");
    }

    @Test
    void inAGroupAnInterfaceIsTrackedWithoutItsWeightAndAScriptIsNot() {
        Loaded loaded = exact("syncweight");
        VrrpInstance first = loaded.config().instances().getFirst();
        assertThat(first.tracking().interfaces())
                .extracting(tracked -> tracked.name() + " " + tracked.weight().value())
                .containsExactly("eth1 0");
        assertThat(first.tracking().scripts()).isEmpty();
        assertThat(loaded.codes())
                .filteredOn(ProblemCode.TRACKING_WITHOUT_EFFECT.code()::equals)
                .hasSize(2);
    }

    @Test
    void inAGroupAFileIsTrackedWithoutItsWeightAndAProcessWithIt() {
        VrrpInstance first = exact("syncfile").config().instances().getFirst();
        assertThat(first.tracking().files())
                .extracting(tracked -> tracked.name() + " " + tracked.weight().value())
                .containsExactly("F 0");
        Loaded process = Loaded.text("""
                vrrp_track_process P {
                    process sshd
                }
                vrrp_sync_group G {
                    group {
                        A
                        B
                    }
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    track_process {
                        P weight 7
                    }
                }
                vrrp_instance B {
                    interface eth0
                    virtual_router_id 2
                }
                """);
        assertThat(process.config().instances().getFirst().tracking().processes())
                .extracting(tracked -> tracked.weight().value())
                .containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"brd 10.1.1.255/24", "brd nothing", "dev"})
    void anAddressWithABroadcastAddressThatIsNoneIsLeftOut(String options) {
        Loaded loaded = Loaded.instance("virtual_ipaddress {", "10.2.2.2/24 " + options, "}");
        assertThat(addresses(loaded.only())).containsExactly("10.1.1.1");
        assertThat(loaded.problems()).extracting(Problem::severity).contains(Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"label eth0:1 label eth0:2, eth0:2", "lable x label eth0:3, eth0:3"})
    void anUnknownOptionOfAnAddressIsPassedOver(String options, String label) {
        Loaded loaded = Loaded.instance("virtual_ipaddress {", "10.2.2.2/24 " + options, "}");
        assertThat(loaded.only().addresses().getLast().label()).contains(label);
        starts(loaded);
    }

    @Test
    void masterHoldsUntilAWordThatIsNoState() {
        assertThat(Loaded.instance("state MASTER", "state BACKUP")
                        .only()
                        .election()
                        .startAsMaster())
                .isTrue();
        assertThat(Loaded.instance("state MASTER", "state BACKUP").has(ProblemCode.OPTION_IGNORED))
                .isTrue();
        assertThat(Loaded.instance("state MASTER", "state none", "state BACKUP")
                        .only()
                        .election()
                        .startAsMaster())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "garp_master_delay 5x, 5, 5",
        "garp_master_delay abc, 0, 5",
        "garp_master_delay 4.7, 4, 5",
        "garp_master_delay -1, 9, 5",
        "garp_master_repeat 3x, 9, 3",
        "garp_master_repeat abc, 9, 1"
    })
    void aNumberIsTheDigitsThatAWordBeginsWith(String line, long delay, int repeat) {
        Loaded loaded = Loaded.instance("garp_master_delay 9", line);
        starts(loaded);
        assertThat(loaded.only().garp().delayNs()).isEqualTo(delay * 1_000_000_000L);
        assertThat(loaded.only().garp().repeat()).isEqualTo(repeat);
        assertThat(loaded.problems()).anyMatch(Problem::isHarmlessMistake);
    }

    @Test
    void aRefreshThatIsWrongIsNone() {
        assertThat(Loaded.instance("garp_master_refresh 68", "garp_master_refresh -1")
                        .only()
                        .garp()
                        .refreshNs())
                .isZero();
    }

    @Test
    void aWrongNumberOfRunsIsOneAndAWeightStaysTurned() {
        Loaded loaded = Loaded.text("""
                vrrp_script S {
                    script /bin/true
                    rise 3
                    rise abc
                    fall 0
                    weight 7 reverse
                    weight 12x
                    weight 9 noreverse
                }
                """);
        var script = loaded.config().scripts().getFirst();
        assertThat(script.rise()).isEqualTo(1);
        assertThat(script.fall()).isEqualTo(1);
        assertThat(script.weight().value()).isEqualTo(9);
        assertThat(script.weight().reversed()).isTrue();
    }

    @Test
    void aWrongScopeLeavesTheOneBefore() {
        assertThat(Loaded.instance("virtual_ipaddress {", "10.2.2.2/24 scope link scope foo", "}")
                        .only()
                        .addresses()
                        .getLast()
                        .scope())
                .isEqualTo(253);
    }
}
