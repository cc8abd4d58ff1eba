package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.daemon.vrrp.Teller;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notifications are no part of the log: each listener hears everything, whatever befalls another. */
class FanOutTest {
    private final List<String> heard = new ArrayList<>();

    private Teller listener(String name, boolean broken) {
        return (Teller) Proxy.newProxyInstance(
                Teller.class.getClassLoader(), new Class<?>[] {Teller.class}, (proxy, method, arguments) -> {
                    heard.add(name + " " + method.getName());
                    if (broken) {
                        throw new IllegalStateException(name);
                    }
                    return null;
                });
    }

    static Stream<Method> story() {
        return Stream.of(Teller.class.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("story")
    void everyListenerHearsEveryPartOfTheStory(Method part) throws ReflectiveOperationException {
        tell(new FanOut(listener("one", false), listener("other", false)), part);
        assertThat(heard).containsExactly("one " + part.getName(), "other " + part.getName());
    }

    @ParameterizedTest
    @MethodSource("story")
    void aDefectOfOneListenerKeepsNothingFromTheOthers(Method part) {
        FanOut both = new FanOut(listener("one", true), listener("other", true), listener("third", false));
        assertThatThrownBy(() -> tell(both, part)).cause().hasMessage("one");
        assertThat(heard).hasSize(3).endsWith("third " + part.getName());
    }

    private static void tell(Teller teller, Method part) throws ReflectiveOperationException {
        Object[] arguments = new Object[part.getParameterCount()];
        Class<?>[] types = part.getParameterTypes();
        for (int index = 0; index < arguments.length; index++) {
            arguments[index] = types[index] == int.class
                    ? 0
                    : types[index] == long.class ? 0L : types[index] == boolean.class ? false : null;
        }
        try {
            part.invoke(teller, arguments);
        } catch (InvocationTargetException e) {
            throw e;
        }
    }
}
