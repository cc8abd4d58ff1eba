package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the nodes of a virtual router must agree on. */
class AgreementTest {
    @Test
    void healthyNodesGiveNoFindingAtAll() {
        Linted linted = alpha().lintedWith(beta());
        assertThat(linted.text()).contains("alpha, beta: nothing to complain about");
        assertThat(linted.codes()).isEmpty();
    }

    @Test
    void theSameAddressesUnderOtherVridsAreFound() {
        Linted linted = alpha().lintedWith(beta().with("virtual_router_id 77", "virtual_router_id 78"));
        assertThat(linted.message(LintCode.VRID_DIFFERS))
                .contains("alpha has 198.51.100.10 under VRID 77, beta under VRID 78");
        assertThat(linted.finding(LintCode.VRID_DIFFERS).spots()).hasSize(2);
        assertThat(linted.has(LintCode.LONELY_ROUTER)).isFalse();
    }

    @Test
    void aMissingAddressIsFoundAndBothPlacesAreShown() {
        Linted linted = alpha().lintedWith(beta().without("        198.51.100.11/24\n"));
        assertThat(linted.message(LintCode.ADDRESSES_DIFFER)).contains("198.51.100.11 is missing on beta");
        assertThat(linted.text())
                .contains("alpha.conf:23:9")
                .contains("        198.51.100.11/24")
                .contains("beta: 198.51.100.11 is missing");
    }

    @Test
    void theOrderOfAddressesDoesNotMatter() {
        Linted linted = alpha().lintedWith(beta().with(
                        "        198.51.100.10/24\n        198.51.100.11/24\n",
                        "        198.51.100.11/24\n        198.51.100.10/24\n"));
        assertThat(linted.codes()).isEmpty();
    }

    @Test
    void addressesSwappedBetweenVridsAreFoundOnce() {
        String second = """
                vrrp_instance DB {
                    interface eth0
                    virtual_router_id 78
                    priority %d
                    virtual_ipaddress {
                        %s/24
                    }
                    track_script {
                        check_web
                    }
                }
                """;
        NodeText one = alpha().without("        198.51.100.11/24\n").more(second.formatted(150, "198.51.100.20"));
        NodeText other = beta().without("        198.51.100.11/24\n")
                .with("198.51.100.10", "198.51.100.20")
                .more(second.formatted(100, "198.51.100.10"));
        Linted linted = one.lintedWith(other);
        assertThat(linted.codes()).containsExactly(LintCode.ADDRESSES_SWAPPED.code());
    }

    @Test
    void aRouterOfOneNodeIsFound() {
        Linted linted = alpha().more("""
                vrrp_instance EXTRA {
                    interface eth1
                    virtual_router_id 99
                    priority 10
                    virtual_ipaddress {
                        203.0.113.1/24
                    }
                    track_script {
                        check_web
                    }
                }
                """).lintedWith(beta());
        assertThat(linted.message(LintCode.LONELY_ROUTER))
                .contains("only alpha has VRID 99")
                .contains("on beta");
    }

    @Test
    void oneVridOnTwoInterfacesIsMatchedByAddresses() {
        String second = """
                vrrp_instance OTHER {
                    interface eth1
                    virtual_router_id 77
                    priority %d
                    virtual_ipaddress {
                        203.0.113.1/24
                    }
                    track_script {
                        check_web
                    }
                }
                """;
        NodeText other = new NodeText(beta().text()
                .replace("vrrp_instance", second.formatted(100) + "vrrp_instance")
                .replaceFirst("(?s)(vrrp_instance OTHER.*?\\n}\\n)vrrp_instance OTHER.*?\\n}\\n", "$1"));
        assertThat(alpha().more(second.formatted(150)).lintedWith(other).codes())
                .isEmpty();
    }

    @Test
    void differentAuthenticationIsFound() {
        String block = """
                    authentication {
                        auth_type PASS
                        auth_pass k7Qw29xz
                    }
                """.indent(0);
        Linted linted = alpha().lintedWith(beta().without(block));
        assertThat(linted.message(LintCode.AUTHENTICATION_DIFFERS)).contains("PASS on alpha, none on beta");
        assertThat(linted.has(LintCode.SECRET_DIFFERS)).isFalse();
    }

    @Test
    void differentPasswordsAreFoundAndNeverShown() {
        Linted linted = alpha().lintedWith(beta().with("k7Qw29xz", "z9Yx81pp"));
        assertThat(linted.message(LintCode.SECRET_DIFFERS)).contains("passwords of alpha and beta differ");
        assertThat(linted.text())
                .contains("auth_pass ********")
                .doesNotContain("k7Qw29xz")
                .doesNotContain("z9Yx81pp");
    }

    @Test
    void passwordsThatDifferBehindTheEighthByteAreEqual() {
        Linted linted = alpha().with("k7Qw29xz", "k7Qw29xz1").lintedWith(beta().with("k7Qw29xz", "k7Qw29xz2"));
        assertThat(linted.has(LintCode.SECRET_DIFFERS)).isFalse();
    }

    @Test
    void differentVersionsAreFound() {
        Linted linted = alpha().lintedWith(beta().with("    interface eth0\n", "    interface eth0\n    version 3\n"));
        assertThat(linted.message(LintCode.VERSION_DIFFERS)).contains("version 2 on alpha, version 3 on beta");
        assertThat(linted.has(LintCode.AUTHENTICATION_DIFFERS)).isFalse();
    }

    @Test
    void differentIntervalsAreAnErrorInVersion2() {
        Linted linted = alpha().lintedWith(beta().with("advert_int 1", "advert_int 2"));
        assertThat(linted.message(LintCode.INTERVAL_DIFFERS)).contains("1 s on alpha, 2 s on beta");
    }

    @Test
    void differentIntervalsAreAWarningInVersion3() {
        NodeText one = version3(alpha());
        Linted linted = one.lintedWith(version3(beta()).with("advert_int 1", "advert_int 0.5"));
        assertThat(linted.codes()).containsExactly(LintCode.INTERVAL_DIFFERS_V3.code());
        assertThat(linted.message(LintCode.INTERVAL_DIFFERS_V3)).contains("0.5 s on beta");
    }

    @Test
    void differentChecksumsAreFoundInVersion3() {
        Linted linted = version3(alpha()).lintedWith(version3(beta()).instance("v3_checksum_as_v2"));
        assertThat(linted.codes()).containsExactly(LintCode.CHECKSUM_DIFFERS.code());
        assertThat(version3(alpha())
                        .instance("v3_checksum_as_v2")
                        .lintedWith(version3(beta()).instance("v3_checksum_as_v2"))
                        .codes())
                .isEmpty();
    }

    @Test
    void unicastAgainstMulticastIsFound() {
        Linted linted = alpha().instance("unicast_peer {", "192.0.2.2", "}").lintedWith(beta());
        assertThat(linted.message(LintCode.UNICAST_AGAINST_MULTICAST)).contains("unicast on alpha, multicast on beta");
    }

    @Test
    void differentGroupsAreFound() {
        Linted linted = alpha().global("vrrp_mcast_group4 224.0.0.19").lintedWith(beta());
        assertThat(linted.message(LintCode.GROUP_DIFFERS)).contains("224.0.0.19 on alpha, 224.0.0.18 on beta");
    }

    @Test
    void strictModeOnOneNodeIsFound() {
        Linted linted = alpha().instance("strict_mode").lintedWith(beta());
        assertThat(linted.message(LintCode.STRICT_DIFFERS)).contains("strict on alpha, not strict on beta");
    }

    @Test
    void differentExcludedAddressesAreFound() {
        String excluded = "virtual_ipaddress_excluded {\n        203.0.113.9/24\n    }";
        Linted linted = alpha().instance(excluded).lintedWith(beta());
        assertThat(linted.codes()).containsExactly(LintCode.EXCLUDED_DIFFER.code());
        assertThat(alpha().instance(excluded)
                        .lintedWith(beta().instance(excluded))
                        .codes())
                .isEmpty();
    }

    @Test
    void differentMasksAreFound() {
        Linted linted = alpha().lintedWith(beta().with("198.51.100.10/24", "198.51.100.10/32"));
        assertThat(linted.codes()).containsExactly(LintCode.ADDRESS_SETTINGS_DIFFER.code());
    }

    private static NodeText version3(NodeText node) {
        String authentication = node.text()
                .lines()
                .dropWhile(line -> !line.contains("authentication"))
                .limit(4)
                .reduce("", (all, line) -> all + line + "\n");
        return node.without(authentication).with("    interface eth0\n", "    interface eth0\n    version 3\n");
    }
}
