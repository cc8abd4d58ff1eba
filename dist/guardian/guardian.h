/* What the parts of the guardian share: who the daemon is, what it said, what its journal holds, and one line for people. */
#ifndef VIGIL_GUARDIAN_H
#define VIGIL_GUARDIAN_H
#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The daemon, and what it has said. Its number is 0 as long as only its journal is known. */
struct daemon {
    pid_t pid;
    unsigned long long started;
    bool ended;
    bool dying;
    char journal[4096];
    char style[16];
    char ident[80];
    int facility;
};

/* One line of the journal, without padding, so that entries are compared as bytes. */
struct entry {
    char interface[IFNAMSIZ];
    unsigned char address[16];
    unsigned char family;
    unsigned char prefix;
};

/* One route or rule of the journal, without padding; what it does not name is zero. */
struct trace {
    unsigned int table, number, mark; /* number: the metric of a route, the preference of a rule */
    unsigned char is_rule, family, type, protocol, tos, to_length, from_length, spare;
    unsigned char to[16], from[16];
    char in[IFNAMSIZ], out[IFNAMSIZ]; /* in: the one interface of a route */
};

/* An interface that the daemon made. */
struct link {
    char name[IFNAMSIZ], base[IFNAMSIZ];
    unsigned char mac[6];
    bool ipvlan; /* it has the MAC address of its base */
};

/* A setting below /proc/sys that the daemon changed. */
struct setting {
    char path[160], before[16], set[16];
};

/* What the journal holds. */
struct journal {
    struct entry *entries;
    size_t count;
    struct trace *traces;
    size_t trace_count;
    struct link *links;
    size_t link_count;
    struct setting *settings;
    size_t setting_count;
    char namespace[64];
    char holder[300]; /* the pid file that another process holds, if one does */
    bool is_of_daemon;
};

extern struct daemon daemon_;
extern struct journal journal;

/* guardian.c: when a process began, in the kernel's ticks; 0 if there is none of this number. */
unsigned long long start_time(pid_t process);

/* say.c: writes one line about the dead daemon to where the daemon wrote its own. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

/* journal.c: reads the journal; takes the lock that everybody takes who clears by it or writes it. */
void read_journal(void);
int lock_journal(void);
void pause_a_little(void);
int compare_entries(const void *one, const void *other);

/* addresses.c: removes what is on the interfaces and in the journal, and says so; true if nothing of it is left. */
bool remove_addresses(void);

/* routing.c: the same for routes and rules; reads a line of the journal about one. */
bool remove_routing(int netlink);
bool read_trace(bool is_rule, const char *value, struct trace *trace);
int compare_traces(const void *one, const void *other);

/* links.c: the same for interfaces that the daemon made, and for settings that it changed. */
bool remove_links(int netlink);
bool read_link(const char *value, struct link *link);
bool read_setting(const char *value, struct setting *setting);

#endif
