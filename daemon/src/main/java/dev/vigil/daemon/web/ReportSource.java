package dev.vigil.daemon.web;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.watch.Histogram;

/** The daemon, for those who show what it does. */
public interface ReportSource {
    /** What is so now; refused if the VRRP loop does not answer. */
    StatusReport report() throws RequestRefused;

    /** How late the VRRP loop did what was due. */
    Histogram.Counts lateness();

    /** The configuration in force. */
    Config config();
}
