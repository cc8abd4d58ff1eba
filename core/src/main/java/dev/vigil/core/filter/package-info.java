/** Which packets a host drops while it is master, as objects of nftables: tables, chains, sets, rules and elements. */
@NullMarked
package dev.vigil.core.filter;

import org.jspecify.annotations.NullMarked;
