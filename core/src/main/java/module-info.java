/** Decides; knows no socket, clock, file, thread or logger. */
module dev.vigil.core {
    requires static org.jspecify;

    exports dev.vigil.core.address;
    exports dev.vigil.core.balance;
    exports dev.vigil.core.bfd;
    exports dev.vigil.core.check;
    exports dev.vigil.core.filter;
    exports dev.vigil.core.group;
    exports dev.vigil.core.link;
    exports dev.vigil.core.nat;
    exports dev.vigil.core.packet;
    exports dev.vigil.core.place;
    exports dev.vigil.core.routing;
    exports dev.vigil.core.time;
    exports dev.vigil.core.track;
    exports dev.vigil.core.vrrp;
}
