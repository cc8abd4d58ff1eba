package dev.vigil.linux;

import dev.vigil.linux.NetlinkReader.Attributes;
import dev.vigil.linux.Structs.Nlmsgerr;

/** Understands the kernel's answer to a request: the reader's current message, of type NLMSG_ERROR. */
final class Acknowledgement {
    private Acknowledgement() {}

    /** 0 if the request was granted, or the error number of the refusal. */
    static int errno(NetlinkReader reader) {
        return reader.bodyLength() < Integer.BYTES
                ? Errno.EPROTO
                : -reader.bytes().getInt(reader.body() + Nlmsgerr.ERROR);
    }

    /** The kernel's own sentence about a refusal; empty if it says nothing. */
    static String detail(NetlinkReader reader) {
        if ((reader.flags() & Constants.NLM_F_ACK_TLVS) == 0) {
            return "";
        }
        int from = reader.body() + Nlmsgerr.SIZE;
        if ((reader.flags() & Constants.NLM_F_CAPPED) == 0 && reader.bodyLength() >= Nlmsgerr.SIZE) {
            // The refused request stands before the attributes, as long as it says.
            int echoed = reader.bytes().getInt(reader.body() + Nlmsgerr.MSG);
            from = reader.body() + Nlmsgerr.MSG + NetlinkReader.align(echoed);
        }
        Attributes attributes = reader.attributes(from, reader.end());
        while (from >= reader.body() && attributes.next()) {
            if (attributes.type() == Constants.NLMSGERR_ATTR_MSG) {
                return attributes.text();
            }
        }
        return "";
    }
}
