package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import dev.vigil.core.time.Nanos;

/** The keywords of {@code global_defs} about what tells others: mail, pipes, SNMP, D-Bus, and the load balancer. */
final class GlobalServiceKeywords {
    private GlobalServiceKeywords() {}

    static void declare(Declarations block) {
        mail(block);
        pipes(block);
        snmp(block);
        balancer(block);
    }

    private static void mail(Declarations block) {
        block.add("notification_email", wordList("ADDRESS..."))
                .fallback("none")
                .means("Who gets alerts.")
                .example("notification_email {\n    ops@example.org\n}");
        block.add("notification_email_from", name("ADDRESS"))
                .fallback("user@host")
                .means("Who alerts come from.")
                .example("notification_email_from lb@example.org");
        block.add("smtp_server", words("HOST [PORT]", 1))
                .fallback("none: no mail is sent")
                .means("The mail server; its port is 25 unless given.")
                .example("smtp_server 192.0.2.25 587");
        block.add("smtp_helo_name", name("NAME"))
                .fallback("the host name")
                .means("The name that the mail server is greeted with.")
                .example("smtp_helo_name lb.example.org");
        block.add("smtp_connect_timeout", wholeSeconds(0, TIMER_SECONDS_MAX))
                .fallback("30")
                .means("How long the mail server may take to answer; 0 counts as 1.")
                .example("smtp_connect_timeout 10");
        block.add("smtp_alert", toggle())
                .fallback("off, on for real servers")
                .means("Whether instances, groups and servers send alerts that do not say so themselves.");
        block.add("smtp_alert_vrrp", toggle()).fallback("smtp_alert").means("The same for instances and groups alone.");
        block.add("smtp_alert_checker", toggle()).fallback("smtp_alert").means("The same for servers alone.");
        block.add("no_email_faults", flag()).fallback("off").means("Sends no alert when an instance enters a fault.");
        block.add("no_checker_emails", toggle())
                .fallback("off")
                .means("Sends alerts when a real server changes, not when one of its checks does.");
    }

    private static void pipes(Declarations block) {
        pipe(block, "", "every transition");
        pipe(block, "vrrp_", "the transitions of instances and groups");
        pipe(block, "lvs_", "the transitions of servers");
        block.add("fifo_write_vrrp_states_on_reload", flag())
                .fallback("off")
                .means("Writes the states of all instances after a reload.");
    }

    private static void pipe(Declarations block, String area, String what) {
        block.add(area + "notify_fifo", words("PATH [USER [GROUP]]", 1))
                .fallback("none")
                .means("A named pipe that receives " + what + ", and who owns it.")
                .example(area + "notify_fifo /run/ha." + area + "pipe nobody");
        block.add(area + "notify_fifo_script", scriptWithUser())
                .fallback("none")
                .means("A program that is started to read that pipe, whose path is its last argument.")
                .example(area + "notify_fifo_script \"/usr/local/bin/reader all\"");
    }

    private static void snmp(Declarations block) {
        block.add("snmp_socket", name("ADDRESS"))
                .planned()
                .fallback("unix:/var/agentx/master")
                .means("Where the SNMP agent listens.")
                .example("snmp_socket udp:192.0.2.1:705");
        block.add("enable_traps", flag()).planned().fallback("off").means("Sends SNMP traps.");
        block.add("enable_snmp_vrrp", flag()).planned().fallback("off").means("Shows instances in the KEEPALIVED-MIB.");
        block.add("enable_snmp_keepalived", flag()).planned().oldSpellingOf("enable_snmp_vrrp");
        block.add("enable_snmp_rfc", flag())
                .planned()
                .fallback("off")
                .means("The same as enable_snmp_rfcv2 and enable_snmp_rfcv3.");
        block.add("enable_snmp_rfcv2", flag())
                .planned()
                .fallback("off")
                .means("Shows instances in the MIB of RFC 2787.");
        block.add("enable_snmp_rfcv3", flag())
                .planned()
                .fallback("off")
                .means("Shows instances in the MIB of RFC 6527.");
        block.add("enable_snmp_checker", flag())
                .planned()
                .fallback("off")
                .means("Shows servers in the KEEPALIVED-MIB.");
        block.add("snmp_vs_stats_update_interval", seconds(Nanos.PER_MS, 30 * Nanos.PER_S))
                .planned()
                .fallback("5")
                .since("2.3.0")
                .means("How old the counters of virtual servers may be.")
                .example("snmp_vs_stats_update_interval 2.5");
        block.add("snmp_rs_stats_update_interval", seconds(Nanos.PER_MS, 30 * Nanos.PER_S))
                .planned()
                .fallback("snmp_vs_stats_update_interval")
                .since("2.3.0")
                .means("How old the counters of real servers may be.")
                .example("snmp_rs_stats_update_interval 2.5");
        block.add("enable_dbus", flag()).planned().fallback("off").means("Publishes instances on the system bus.");
        block.add("dbus_service_name", name("NAME"))
                .planned()
                .fallback("org.keepalived.Vrrp1")
                .means("The name on the bus.")
                .example("dbus_service_name org.example.Ha");
        block.add("dbus_no_interface_name", name("NAME"))
                .planned()
                .fallback("none")
                .since("2.3.0")
                .means("Stands for the interface in the path of instances that have none.")
                .example("dbus_no_interface_name none");
    }

    private static void balancer(Declarations block) {
        block.add("lvs_timeouts", words("[tcp SECONDS] [tcpfin SECONDS] [udp SECONDS]", 2))
                .fallback("unchanged")
                .means("The kernel's timeouts of connections while the daemon runs.")
                .example("lvs_timeouts tcp 7200 tcpfin 30 udp 120");
        block.add("lvs_flush", flag()).fallback("off").means("Empties the kernel's table of services at the start.");
        block.add("lvs_flush_on_stop", words("[VS]", 0))
                .fallback("off")
                .means("Empties that table at the end; with VS only the configured services, each as a whole.")
                .example("lvs_flush_on_stop VS");
        block.add("lvs_flush_onstop", words("[VS]", 0))
                .oldSpellingOf("lvs_flush_on_stop")
                .example("lvs_flush_onstop VS");
        block.add("lvs_sync_daemon", words("IFNAME [inst] INSTANCE [id N] [maxlen N] [port N] [ttl N] [group IP]", 1))
                .fallback("off")
                .means("Synchronises connections over an interface, in the direction that an instance's state decides.")
                .example("lvs_sync_daemon eth1 web id 7");
        block.add("checker_log_all_failures", toggle())
                .fallback("off")
                .means("Logs every failed attempt of a check, not only the last one.");
        block.add("rs_init_notifies", toggle())
                .fallback("off")
                .means("Runs notify scripts also for real servers that are up at the start.");
    }
}
