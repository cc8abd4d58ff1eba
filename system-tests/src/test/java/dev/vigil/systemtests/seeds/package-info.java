/** Deployments as published in articles, and those of examples/: haproxy and nginx pairs, a cloud, two active nodes. */
@NullMarked
package dev.vigil.systemtests.seeds;

import org.jspecify.annotations.NullMarked;
