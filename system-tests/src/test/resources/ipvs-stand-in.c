/*
 * Lets keepalived check servers on a kernel without IPVS: preloaded, it finds the family IPVS of generic netlink, and takes
 * every message of it to be acknowledged at once. Nothing reaches the kernel.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

typedef int (*cbfn)(void *, void *);
static void *ipvs_sock;
static cbfn ack_fn;
static void *ack_arg;
unsigned long fakeipvs_messages;

int genl_ctrl_resolve(void *sk, const char *name)
{
	static int (*real)(void *, const char *);
	if (!strcmp(name, "IPVS")) { ipvs_sock = sk; return 0x3ff; }
	if (!real) real = (int (*)(void *, const char *))dlsym(RTLD_NEXT, "genl_ctrl_resolve");
	return real(sk, name);
}
int nl_socket_modify_cb(void *sk, int type, int kind, cbfn f, void *arg)
{
	static int (*real)(void *, int, int, cbfn, void *);
	if (sk == ipvs_sock && type == 4 /* NL_CB_ACK */) { ack_fn = f; ack_arg = arg; }
	if (!real) real = (int (*)(void *, int, int, cbfn, void *))dlsym(RTLD_NEXT, "nl_socket_modify_cb");
	return real(sk, type, kind, f, arg);
}
int nl_send_auto(void *sk, void *msg)
{
	static int (*real)(void *, void *);
	if (sk == ipvs_sock && sk) { fakeipvs_messages++; return 1; }
	if (!real) real = (int (*)(void *, void *))dlsym(RTLD_NEXT, "nl_send_auto");
	return real(sk, msg);
}
int nl_recvmsgs_default(void *sk)
{
	static int (*real)(void *);
	if (sk == ipvs_sock && sk) { if (ack_fn) ack_fn(0, ack_arg); return 0; }
	if (!real) real = (int (*)(void *))dlsym(RTLD_NEXT, "nl_recvmsgs_default");
	return real(sk);
}
