package dev.vigil.linux;

/** The kernel's numbers for routes and rules, named as in its headers; a test compares each with them. */
final class RoutingConstants {
    // linux/netlink.h
    static final int NLM_F_APPEND = 0x800;
    static final int NETLINK_ADD_MEMBERSHIP = 1;
    static final int NETLINK_GET_STRICT_CHK = 12;

    // linux/rtnetlink.h
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_GETROUTE = 26;
    static final int RTM_NEWRULE = 32;
    static final int RTM_DELRULE = 33;
    static final int RTM_GETRULE = 34;
    static final int RTNLGRP_IPV4_ROUTE = 7;
    static final int RTNLGRP_IPV4_RULE = 8;
    static final int RTNLGRP_IPV6_ROUTE = 11;
    static final int RTNLGRP_IPV6_RULE = 19;
    static final int RTA_DST = 1;
    static final int RTA_SRC = 2;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_METRICS = 8;
    static final int RTA_MULTIPATH = 9;
    static final int RTA_FLOW = 11;
    static final int RTA_TABLE = 15;
    static final int RTA_VIA = 18;
    static final int RTA_PREF = 20;
    static final int RTA_EXPIRES = 23;
    static final int RTA_TTL_PROPAGATE = 26;
    static final int RTAX_LOCK = 1;
    static final int RTAX_MTU = 2;
    static final int RTAX_WINDOW = 3;
    static final int RTAX_RTT = 4;
    static final int RTAX_RTTVAR = 5;
    static final int RTAX_SSTHRESH = 6;
    static final int RTAX_CWND = 7;
    static final int RTAX_ADVMSS = 8;
    static final int RTAX_REORDERING = 9;
    static final int RTAX_HOPLIMIT = 10;
    static final int RTAX_INITCWND = 11;
    static final int RTAX_FEATURES = 12;
    static final int RTAX_RTO_MIN = 13;
    static final int RTAX_INITRWND = 14;
    static final int RTAX_QUICKACK = 15;
    static final int RTAX_CC_ALGO = 16;
    static final int RTAX_FASTOPEN_NO_COOKIE = 17;
    static final int RTNH_F_ONLINK = 4;
    static final int RTM_F_CLONED = 0x200;
    static final int RT_TABLE_COMPAT = 252;

    // linux/fib_rules.h
    static final int FRA_DST = 1;
    static final int FRA_SRC = 2;
    static final int FRA_IIFNAME = 3;
    static final int FRA_GOTO = 4;
    static final int FRA_PRIORITY = 6;
    static final int FRA_FWMARK = 10;
    static final int FRA_FLOW = 11;
    static final int FRA_TUN_ID = 12;
    static final int FRA_SUPPRESS_IFGROUP = 13;
    static final int FRA_SUPPRESS_PREFIXLEN = 14;
    static final int FRA_TABLE = 15;
    static final int FRA_FWMASK = 16;
    static final int FRA_OIFNAME = 17;
    static final int FRA_L3MDEV = 19;
    static final int FRA_UID_RANGE = 20;
    static final int FRA_PROTOCOL = 21;
    static final int FRA_IP_PROTO = 22;
    static final int FRA_SPORT_RANGE = 23;
    static final int FRA_DPORT_RANGE = 24;
    static final int FR_ACT_TO_TBL = 1;
    static final int FR_ACT_GOTO = 2;
    static final int FR_ACT_NOP = 3;
    static final int FR_ACT_BLACKHOLE = 6;
    static final int FR_ACT_UNREACHABLE = 7;
    static final int FR_ACT_PROHIBIT = 8;
    static final int FIB_RULE_INVERT = 2;

    // linux/rtnetlink.h, linux/lwtunnel.h, linux/mpls_iptunnel.h, linux/ila.h
    static final int RTA_ENCAP_TYPE = 21;
    static final int RTA_ENCAP = 22;
    static final int LWTUNNEL_ENCAP_MPLS = 1;
    static final int LWTUNNEL_ENCAP_IP = 2;
    static final int LWTUNNEL_ENCAP_ILA = 3;
    static final int LWTUNNEL_ENCAP_IP6 = 4;
    static final int LWTUNNEL_IP_ID = 1;
    static final int LWTUNNEL_IP_DST = 2;
    static final int LWTUNNEL_IP_SRC = 3;
    static final int LWTUNNEL_IP_TTL = 4;
    static final int LWTUNNEL_IP_TOS = 5;
    static final int LWTUNNEL_IP_FLAGS = 6;
    static final int MPLS_IPTUNNEL_DST = 1;
    static final int ILA_ATTR_LOCATOR = 1;

    private RoutingConstants() {}
}
