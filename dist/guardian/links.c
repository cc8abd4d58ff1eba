/* Interfaces that the daemon made, and settings of the kernel that it changed: which of those in the journal are left. */
#define _GNU_SOURCE
#include "guardian.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { VALUE_BYTES = 24 };

bool read_link(const char *value, struct link *link)
{
    unsigned octets[6];
    char kind[8] = "";
    memset(link, 0, sizeof *link);
    if (sscanf(value, "%15s %15s %7s", link->name, link->base, kind) == 3 && strcmp(kind, "ipvlan") == 0) {
        link->ipvlan = true;
        return true;
    }
    if (sscanf(value, "%15s %15s %2x:%2x:%2x:%2x:%2x:%2x", link->name, link->base, &octets[0], &octets[1], &octets[2],
               &octets[3], &octets[4], &octets[5]) != 8)
        return false;
    for (int index = 0; index < 6; index++)
        link->mac[index] = (unsigned char)octets[index];
    return true;
}

bool read_setting(const char *value, struct setting *setting)
{
    return sscanf(value, "%159s %15s %15s", setting->path, setting->before, setting->set) == 3 &&
           strncmp(setting->path, "net/", 4) == 0 && strstr(setting->path, "..") == NULL;
}

static bool is_kind(const struct rtattr *info, const char *kind)
{
    long rest = (long)RTA_PAYLOAD(info);
    const struct rtattr *attribute = RTA_DATA(info);
    for (; RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest))
        if (attribute->rta_type == IFLA_INFO_KIND && RTA_PAYLOAD(attribute) > strlen(kind))
            return strcmp(RTA_DATA(attribute), kind) == 0;
    return false;
}

/* Whether an interface that the kernel describes is a macvlan on that base with that address, or an ipvlan on it. */
static bool is_same(const struct nlmsghdr *message, const struct link *link)
{
    const struct ifinfomsg *head = NLMSG_DATA(message);
    long rest = (long)message->nlmsg_len - (long)NLMSG_SPACE(sizeof *head);
    const struct rtattr *attribute = IFLA_RTA(head);
    unsigned base = if_nametoindex(link->base), lower = 0;
    bool addressed = link->ipvlan, same_kind = false;
    for (; RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) {
        if (!link->ipvlan && attribute->rta_type == IFLA_ADDRESS && RTA_PAYLOAD(attribute) == sizeof link->mac)
            addressed = memcmp(RTA_DATA(attribute), link->mac, sizeof link->mac) == 0;
        else if (attribute->rta_type == IFLA_LINK && RTA_PAYLOAD(attribute) == sizeof lower)
            memcpy(&lower, RTA_DATA(attribute), sizeof lower);
        else if (attribute->rta_type == IFLA_LINKINFO)
            same_kind = is_kind(attribute, link->ipvlan ? "ipvlan" : "macvlan");
    }
    return addressed && same_kind && base != 0 && lower == base;
}

/* Asks about or for one interface; the kernel's answer is left in the buffer, false if there is none. */
static bool ask(int netlink, unsigned short type, int index, char *buffer, size_t size)
{
    static unsigned sequence = 1000000;
    struct {
        struct nlmsghdr head;
        struct ifinfomsg body;
    } request = {.head = {.nlmsg_len = sizeof request, .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST},
                 .body = {.ifi_index = index}};
    if (type == RTM_DELLINK)
        request.head.nlmsg_flags |= NLM_F_ACK;
    request.head.nlmsg_seq = ++sequence;
    if (send(netlink, &request, sizeof request, 0) < 0)
        return false;
    for (;;) {
        ssize_t got = recv(netlink, buffer, size, 0);
        const struct nlmsghdr *message = (void *)buffer;
        if (got <= 0 || !NLMSG_OK(message, (size_t)got))
            return false;
        if (message->nlmsg_seq == sequence)
            return true;
    }
}

static int remove_link(int netlink, const struct link *link)
{
    static _Alignas(struct nlmsghdr) char buffer[32 * 1024];
    const struct nlmsghdr *message = (void *)buffer;
    int index = (int)if_nametoindex(link->name);
    if (index == 0 || !ask(netlink, RTM_GETLINK, index, buffer, sizeof buffer) || message->nlmsg_type != RTM_NEWLINK ||
        !is_same(message, link))
        return ENODEV;
    if (!ask(netlink, RTM_DELLINK, index, buffer, sizeof buffer) || message->nlmsg_type != NLMSG_ERROR)
        return EIO;
    return -((const struct nlmsgerr *)NLMSG_DATA(message))->error;
}

/* Puts a setting back if it is what the daemon made of it; 0, or the error number. */
static int put_back(const struct setting *setting)
{
    char path[200], value[VALUE_BYTES] = "";
    snprintf(path, sizeof path, "/proc/sys/%s", setting->path);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? 0 : errno;
    ssize_t length = read(fd, value, sizeof value - 1);
    value[strcspn(value, "\n")] = '\0';
    bool ours = length > 0 && strcmp(value, setting->set) == 0;
    int refusal = ours && pwrite(fd, setting->before, strlen(setting->before), 0) < 0 ? errno : 0;
    close(fd);
    return refusal;
}

bool remove_links(int netlink)
{
    int refusal = 0;
    size_t removed = 0;
    for (size_t index = 0; index < journal.link_count; index++) {
        int errno_ = remove_link(netlink, &journal.links[index]);
        if (errno_ == 0)
            removed++;
        else if (errno_ != ENODEV)
            refusal = errno_;
    }
    for (size_t index = journal.setting_count; index-- > 0;) {
        int errno_ = put_back(&journal.settings[index]);
        if (errno_ != 0)
            refusal = errno_;
    }
    if (refusal != 0)
        say("its guardian could not remove all its interfaces: %s; run `vigil cleanup`", strerror(refusal));
    else if (removed > 0)
        say("its guardian removed %zu of its interfaces", removed);
    return refusal == 0;
}
