/** Where virtual routers stand: links, source addresses, sockets and addresses, desired against seen. */
@NullMarked
package dev.vigil.core.place;

import org.jspecify.annotations.NullMarked;
