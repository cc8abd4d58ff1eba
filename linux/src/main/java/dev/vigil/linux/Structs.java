package dev.vigil.linux;

/**
 * Sizes and member offsets, in bytes, of the C structures in use; a test compares each with the C headers. A class
 * bears the structure's name, a constant the member's.
 */
final class Structs {
    private Structs() {}

    /** {@code struct epoll_event}, packed on x86-64 only. */
    static final class EpollEvent {
        static final int SIZE = Architecture.CURRENT == Architecture.X86_64 ? 12 : 16;
        static final int EVENTS = 0;
        static final int DATA = Architecture.CURRENT == Architecture.X86_64 ? 4 : 8;
    }

    /** {@code struct itimerspec}. */
    static final class Itimerspec {
        static final int SIZE = 32;
        static final int IT_INTERVAL = 0;
        static final int IT_VALUE = 16;
    }

    /** {@code struct ifreq}, whose members from 16 on are alternatives. */
    static final class Ifreq {
        static final int SIZE = 40;
        static final int IFR_NAME = 0;
        static final int IFR_FLAGS = 16;
        static final int IFR_DATA = 16;
    }

    /** {@code struct ethtool_value}. */
    static final class EthtoolValue {
        static final int SIZE = 8;
        static final int CMD = 0;
        static final int DATA = 4;
    }

    /** {@code struct mii_ioctl_data}. */
    static final class MiiIoctlData {
        static final int SIZE = 8;
        static final int REG_NUM = 2;
        static final int VAL_OUT = 6;
    }

    /** {@code struct pollfd}. */
    static final class Pollfd {
        static final int SIZE = 8;
        static final int FD = 0;
        static final int EVENTS = 4;
    }

    /** {@code struct ucred}. */
    static final class Ucred {
        static final int SIZE = 12;
        static final int UID = 4;
        static final int GID = 8;
    }

    /** {@code struct timespec}. */
    static final class Timespec {
        static final int SIZE = 16;
        static final int TV_SEC = 0;
        static final int TV_NSEC = 8;
    }

    /** {@code struct signalfd_siginfo}. */
    static final class SignalfdSiginfo {
        static final int SIZE = 128;
        static final int SSI_SIGNO = 0;
    }

    /** {@code struct iovec}. */
    static final class Iovec {
        static final int SIZE = 16;
        static final int IOV_BASE = 0;
        static final int IOV_LEN = 8;
    }

    /** {@code struct msghdr}. */
    static final class Msghdr {
        static final int SIZE = 56;
        static final int MSG_NAME = 0;
        static final int MSG_NAMELEN = 8;
        static final int MSG_IOV = 16;
        static final int MSG_IOVLEN = 24;
        static final int MSG_CONTROL = 32;
        static final int MSG_CONTROLLEN = 40;
        static final int MSG_FLAGS = 48;
    }

    /** {@code struct mmsghdr}. */
    static final class Mmsghdr {
        static final int SIZE = 64;
        static final int MSG_HDR = 0;
        static final int MSG_LEN = 56;
    }

    /** {@code struct cmsghdr}, whose data follow at its end; the next one starts 8-aligned. */
    static final class Cmsghdr {
        static final int SIZE = 16;
        static final int CMSG_LEN = 0;
        static final int CMSG_LEVEL = 8;
        static final int CMSG_TYPE = 12;
    }

    /** {@code struct sockaddr_in}. */
    static final class SockaddrIn {
        static final int SIZE = 16;
        static final int SIN_FAMILY = 0;
        static final int SIN_PORT = 2;
        static final int SIN_ADDR = 4;
    }

    /** {@code struct sockaddr_in6}. */
    static final class SockaddrIn6 {
        static final int SIZE = 28;
        static final int SIN6_FAMILY = 0;
        static final int SIN6_PORT = 2;
        static final int SIN6_ADDR = 8;
        static final int SIN6_SCOPE_ID = 24;
    }

    /** {@code struct sockaddr_ll}. */
    static final class SockaddrLl {
        static final int SIZE = 20;
        static final int SLL_FAMILY = 0;
        static final int SLL_PROTOCOL = 2;
        static final int SLL_IFINDEX = 4;
        static final int SLL_HATYPE = 8;
        static final int SLL_PKTTYPE = 10;
        static final int SLL_HALEN = 11;
        static final int SLL_ADDR = 12;
    }

    /** {@code struct sockaddr_nl}. */
    static final class SockaddrNl {
        static final int SIZE = 12;
        static final int NL_FAMILY = 0;
        static final int NL_PID = 4;
        static final int NL_GROUPS = 8;
    }

    /** {@code struct sockaddr_un}. */
    static final class SockaddrUn {
        static final int SIZE = 110;
        static final int SUN_FAMILY = 0;
        static final int SUN_PATH = 2;
    }

    /** {@code struct ip_mreqn}. */
    static final class IpMreqn {
        static final int SIZE = 12;
        static final int IMR_MULTIADDR = 0;
        static final int IMR_ADDRESS = 4;
        static final int IMR_IFINDEX = 8;
    }

    /** {@code struct ipv6_mreq}. */
    static final class Ipv6Mreq {
        static final int SIZE = 20;
        static final int IPV6MR_MULTIADDR = 0;
        static final int IPV6MR_INTERFACE = 16;
    }

    /** {@code struct sock_fprog}. */
    static final class SockFprog {
        static final int SIZE = 16;
        static final int LEN = 0;
        static final int FILTER = 8;
    }

    /** {@code struct sock_filter}. */
    static final class SockFilter {
        static final int SIZE = 8;
        static final int CODE = 0;
        static final int JT = 2;
        static final int JF = 3;
        static final int K = 4;
    }

    /** {@code struct nlmsghdr}. */
    static final class Nlmsghdr {
        static final int SIZE = 16;
        static final int NLMSG_LEN = 0;
        static final int NLMSG_TYPE = 4;
        static final int NLMSG_FLAGS = 6;
        static final int NLMSG_SEQ = 8;
        static final int NLMSG_PID = 12;
    }

    /** {@code struct nlmsgerr}. */
    static final class Nlmsgerr {
        static final int SIZE = 20;
        static final int ERROR = 0;
        static final int MSG = 4;
    }

    /** {@code struct ifinfomsg}. */
    static final class Ifinfomsg {
        static final int SIZE = 16;
        static final int IFI_FAMILY = 0;
        static final int IFI_TYPE = 2;
        static final int IFI_INDEX = 4;
        static final int IFI_FLAGS = 8;
        static final int IFI_CHANGE = 12;
    }

    /** {@code struct ndmsg}. */
    static final class Ndmsg {
        static final int SIZE = 12;
        static final int NDM_FAMILY = 0;
        static final int NDM_IFINDEX = 4;
    }

    /** {@code struct ifaddrmsg}. */
    static final class Ifaddrmsg {
        static final int SIZE = 8;
        static final int IFA_FAMILY = 0;
        static final int IFA_PREFIXLEN = 1;
        static final int IFA_FLAGS = 2;
        static final int IFA_SCOPE = 3;
        static final int IFA_INDEX = 4;
    }

    /** {@code struct ifa_cacheinfo}, lifetimes in seconds. */
    static final class IfaCacheinfo {
        static final int SIZE = 16;
        static final int IFA_PREFERED = 0;
        static final int IFA_VALID = 4;
    }

    /** {@code struct inotify_event}, whose name follows at its end, padded with NULs. */
    static final class InotifyEvent {
        static final int SIZE = 16;
        static final int WD = 0;
        static final int MASK = 4;
        static final int LEN = 12;
    }

    /** {@code struct cn_msg}, whose data follow at its end. */
    static final class CnMsg {
        static final int SIZE = 20;
        static final int ID = 0;
        static final int LEN = 16;
    }

    /** {@code struct proc_event}; what its data are depends on what happened. */
    static final class ProcEvent {
        static final int SIZE = 40;
        static final int WHAT = 0;
        static final int EVENT_DATA = 16;
    }

    /** {@code struct rtmsg}. */
    static final class Rtmsg {
        static final int SIZE = 12;
        static final int RTM_FAMILY = 0;
        static final int RTM_DST_LEN = 1;
        static final int RTM_SRC_LEN = 2;
        static final int RTM_TOS = 3;
        static final int RTM_TABLE = 4;
        static final int RTM_PROTOCOL = 5;
        static final int RTM_SCOPE = 6;
        static final int RTM_TYPE = 7;
        static final int RTM_FLAGS = 8;
    }

    /** {@code struct rtnexthop}. */
    static final class Rtnexthop {
        static final int SIZE = 8;
        static final int RTNH_LEN = 0;
        static final int RTNH_FLAGS = 2;
        static final int RTNH_HOPS = 3;
        static final int RTNH_IFINDEX = 4;
    }

    /** {@code struct fib_rule_hdr}. */
    static final class FibRuleHdr {
        static final int SIZE = 12;
        static final int FAMILY = 0;
        static final int DST_LEN = 1;
        static final int SRC_LEN = 2;
        static final int TOS = 3;
        static final int TABLE = 4;
        static final int ACTION = 7;
        static final int FLAGS = 8;
    }

    /** {@code struct flock}. */
    static final class Flock {
        static final int SIZE = 32;
        static final int L_TYPE = 0;
        static final int L_WHENCE = 2;
        static final int L_START = 8;
        static final int L_LEN = 16;
        static final int L_PID = 24;
    }

    /** {@code siginfo_t} as {@code waitid} fills it. */
    static final class Siginfo {
        static final int SIZE = 128;
        static final int SI_SIGNO = 0;
        static final int SI_CODE = 8;
        static final int SI_PID = 16;
        static final int SI_STATUS = 24;
    }

    /** {@code struct passwd}. */
    static final class Passwd {
        static final int SIZE = 48;
        static final int PW_NAME = 0;
        static final int PW_UID = 16;
        static final int PW_GID = 20;
        static final int PW_DIR = 32;
        static final int PW_SHELL = 40;
    }

    /** {@code struct group}. */
    static final class Group {
        static final int SIZE = 32;
        static final int GR_NAME = 0;
        static final int GR_GID = 16;
    }

    /** {@code struct __user_cap_header_struct}. */
    static final class UserCapHeader {
        static final int SIZE = 8;
        static final int VERSION = 0;
        static final int PID = 4;
    }

    /** {@code struct __user_cap_data_struct}, of which the kernel takes two. */
    static final class UserCapData {
        static final int SIZE = 12;
        static final int EFFECTIVE = 0;
        static final int PERMITTED = 4;
        static final int INHERITABLE = 8;
    }
}
