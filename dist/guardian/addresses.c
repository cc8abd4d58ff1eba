/* Addresses by rtnetlink: which of those in the journal are there and carry our mark, and how they go. */
#define _GNU_SOURCE
#include "guardian.h"
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/utsname.h>

enum {
    ROUNDS_MAX = 3,
    NAMED_MAX = 8,
    ANSWER_WAIT_S = 2,
    PROTOCOL_KEEPALIVED = 18,
    PROTOCOL_ATTRIBUTE = 11 /* IFA_PROTO, since Linux 5.18 */
};

/* An address on an interface that is to go, as the kernel showed it. */
struct present {
    struct ifaddrmsg head;
    unsigned char local[16], address[16];
    bool has_local;
};

static struct {
    struct present *list;
    size_t count, size;
} doomed;

static int open_netlink(void)
{
    struct timeval wait = {.tv_sec = ANSWER_WAIT_S};
    struct sockaddr_nl self = {.nl_family = AF_NETLINK};
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0 || bind(fd, (struct sockaddr *)&self, sizeof self) != 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    return fd;
}

/* Whether the kernel keeps the mark of who added an address; where it does not, the journal alone decides. */
static bool kernel_marks(void)
{
    struct utsname name;
    unsigned long major, minor;
    char *end;
    if (uname(&name) != 0)
        return false;
    major = strtoul(name.release, &end, 10);
    minor = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;
    return major > 5 || (major == 5 && minor >= 18);
}

static void judge(const struct nlmsghdr *message, bool marks)
{
    struct present found;
    struct entry wanted;
    unsigned char mark = 0;
    memset(&found, 0, sizeof found);
    memset(&wanted, 0, sizeof wanted);
    memcpy(&found.head, NLMSG_DATA(message), sizeof found.head);
    long rest = (long)message->nlmsg_len - (long)NLMSG_SPACE(sizeof found.head);
    size_t width = found.head.ifa_family == AF_INET6 ? 16 : 4;
    const struct rtattr *attribute = IFA_RTA((const struct ifaddrmsg *)NLMSG_DATA(message));
    for (; RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) {
        if (attribute->rta_type == IFA_LOCAL && RTA_PAYLOAD(attribute) == width) {
            memcpy(found.local, RTA_DATA(attribute), width);
            found.has_local = true;
        } else if (attribute->rta_type == IFA_ADDRESS && RTA_PAYLOAD(attribute) == width) {
            memcpy(found.address, RTA_DATA(attribute), width);
        } else if (attribute->rta_type == PROTOCOL_ATTRIBUTE && RTA_PAYLOAD(attribute) == 1) {
            mark = *(unsigned char *)RTA_DATA(attribute);
        }
    }
    wanted.family = found.head.ifa_family;
    wanted.prefix = found.head.ifa_prefixlen;
    memcpy(wanted.address, found.has_local ? found.local : found.address, width);
    bool is_ours = mark == (marks ? PROTOCOL_KEEPALIVED : 0) && if_indextoname(found.head.ifa_index, wanted.interface) != NULL;
    if (!is_ours || doomed.count == doomed.size)
        return;
    /* What if_indextoname leaves behind the name is not the name. */
    size_t length = strnlen(wanted.interface, IFNAMSIZ);
    memset(wanted.interface + length, 0, IFNAMSIZ - length);
    if (bsearch(&wanted, journal.entries, journal.count, sizeof wanted, compare_entries) != NULL)
        doomed.list[doomed.count++] = found;
}

/* Finds what is on the interfaces and in the journal. */
static bool find_addresses(int netlink)
{
    struct {
        struct nlmsghdr head;
        struct ifaddrmsg body;
    } request = {.head = {.nlmsg_len = sizeof request, .nlmsg_type = RTM_GETADDR, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP}};
    static _Alignas(struct nlmsghdr) char buffer[32 * 1024];
    bool marks = kernel_marks();
    doomed.count = 0;
    if (send(netlink, &request, sizeof request, 0) < 0)
        return false;
    for (;;) {
        ssize_t got = recv(netlink, buffer, sizeof buffer, 0);
        if (got <= 0)
            return false;
        size_t rest = (size_t)got;
        for (const struct nlmsghdr *message = (void *)buffer; NLMSG_OK(message, rest); message = NLMSG_NEXT(message, rest)) {
            if (message->nlmsg_type == NLMSG_DONE || message->nlmsg_type == NLMSG_ERROR)
                return message->nlmsg_type == NLMSG_DONE;
            if (message->nlmsg_type == RTM_NEWADDR)
                judge(message, marks);
        }
    }
}

/* Removes one address; 0, or the error number. */
static int remove_address(int netlink, const struct present *address)
{
    static _Alignas(struct nlmsghdr) char buffer[8 * 1024];
    struct {
        struct nlmsghdr head;
        struct ifaddrmsg body;
        char attributes[64];
    } request = {.head = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifaddrmsg)),
                          .nlmsg_type = RTM_DELADDR,
                          .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
                 .body = address->head};
    size_t width = address->head.ifa_family == AF_INET6 ? 16 : 4;
    for (unsigned short type = IFA_ADDRESS; type <= IFA_LOCAL; type++) {
        if (type == IFA_LOCAL && !address->has_local)
            continue;
        struct rtattr *attribute = (void *)((char *)&request + request.head.nlmsg_len);
        attribute->rta_type = type;
        attribute->rta_len = (unsigned short)RTA_LENGTH(width);
        memcpy(RTA_DATA(attribute), type == IFA_LOCAL ? address->local : address->address, width);
        request.head.nlmsg_len += (unsigned)RTA_SPACE(width);
    }
    if (send(netlink, &request, request.head.nlmsg_len, 0) < 0)
        return errno;
    ssize_t got = recv(netlink, buffer, sizeof buffer, 0);
    const struct nlmsghdr *answer = (void *)buffer;
    if (got < (ssize_t)NLMSG_LENGTH(sizeof(struct nlmsgerr)) || answer->nlmsg_type != NLMSG_ERROR)
        return got < 0 ? errno : EPROTO;
    return -((const struct nlmsgerr *)NLMSG_DATA(answer))->error;
}

/* Appends "192.0.2.10/24 on eth0" to a list that names the first few. */
static void name_address(char *list, size_t size, const struct present *address, size_t position)
{
    char text[INET6_ADDRSTRLEN] = "?", interface[IFNAMSIZ] = "?";
    size_t length = strlen(list);
    if (position >= NAMED_MAX)
        return;
    inet_ntop(address->head.ifa_family, address->has_local ? address->local : address->address, text, sizeof text);
    if_indextoname(address->head.ifa_index, interface);
    snprintf(list + length, size - length, "%s%s/%d on %s", position == 0 ? "" : ", ", text, address->head.ifa_prefixlen,
             interface);
}

/* Removes all of them and says so once; true if none is left. */
bool remove_addresses(void)
{
    char names[NAMED_MAX * 80] = "";
    size_t removed = 0;
    int refusal = 0, netlink = open_netlink();
    bool routed = netlink >= 0 && remove_routing(netlink);
    doomed.size = journal.count;
    doomed.list = calloc(journal.count + 1, sizeof(struct present));
    for (int round = 0; netlink >= 0 && doomed.list != NULL && round < ROUNDS_MAX; round++) {
        refusal = find_addresses(netlink) ? 0 : EIO;
        /* From the last to the first, so that none goes along with another and is asked for in vain. */
        for (size_t index = doomed.count; index-- > 0;) {
            int errno_ = remove_address(netlink, &doomed.list[index]);
            if (errno_ == 0)
                name_address(names, sizeof names, &doomed.list[index], removed++);
            else if (errno_ != EADDRNOTAVAIL && errno_ != ENODEV)
                refusal = errno_;
        }
        if (refusal == 0)
            break;
    }
    if (netlink < 0 || refusal != 0)
        say("its guardian could not remove them all: %s; run `vigil cleanup`", strerror(refusal != 0 ? refusal : errno));
    else if (removed > NAMED_MAX)
        say("its guardian did: %s and %zu more", names, removed - NAMED_MAX);
    else if (removed > 0)
        say("its guardian did: %s", names);
    bool unlinked = netlink >= 0 && remove_links(netlink);
    return netlink >= 0 && refusal == 0 && routed && unlinked;
}
