/** What the daemon shows over HTTP where vigil.conf asks for it: metrics, its health, and whether this node is master. */
@NullMarked
package dev.vigil.daemon.web;

import org.jspecify.annotations.NullMarked;
