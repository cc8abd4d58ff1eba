package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetlinkRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one virtual router does, done to the kernel. A refusal is kept and handed to the state machine after its step. */
final class KernelEffects implements Effects {
    /** So many advertisements in a row that did not leave make a MASTER that nobody hears. */
    static final int SEND_FAILURES_MAX = 3;

    private final Instance instance;
    private final Kernel kernel;
    private @Nullable String refusal;

    /** The refusal of the last removal, which was told then; the same after another try is not told again. */
    private @Nullable String removalRefusal;

    private boolean removalRefused;

    /** Whether the last advertisement was one with priority 0, and left. */
    private boolean resigned;

    /** Whether the addresses stay when this ends, and nobody is told of the end. */
    private boolean staying;

    private int sendFailures;
    private long advertisementsSent;
    private long resignationsSent;
    private long becameMaster;
    private long releasedMaster;
    private long sendErrors;

    KernelEffects(Instance instance, Kernel kernel) {
        this.instance = instance;
        this.kernel = kernel;
    }

    @Override
    public void sendAdvertisement(int priority) {
        resigned = false;
        Optional<Instance.Attachment> attachment = instance.attachment();
        if (staying || attachment.isEmpty()) {
            return;
        }
        List<Instance.Destination> destinations = attachment.get().destinations();
        int failures = 0;
        int errno = 0;
        for (int index = 0; index < destinations.size(); index++) {
            Instance.Destination to = destinations.get(index);
            int length = to.advertisement().stamp(priority);
            int result = attachment.get().sender().trySend(to.packet(), length, to.address());
            if (result != 0) {
                failures++;
                errno = result;
            }
        }
        if (failures < destinations.size()) {
            countSent(priority);
        }
        if (failures > 0) {
            sendErrors += failures;
            noteSendFailure(failures == destinations.size(), errno, priority);
        } else {
            sendFailures = 0;
        }
    }

    private void countSent(int priority) {
        if (priority == 0) {
            resigned = true;
            resignationsSent++;
        } else {
            advertisementsSent++;
        }
    }

    private void noteSendFailure(boolean all, int errno, int priority) {
        String text = new LinuxException(
                        "send advertisement on",
                        errno,
                        instance.config().transport().interfaceName())
                .getMessage();
        if (sendFailures == 0) {
            kernel.teller.refused(instance.name(), text);
        }
        sendFailures++;
        if (all && priority != 0 && sendFailures == SEND_FAILURES_MAX) {
            refusal = text;
        }
    }

    @Override
    public void addAddresses() {
        execute(instance.additions());
    }

    @Override
    public void removeAddresses() {
        if (!staying) {
            remove(instance.removals());
        }
    }

    /** The end is near: from now on no address is removed, and no advertisement sent. */
    void leaveInPlace() {
        staying = true;
    }

    /** Removes addresses; refusals are for {@link #takeRemovalRefused}. */
    void remove(List<NetlinkRequest> requests) {
        String said = removalRefusal;
        removalRefusal = null;
        if (!requests.isEmpty()) {
            try {
                kernel.netlink.executeAll(requests, this::removalRefused);
            } catch (LinuxException failure) {
                removalRefusal = failure.getMessage();
            }
        }
        removalRefused = removalRefusal != null;
        if (removalRefusal != null && !removalRefusal.equals(said)) {
            kernel.teller.refused(instance.name(), removalRefusal);
        }
    }

    private void removalRefused(NetlinkRequest request, int errno, String detail) {
        if (!isGone(errno) && removalRefusal == null) {
            removalRefusal = request.refusal(errno, detail).getMessage();
        }
    }

    /** Changes addresses one after the other; what is there or gone already is as wanted. */
    void execute(List<NetlinkRequest> requests) {
        if (!requests.isEmpty()) {
            try {
                kernel.netlink.executeAll(requests, this::addressRefused);
            } catch (LinuxException failure) {
                refusal = failure.getMessage();
            }
        }
    }

    private void addressRefused(NetlinkRequest request, int errno, String detail) {
        if (errno != Errno.EEXIST && !(request.isDeletion() && isGone(errno))) {
            String text = request.refusal(errno, detail).getMessage();
            kernel.teller.refused(instance.name(), text);
            refusal = text;
        }
    }

    /** Whether a deletion found nothing to delete, or not even the interface. */
    private static boolean isGone(int errno) {
        return errno == Errno.EADDRNOTAVAIL || errno == Errno.ENODEV;
    }

    @Override
    public void announceAddresses(int rounds) {
        List<OwnedAddress> addresses = instance.addresses();
        for (int round = 0; round < rounds; round++) {
            for (int index = 0; index < addresses.size(); index++) {
                Optional<Announcer.Frame> frame = addresses.get(index).frame();
                if (frame.isPresent()) {
                    kernel.announcer.announce(frame.get(), kernel.nowNs);
                }
            }
        }
    }

    @Override
    public void reportTransition(Transition transition) {
        if (transition.to() == State.MASTER) {
            becameMaster++;
            sendFailures = 0;
        } else if (transition.from() == State.MASTER) {
            releasedMaster++;
            withdrawAnnouncements();
        } else if (transition.from() == State.FAULT && transition.to() == State.BACKUP) {
            instance.ownFrame().ifPresent(frame -> kernel.announcer.announce(frame, kernel.nowNs));
        }
        kernel.teller.transition(instance.name(), transition, resigned);
        resigned = false;
    }

    private void withdrawAnnouncements() {
        for (OwnedAddress address : instance.addresses()) {
            address.frame().ifPresent(kernel.announcer::withdraw);
        }
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        kernel.teller.priority(instance.name(), from, to, state, why);
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        kernel.teller.lowerPriority(instance.name(), other, theirPriority, ourPriority);
    }

    /** The refusal that the state machine has not been told of yet; asking forgets it. */
    Optional<String> takeRefusal() {
        Optional<String> taken = Optional.ofNullable(refusal);
        refusal = null;
        return taken;
    }

    /** Whether a removal was refused that the state machine has not been told of yet; asking forgets it. */
    boolean takeRemovalRefused() {
        boolean taken = removalRefused;
        removalRefused = false;
        return taken;
    }

    boolean hasRefusal() {
        return refusal != null;
    }

    /** Advertisements sent, those with priority 0 apart. */
    long advertisementsSent() {
        return advertisementsSent;
    }

    long resignationsSent() {
        return resignationsSent;
    }

    long becameMaster() {
        return becameMaster;
    }

    long releasedMaster() {
        return releasedMaster;
    }

    /** Packets that the kernel refused to send. */
    long sendErrors() {
        return sendErrors;
    }
}
