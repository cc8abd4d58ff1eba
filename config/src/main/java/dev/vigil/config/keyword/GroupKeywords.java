package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.*;

import java.util.List;

/** The keywords of blocks that put instances or interfaces together. */
final class GroupKeywords {
    private GroupKeywords() {}

    static List<Keyword> sync() {
        Declarations block = new Declarations(Block.SYNC_GROUP);
        block.add("group", wordList("INSTANCE..."))
                .means("The members; each belongs to one group only.")
                .example("group {\n    inside\n    outside\n}");
        block.add("track_interface", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Interfaces that are tracked for every member.")
                .example("track_interface {\n    eth2\n}");
        block.add("track_script", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Scripts that are tracked for every member.")
                .example("track_script {\n    check_proxy\n}");
        block.add("track_file", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Files that are tracked for every member.")
                .example("track_file {\n    weight_file\n}");
        block.add("track_process", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("Processes that are tracked for every member.")
                .example("track_process {\n    proxy\n}");
        block.add("track_bfd", entries(EntryKind.TRACKED))
                .fallback("none")
                .means("BFD sessions that are tracked for every member.")
                .example("track_bfd {\n    uplink\n}");
        block.add("sync_group_tracking_weight", flag())
                .fallback("off")
                .means("Members may track things with weights of their own.");
        block.add("global_tracking", flag())
                .noEffect()
                .means("Does nothing, in keepalived neither: it was needed for trackers of groups once.");
        notifications(block);
        return block.list();
    }

    private static void notifications(Declarations block) {
        block.add("notify_master", scriptWithUser())
                .means("Run when the group becomes master.")
                .example("notify_master \"/usr/local/bin/on-master all\"");
        block.add("notify_backup", scriptWithUser())
                .means("Run when the group becomes backup.")
                .example("notify_backup \"/usr/local/bin/on-backup all\"");
        block.add("notify_fault", scriptWithUser())
                .means("Run when the group enters a fault.")
                .example("notify_fault \"/usr/local/bin/on-fault all\"");
        block.add("notify_stop", scriptWithUser())
                .means("Run when the daemon stops.")
                .example("notify_stop \"/usr/local/bin/on-stop all\"");
        block.add("notify", scriptWithUser())
                .means("Run at every change, with GROUP, the name, the state and 0 after its arguments.")
                .example("notify /usr/local/bin/on-change");
        block.add("smtp_alert", toggle())
                .fallback("smtp_alert_vrrp, then smtp_alert of global_defs")
                .means("Mails when the group changes.");
        block.add("notify_priority_changes", toggle())
                .fallback("vrrp_notify_priority_changes")
                .means("Changes of a member's priority are notified as well.");
    }

    static List<Keyword> garp() {
        Declarations block = new Declarations(Block.GARP_GROUP);
        block.add("garp_interval", seconds(0, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two gratuitous ARPs on the interfaces of the group.")
                .example("garp_interval 0.01");
        block.add("gna_interval", seconds(0, TIMER_MAX_NS))
                .fallback("0")
                .means("The least time between two neighbour advertisements on the interfaces of the group.")
                .example("gna_interval 0.01");
        block.add("interface", interfaceName())
                .means("The interface whose pacing is set.")
                .example("interface eth1");
        block.add("interfaces", wordList("IFNAME..."))
                .means("The interfaces that share the pacing.")
                .example("interfaces {\n    eth1\n    eth2\n}");
        return block.list();
    }
}
