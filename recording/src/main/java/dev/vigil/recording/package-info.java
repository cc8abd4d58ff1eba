/**
 * Recordings: the inputs of virtual routers, one JSON object per line, and their replay.
 *
 * <p>The first line is {@code {"vigil_recording":1,"note":"..."}}. Every other line has {@code at_ns}, on a monotonic clock
 * with any origin, and {@code node}. Lines are in the order in which things happened. A line with {@code router} and
 * {@code input} is an input of that virtual router:
 *
 * <table>
 * <caption>inputs and their members</caption>
 * <tr><td>{@code created}</td><td>{@code settings}, {@code tracks}: the virtual router comes into being
 * <tr><td>{@code started}</td><td>
 * <tr><td>{@code heard}</td><td>{@code priority}, {@code interval_ns}, {@code source}: an accepted advertisement
 * <tr><td>{@code deadline}</td><td>the loop found its deadline to have passed
 * <tr><td>{@code seen}</td><td>{@code kind}, {@code name}, {@code condition}, {@code detail}: of a tracked object
 * <tr><td>{@code source}</td><td>{@code address}: advertisements leave from here now
 * <tr><td>{@code address_lost}</td><td>{@code address}
 * <tr><td>{@code refused}</td><td>{@code operation}
 * <tr><td>{@code removal_refused}</td><td>the kernel refused to remove addresses
 * <tr><td>{@code defect}</td><td>{@code invariant}
 * <tr><td>{@code reconfigured}</td><td>{@code settings}, {@code tracks}
 * <tr><td>{@code stopped}</td><td>{@code kind}: {@code STOPPED} or {@code DELETED}
 * </table>
 *
 * <p>A line with {@code output} {@code transition} says what followed ({@code from}, {@code to}, {@code priority},
 * {@code why}); a replay is compared with it. A line with {@code note} is for people. Unknown members are ignored. Nothing
 * in a recording is secret: packets are not recorded, only what passed the checks of reception.
 */
@NullMarked
package dev.vigil.recording;

import org.jspecify.annotations.NullMarked;
