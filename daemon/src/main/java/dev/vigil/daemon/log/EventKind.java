package dev.vigil.daemon.log;

import static dev.vigil.daemon.log.Area.DAEMON;
import static dev.vigil.daemon.log.Area.VRRP;
import static dev.vigil.daemon.log.Flow.EVERY;
import static dev.vigil.daemon.log.Flow.LIMITED;
import static dev.vigil.daemon.log.Level.CRITICAL;
import static dev.vigil.daemon.log.Level.ERROR;
import static dev.vigil.daemon.log.Level.INFO;
import static dev.vigil.daemon.log.Level.NOTICE;
import static dev.vigil.daemon.log.Level.WARNING;

/**
 * What an event is: its permanent code, level, area and flow. A code is never reused for something else. The codes of
 * events are VGL1000 to VGL1999.
 */
public enum EventKind {
    STARTING(1001, NOTICE, DAEMON, EVERY),
    STARTUP_COMPLETE(1002, NOTICE, DAEMON, EVERY),
    STOPPING(1003, NOTICE, DAEMON, EVERY),
    STOPPED(1004, NOTICE, DAEMON, EVERY),
    RELOADING(1005, NOTICE, DAEMON, EVERY),
    RELOAD_COMPLETE(1006, NOTICE, DAEMON, EVERY),
    RELOAD_REFUSED(1007, ERROR, DAEMON, EVERY),
    CONFIGURATION_READ(1008, INFO, DAEMON, EVERY),
    CONFIGURATION_REMARK(1009, INFO, DAEMON, EVERY),
    CONFIGURATION_WARNING(1010, WARNING, DAEMON, EVERY),
    CONFIGURATION_ERROR(1011, ERROR, DAEMON, EVERY),
    ALREADY_RUNNING(1012, ERROR, DAEMON, EVERY),
    OPERATION_FAILED(1013, ERROR, DAEMON, LIMITED),
    DEFECT(1014, CRITICAL, DAEMON, LIMITED),
    LOOP_LATE(1015, WARNING, DAEMON, LIMITED),
    EVENTS_LOST(1016, WARNING, DAEMON, EVERY),
    EVENTS_HELD_BACK(1017, INFO, DAEMON, EVERY),
    SINK_FAILED(1018, WARNING, DAEMON, EVERY),
    DETAIL(1019, Level.DETAIL, DAEMON, LIMITED),
    LEFTOVERS_REMOVED(1025, NOTICE, DAEMON, EVERY),

    STATE_ENTERED(1201, NOTICE, VRRP, EVERY),
    ADVERTISEMENT_TIMEOUT(1202, Level.DETAIL, VRRP, EVERY),
    ADDRESSES_SET(1203, Level.DETAIL, VRRP, EVERY),
    ADDRESSES_REMOVED(1204, Level.DETAIL, VRRP, EVERY),
    PRIORITY_ZERO_SENT(1205, Level.DETAIL, VRRP, EVERY),
    PRIORITY_CHANGED(1206, NOTICE, VRRP, EVERY),
    LOWER_PRIORITY_HEARD(1207, WARNING, VRRP, LIMITED),
    HIGHER_PRIORITY_HEARD(1208, NOTICE, VRRP, LIMITED),
    ADVERTISEMENT_DROPPED(1209, WARNING, VRRP, LIMITED),
    INTERFACE_CHANGED(1210, NOTICE, VRRP, LIMITED),
    ADDRESS_RESTORED(1211, WARNING, VRRP, LIMITED),
    ADDRESS_REMOVED_BY_OTHER(1212, ERROR, VRRP, LIMITED),
    ADDRESSES_ANNOUNCED(1213, Level.DETAIL, VRRP, LIMITED),
    EFFECT_REFUSED(1214, ERROR, VRRP, LIMITED),
    PEER_DIFFERS(1215, WARNING, VRRP, LIMITED),
    GROUP_SYNCING(1216, NOTICE, VRRP, EVERY),
    STOPPED_OR_REMOVED(1217, NOTICE, VRRP, EVERY),

    SCRIPT_SUCCEEDED(1401, NOTICE, VRRP, EVERY),
    SCRIPT_FAILED(1402, WARNING, VRRP, EVERY),
    SCRIPT_RETURNS(1403, Level.DETAIL, VRRP, LIMITED),
    SCRIPT_TIMED_OUT(1404, WARNING, VRRP, EVERY),
    SCRIPT_UNUSABLE(1405, ERROR, VRRP, LIMITED),
    SCRIPT_OVERRUN(1406, WARNING, VRRP, LIMITED),
    SCRIPT_INSECURE(1407, WARNING, VRRP, LIMITED),

    NOTIFY_DONE(1601, Level.DETAIL, VRRP, LIMITED),
    NOTIFY_FAILED(1602, ERROR, VRRP, LIMITED),
    NOTIFY_TIMED_OUT(1603, ERROR, VRRP, LIMITED),
    NOTIFY_SKIPPED(1604, WARNING, VRRP, LIMITED),
    NOTIFY_ABANDONED(1605, ERROR, VRRP, EVERY),
    PROCESS_REQUESTS_LOST(1606, ERROR, VRRP, LIMITED),

    CONTROL_LISTENING(1801, INFO, DAEMON, EVERY),
    CONTROL_REFUSED(1802, WARNING, DAEMON, LIMITED),
    CONTROL_REQUEST(1803, NOTICE, DAEMON, LIMITED),
    CONTROL_UNAVAILABLE(1804, ERROR, DAEMON, EVERY);

    private final int number;
    private final Level level;
    private final Area area;
    private final Flow flow;

    EventKind(int number, Level level, Area area, Flow flow) {
        this.number = number;
        this.level = level;
        this.area = area;
        this.flow = flow;
    }

    /** The permanent code, for example {@code VGL1201}. */
    public String code() {
        return "VGL" + number;
    }

    public Level level() {
        return level;
    }

    public Area area() {
        return area;
    }

    public Flow flow() {
        return flow;
    }
}
