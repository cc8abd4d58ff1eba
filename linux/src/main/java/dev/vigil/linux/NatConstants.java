package dev.vigil.linux;

/**
 * The kernel's numbers for address translation by nftables and for tracked connections, named as in its headers; a test
 * compares each with them.
 */
final class NatConstants {
    // linux/netfilter.h
    static final int NFPROTO_INET = 1;
    static final int NF_INET_PRE_ROUTING = 0;
    static final int NF_INET_POST_ROUTING = 4;

    // linux/netfilter_ipv4.h
    static final int NF_IP_PRI_NAT_DST = -100;
    static final int NF_IP_PRI_NAT_SRC = 100;

    // linux/netfilter/nfnetlink.h
    static final int NFNL_SUBSYS_CTNETLINK = 1;

    // linux/netfilter/nfnetlink_conntrack.h
    static final int IPCTNL_MSG_CT_GET = 1;
    static final int IPCTNL_MSG_CT_DELETE = 2;
    static final int CTA_PROTOINFO = 4;
    static final int CTA_PROTOINFO_TCP = 1;
    static final int CTA_PROTOINFO_TCP_STATE = 1;
    static final int CTA_MARK = 8;
    static final int CTA_MARK_MASK = 21;

    // linux/netfilter/nf_conntrack_tcp.h
    static final int TCP_CONNTRACK_LAST_ACK = 6;

    // linux/netfilter/nf_tables.h
    static final int NFT_MSG_GETTABLE = 1;
    static final int NFT_MSG_GETCHAIN = 4;
    static final int NFT_MSG_DELCHAIN = 5;
    static final int NFT_MSG_DELRULE = 8;
    static final int NFT_MSG_GETSET = 10;
    static final int NFT_MSG_DELSET = 11;
    static final int NFT_MSG_GETSETELEM = 13;
    static final int NFTA_TABLE_USERDATA = 6;
    static final int NFTA_SET_DATA_TYPE = 6;
    static final int NFTA_SET_DATA_LEN = 7;
    static final int NFTA_SET_DESC = 9;
    static final int NFTA_SET_DESC_SIZE = 1;
    static final int NFTA_SET_TIMEOUT = 11;
    static final int NFTA_SET_USERDATA = 13;
    static final int NFT_SET_MAP = 8;
    static final int NFT_SET_TIMEOUT = 0x10;
    static final int NFT_SET_EVAL = 0x20;
    static final int NFTA_SET_ELEM_DATA = 2;
    static final int NFTA_SET_ELEM_USERDATA = 6;
    static final int NFT_REG32_00 = 8;
    static final int NFTA_LOOKUP_DREG = 3;
    static final int NFT_META_MARK = 3;
    static final int NFT_META_NFPROTO = 15;
    static final int NFTA_CT_DREG = 1;
    static final int NFTA_CT_KEY = 2;
    static final int NFTA_CT_SREG = 4;
    static final int NFT_CT_MARK = 3;
    static final int NFTA_NG_DREG = 1;
    static final int NFTA_NG_MODULUS = 2;
    static final int NFTA_NG_TYPE = 3;
    static final int NFT_NG_INCREMENTAL = 0;
    static final int NFTA_HASH_SREG = 1;
    static final int NFTA_HASH_DREG = 2;
    static final int NFTA_HASH_LEN = 3;
    static final int NFTA_HASH_MODULUS = 4;
    static final int NFTA_HASH_SEED = 5;
    static final int NFTA_HASH_TYPE = 7;
    static final int NFT_HASH_JENKINS = 0;
    static final int NFTA_DYNSET_SET_NAME = 1;
    static final int NFTA_DYNSET_OP = 3;
    static final int NFTA_DYNSET_SREG_KEY = 4;
    static final int NFTA_DYNSET_SREG_DATA = 5;
    static final int NFT_DYNSET_OP_UPDATE = 1;
    static final int NFT_DYNSET_OP_DELETE = 2;
    static final int NFTA_NAT_TYPE = 1;
    static final int NFTA_NAT_FAMILY = 2;
    static final int NFTA_NAT_REG_ADDR_MIN = 3;
    static final int NFTA_NAT_REG_PROTO_MIN = 5;
    static final int NFT_NAT_DNAT = 1;

    private NatConstants() {}
}
