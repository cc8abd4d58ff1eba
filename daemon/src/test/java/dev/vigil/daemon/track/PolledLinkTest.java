package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Links;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventText;
import dev.vigil.linux.LinkProbe.Carrier;
import dev.vigil.linux.LinkProbe.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By which question a link is polled. */
class PolledLinkTest {
    private final List<Event> events = new ArrayList<>();
    private final List<Method> asked = new ArrayList<>();

    private PolledLink link(Optional<Links.Method> wanted) {
        return new PolledLink("eth2", wanted, events::add);
    }

    private PolledLink.Asking driver(Method knows, Carrier carrier) {
        return (link, method) -> {
            asked.add(method);
            return method == knows ? carrier : Carrier.UNKNOWN;
        };
    }

    @Test
    void theFirstQuestionThatTheDriverAnswersIsKeptAndReportedOnce() {
        PolledLink link = link(Optional.empty());
        assertThat(link.look(driver(Method.ETHTOOL, Carrier.PRESENT))).contains(true);
        assertThat(link.look(driver(Method.ETHTOOL, Carrier.ABSENT))).contains(false);
        assertThat(asked).containsExactly(Method.MII, Method.ETHTOOL, Method.IOCTL, Method.ETHTOOL);
        assertThat(events).extracting(EventText::of).containsExactly("the link of eth2 is polled by ETHTOOL");
    }

    @Test
    void theConfiguredQuestionComesFirstAndAnotherOneIsAWarning() {
        assertThat(link(Optional.of(Links.Method.IOCTL)).look(driver(Method.IOCTL, Carrier.PRESENT)))
                .contains(true);
        assertThat(asked).containsExactly(Method.IOCTL);
        assertThat(link(Optional.of(Links.Method.MII)).look(driver(Method.IOCTL, Carrier.PRESENT)))
                .contains(true);
        assertThat(events)
                .extracting(EventText::of)
                .last()
                .isEqualTo("the link of eth2 is polled by IOCTL, as its driver does not answer MII");
    }

    @Test
    void aLinkThatIsGoneAnswersNothingAndIsAskedAnewWhenItIsBack() {
        PolledLink link = link(Optional.empty());
        assertThat(link.look(driver(Method.MII, Carrier.PRESENT))).contains(true);
        assertThat(link.look((name, method) -> Carrier.NO_LINK)).isEmpty();
        asked.clear();
        assertThat(link.look(driver(Method.IOCTL, Carrier.ABSENT))).contains(false);
        assertThat(asked).containsExactly(Method.MII, Method.ETHTOOL, Method.IOCTL);
    }

    @Test
    void aCarrierOfAnInterfaceThatDoesNotRunIsNone() {
        assertThat(link(Optional.empty())
                        .look((name, method) -> method == Method.IOCTL ? Carrier.ABSENT : Carrier.PRESENT))
                .contains(false);
    }

    @Test
    void aLinkWhoseDriverAnswersNothingIsLeftToTheKernel() {
        assertThat(link(Optional.empty()).look((name, method) -> Carrier.UNKNOWN))
                .isEmpty();
        assertThat(events).isEmpty();
    }
}
