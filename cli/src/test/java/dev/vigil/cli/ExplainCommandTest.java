package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.lint.reference.Language;
import dev.vigil.lint.report.FindingCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    @Test
    void aKeywordIsExplainedWhereverItMayStand() {
        Run run = run("explain", "--lang", "en", "weight");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("in vrrp_script\n", "in track_file\n", "in real_server\n");
    }

    @Test
    void blocksBeforeTheKeywordNarrowTheAnswer() {
        Run withSlash = run("explain", "--lang", "en", "vrrp_instance/priority");

        assertThat(withSlash.out())
                .startsWith("priority N\n    in vrrp_instance\n")
                .contains("Range     1..255\n", "Default   100, or 255 with state MASTER\n", "Status    supported")
                .doesNotContain("an entry of");
        assertThat(run("explain", "--lang", "en", "vrrp_instance", "priority").out())
                .isEqualTo(withSlash.out());
        assertThat(run("explain", "--lang", "en", "vrrp_instance priority").out())
                .isEqualTo(withSlash.out());
    }

    @Test
    void anInheritedDefaultLeadsToItsSource() {
        assertThat(run("explain", "--lang", "en", "garp_master_delay").out())
                .contains(
                        "From      global_defs/vrrp_garp_master_delay, whose default is 5\n",
                        "Unit      whole seconds\n");
    }

    @Test
    void anOptionOfAnEntryIsExplainedByEachOfItsNames() {
        assertThat(run("explain", "--lang", "en", "brd").out())
                .startsWith("broadcast IP|+|-\n    in an entry of static_ipaddress, ")
                .contains("Also      brd\n");
    }

    @Test
    void aKeywordThatPreventsTheStartSaysWhy() {
        assertThat(run("explain", "--lang", "en", "vrf").out())
                .contains("refused: Vigil cannot do it yet and does not start with it, since the node would not");
    }

    @Test
    void anUnknownWordIsAFailureWithASuggestion() {
        Run run = run("explain", "priorty");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no keyword priorty. Did you mean priority?");
        assertThat(run("explain", "nat_mask").err()).contains("Remove it");
    }

    @Test
    void aKeywordInAnotherBlockIsSuggestedWithoutTheBlock() {
        assertThat(run("explain", "vrrp_script/priority").err()).contains("Did you mean priority?");
    }

    @Test
    void theAnswerIsJsonIfAskedFor() {
        assertThat(run("explain", "--json", "--lang", "en", "vrrp_instance/advert_int")
                        .out())
                .contains("\"path\":\"vrrp_instance/advert_int\"", "\"range\":\"0.01..255\"")
                .contains("\"unit\":\"seconds, up to 6 decimals\"", "\"status\":\"supported\"", "\"danger\":null")
                .endsWith("\"options\":[]}\n");
    }

    @Test
    void theLocaleChoosesTheLanguageUnlessAnOptionDoes() {
        assertThat(ExplainCommand.ofLocale(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Language.CHINESE);
        assertThat(ExplainCommand.ofLocale(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")))
                .isEqualTo(Language.ENGLISH);
        assertThat(run("explain", "--lang", "zh", "vrrp_instance/priority").out())
                .contains("优先级")
                .contains("默认值");
        assertThat(run("explain", "--lang", "xx", "priority").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void keywordsAreListedWithTheirStatusAndCounted() {
        assertThat(run("keywords").out())
                .contains("supported  vrrp_instance/priority N\n", "planned    global_defs/snmp_socket ADDRESS\n");
        assertThat(run("keywords", "--status").out())
                .contains("refused    vrrp_instance/vrf IFNAME\n           without it the node would not hear")
                .contains("planned    entry of static_routes: vrf IFNAME\n", " supported, ", " refused, ")
                .doesNotContain("supported  vrrp_instance");
        assertThat(run("keywords", "--supported", "--block", "vrrp_script").out())
                .contains("supported  vrrp_script/interval SECONDS\n")
                .endsWith("\n9 keywords of vrrp_script: 9 supported, 0 planned, 0 refused, 0 no effect\n");
        assertThat(run("keywords", "--block", "nowhere").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("keywords", "--json", "--planned").out()).contains("\"status\":\"refused\"");
    }

    @Test
    void aCodeOfAFindingIsExplainedFromTheDocument() {
        Run run = run("explain", "VGL3303");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        "VGL3303 SAMPLE_VRID\n    note of vigil check or vigil lint\n\n    A VRID is that of the samples.")
                .contains("\n\n        virtual_router_id 51\n\n    Choose one that nobody uses")
                .doesNotContain("```");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(run("explain", "vgl3303").out()).isEqualTo(run.out());
        assertThat(run("explain", "--json", "VGL3303").out())
                .startsWith(
                        "{\"code\":\"VGL3303\",\"name\":\"SAMPLE_VRID\",\"kind\":\"finding\",\"severity\":\"note\"");
    }

    @Test
    void aCodeOfTheLogIsExplainedWithAnExample() {
        assertThat(run("explain", "VGL1201").out()).isEqualTo("""
                        VGL1201 state_entered
                            a line of the daemon's log, level notice; the first 20 of an instance in a minute are written, the rest become VGL1220

                                (VI_1) Entering MASTER STATE: no advertisement from 10.0.0.2 (priority 150) for 3.600 s
                        """);
        assertThat(run("explain", "--json", "VGL1207").out())
                .contains("\"kind\":\"event\",\"level\":\"warning\",\"flow\":\"limited\"");
    }

    @Test
    void everyCodeCanBeExplained() {
        assertThat(FindingCodes.all())
                .allSatisfy(code -> assertThat(run("explain", code.code()).out())
                        .startsWith(code.code() + " " + code.name() + "\n"));
        assertThat(LogCodes.all())
                .hasSizeGreaterThan(50)
                .allSatisfy(code -> assertThat(run("explain", code.code()).out())
                        .startsWith(code.code() + " ")
                        .contains("level "));
    }

    @Test
    void anUnknownCodeIsAFailure() {
        Run run = run("explain", "VGL9999");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("there is no code VGL9999");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anAnswerInChineseHasNoEnglishAroundTheFacts() {
        assertThat(run("explain", "--lang", "zh", "vrrp_instance/advert_int").out())
                .contains("位于 vrrp_instance 块内\n", "单位      秒，最多 6 位小数\n", "自版本    keepalived 2.2.7 或更早\n")
                .contains("状态      支持: Vigil 已经实现。\n");
        assertThat(run("explain", "--lang", "zh", "label").out()).contains("地址的标签");
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.run(arguments, new PrintWriter(out), new PrintWriter(err));
        return new Run(exitCode, out.toString(), err.toString());
    }
}
