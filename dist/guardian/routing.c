/* Routes and rules by rtnetlink: which of those in the journal are there and carry our mark, and how they go. */
#define _GNU_SOURCE
#include "guardian.h"
#include <arpa/inet.h>
#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { PROTOCOL_KEEPALIVED = 18, NETWORK_MAX = 46, DOOMED_MAX = 65536 };

/* Messages of the kernel about what is to go. */
static struct {
    struct nlmsghdr **list;
    size_t count;
} doomed;

static bool take_network(const char *text, unsigned length, unsigned char *address, unsigned char *prefix, unsigned char *family)
{
    *family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
    *prefix = (unsigned char)length;
    return inet_pton(*family, text, address) == 1;
}

static void take_name(char *name, const char *text)
{
    if (strcmp(text, "-") != 0)
        memcpy(name, text, strnlen(text, IFNAMSIZ - 1));
}

static bool read_route(const char *value, struct trace *trace)
{
    char network[NETWORK_MAX], name[IFNAMSIZ];
    unsigned length, table, metric, tos, type, protocol;
    if (sscanf(value, "%45[0-9a-f:.]/%u %u %u %u %u %u %15s", network, &length, &table, &metric, &tos, &type, &protocol,
               name) != 8)
        return false;
    trace->table = table;
    trace->number = metric;
    trace->tos = (unsigned char)tos;
    trace->type = (unsigned char)type;
    trace->protocol = (unsigned char)protocol;
    take_name(trace->in, name);
    return take_network(network, length, trace->to, &trace->to_length, &trace->family);
}

static bool read_rule(const char *value, struct trace *trace)
{
    char from[NETWORK_MAX], to[NETWORK_MAX], in[IFNAMSIZ], out[IFNAMSIZ];
    unsigned preference, action, table, protocol, from_length, to_length, mark;
    if (sscanf(value, "%u %u %u %u %45[0-9a-f:.]/%u %45[0-9a-f:.]/%u %u %15s %15s", &preference, &action, &table, &protocol,
               from, &from_length, to, &to_length, &mark, in, out) != 11)
        return false;
    trace->is_rule = 1;
    trace->number = preference;
    trace->type = (unsigned char)action;
    trace->table = table;
    trace->protocol = (unsigned char)protocol;
    trace->mark = mark;
    take_name(trace->in, in);
    take_name(trace->out, out);
    return take_network(from, from_length, trace->from, &trace->from_length, &trace->family) &&
           take_network(to, to_length, trace->to, &trace->to_length, &trace->family);
}

bool read_trace(bool is_rule, const char *value, struct trace *trace)
{
    memset(trace, 0, sizeof *trace);
    return is_rule ? read_rule(value, trace) : read_route(value, trace);
}

static unsigned number_of(const struct rtattr *attribute)
{
    unsigned number = 0;
    if (RTA_PAYLOAD(attribute) == sizeof number)
        memcpy(&number, RTA_DATA(attribute), sizeof number);
    return number;
}

static void name_of(char *name, const struct rtattr *attribute)
{
    size_t length = RTA_PAYLOAD(attribute);
    memcpy(name, RTA_DATA(attribute), strnlen(RTA_DATA(attribute), length < IFNAMSIZ ? length : IFNAMSIZ - 1));
}

static void judge_rule_attribute(const struct rtattr *attribute, struct trace *found)
{
    switch (attribute->rta_type) {
    case FRA_PROTOCOL:
        found->protocol = *(unsigned char *)RTA_DATA(attribute);
        break;
    case FRA_FWMARK:
        found->mark = number_of(attribute);
        break;
    case FRA_IIFNAME:
        name_of(found->in, attribute);
        break;
    case FRA_OIFNAME:
        name_of(found->out, attribute);
        break;
    default:
        break;
    }
}

/* Both kinds of message have the same head, and the same numbers for what both have. */
static void understand(const struct nlmsghdr *message, bool is_rule, struct trace *found)
{
    const struct rtmsg *head = NLMSG_DATA(message);
    long rest = (long)message->nlmsg_len - (long)NLMSG_SPACE(sizeof *head);
    size_t width = head->rtm_family == AF_INET6 ? 16 : 4;
    memset(found, 0, sizeof *found);
    found->is_rule = is_rule;
    found->family = head->rtm_family;
    found->to_length = head->rtm_dst_len;
    found->from_length = is_rule ? head->rtm_src_len : 0;
    found->tos = is_rule ? 0 : head->rtm_tos;
    found->table = head->rtm_table;
    found->type = head->rtm_type;
    found->protocol = is_rule ? 0 : head->rtm_protocol;
    for (const struct rtattr *attribute = RTM_RTA(head); RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) {
        if (attribute->rta_type == RTA_DST && RTA_PAYLOAD(attribute) == width)
            memcpy(found->to, RTA_DATA(attribute), width);
        else if (attribute->rta_type == RTA_SRC && is_rule && RTA_PAYLOAD(attribute) == width)
            memcpy(found->from, RTA_DATA(attribute), width);
        else if (attribute->rta_type == RTA_PRIORITY)
            found->number = number_of(attribute);
        else if (attribute->rta_type == RTA_TABLE)
            found->table = number_of(attribute);
        else if (is_rule)
            judge_rule_attribute(attribute, found);
        else if (attribute->rta_type == RTA_OIF && if_indextoname(number_of(attribute), found->in) != NULL) {
            /* What if_indextoname leaves behind the name is not the name. */
            size_t length = strnlen(found->in, IFNAMSIZ);
            memset(found->in + length, 0, IFNAMSIZ - length);
        }
    }
}

static bool is_listed(const struct trace *found)
{
    return bsearch(found, journal.traces, journal.trace_count, sizeof *found, compare_traces) != NULL;
}

int compare_traces(const void *one, const void *other)
{
    return memcmp(one, other, sizeof(struct trace));
}

static void judge(const struct nlmsghdr *message, bool is_rule)
{
    struct trace found;
    understand(message, is_rule, &found);
    bool ours = found.protocol == PROTOCOL_KEEPALIVED && is_listed(&found);
    if (!ours && !is_rule && found.protocol == PROTOCOL_KEEPALIVED) {
        memset(found.in, 0, sizeof found.in);
        ours = is_listed(&found);
    }
    struct nlmsghdr *copy = ours && doomed.count < DOOMED_MAX ? malloc(message->nlmsg_len) : NULL;
    if (copy == NULL)
        return;
    memcpy(copy, message, message->nlmsg_len);
    doomed.list[doomed.count++] = copy;
}

static bool find(int netlink, unsigned char family, bool is_rule)
{
    struct {
        struct nlmsghdr head;
        struct rtmsg body;
    } request = {.head = {.nlmsg_len = sizeof request,
                          .nlmsg_type = is_rule ? RTM_GETRULE : RTM_GETROUTE,
                          .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
                 .body = {.rtm_family = family}};
    static _Alignas(struct nlmsghdr) char buffer[64 * 1024];
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
            if (message->nlmsg_type == (is_rule ? RTM_NEWRULE : RTM_NEWROUTE))
                judge(message, is_rule);
        }
    }
}

/* What the kernel showed is what it removes, if the same message asks for that; 0, or the error number. */
static int remove_one(int netlink, struct nlmsghdr *message)
{
    static _Alignas(struct nlmsghdr) char buffer[8 * 1024];
    message->nlmsg_type = message->nlmsg_type == RTM_NEWRULE ? RTM_DELRULE : RTM_DELROUTE;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    message->nlmsg_pid = 0;
    if (send(netlink, message, message->nlmsg_len, 0) < 0)
        return errno;
    ssize_t got = recv(netlink, buffer, sizeof buffer, 0);
    const struct nlmsghdr *answer = (void *)buffer;
    if (got < (ssize_t)NLMSG_LENGTH(sizeof(struct nlmsgerr)) || answer->nlmsg_type != NLMSG_ERROR)
        return got < 0 ? errno : EPROTO;
    return -((const struct nlmsgerr *)NLMSG_DATA(answer))->error;
}

bool remove_routing(int netlink)
{
    size_t removed = 0;
    int refusal = 0;
    if (journal.trace_count == 0)
        return true;
    doomed.list = calloc(DOOMED_MAX, sizeof *doomed.list);
    if (doomed.list == NULL)
        return false;
    bool found = find(netlink, AF_INET, true);
    found = find(netlink, AF_INET6, true) && found;
    found = find(netlink, AF_INET, false) && found;
    found = find(netlink, AF_INET6, false) && found;
    for (size_t index = 0; index < doomed.count; index++) {
        int errno_ = remove_one(netlink, doomed.list[index]);
        if (errno_ == 0)
            removed++;
        else if (errno_ != ESRCH && errno_ != ENOENT && errno_ != ENODEV)
            refusal = errno_;
        free(doomed.list[index]);
    }
    free(doomed.list);
    doomed.count = 0;
    if (removed > 0)
        say("its guardian removed %zu routes and rules", removed);
    if (!found || refusal != 0)
        say("its guardian could not remove all routes and rules: %s; run `vigil cleanup`", strerror(refusal == 0 ? EIO : refusal));
    return found && refusal == 0;
}
