/** Deployments as published in articles: haproxy and nginx pairs, a cloud network, two active nodes. */
@NullMarked
package dev.vigil.systemtests.seeds;

import org.jspecify.annotations.NullMarked;
