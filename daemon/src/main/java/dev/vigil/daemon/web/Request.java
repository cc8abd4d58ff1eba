package dev.vigil.daemon.web;

/**
 * What a client asks for with a GET.
 *
 * @param path of the URL, decoded
 * @param query what stands behind its question mark; empty without one
 * @param accept the header of that name; empty without one
 * @param languages the header Accept-Language; empty without one
 * @param known the header Last-Event-ID: what a client of a stream has seen; empty without one
 * @param local whether it came to an address of this machine alone, under a name of this machine
 */
record Request(String path, String query, String accept, String languages, String known, boolean local) {}
