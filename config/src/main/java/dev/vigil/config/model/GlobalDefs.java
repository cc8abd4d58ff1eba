package dev.vigil.config.model;

import java.util.Optional;

/**
 * {@code global_defs} as far as nothing else inherits it.
 *
 * @param routerId keyword {@code router_id}; the host name if it is not given
 * @param scriptUser keyword {@code script_user}: who runs scripts that name no user of their own
 * @param scriptSecurity keyword {@code enable_script_security}
 * @param startupDelayNs keyword {@code vrrp_startup_delay}
 * @param garpIntervalNs keyword {@code vrrp_garp_interval}: the least time between two gratuitous ARPs on one interface
 * @param process what the keywords about scheduling ask for
 */
public record GlobalDefs(
        Optional<String> routerId,
        Optional<UserGroup> scriptUser,
        boolean scriptSecurity,
        long startupDelayNs,
        long garpIntervalNs,
        ProcessSettings process) {}
