package dev.vigil.linux;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signals through the JVM's own handler, {@code sun.misc.Signal}, where they could not be blocked before it started. It
 * is reached by reflection because naming it is a compiler warning that nothing can suppress.
 */
final class JvmSignals {
    private static final Map<Integer, String> NAMES = Map.of(
            Signals.HUP, "HUP", Signals.INT, "INT", Signals.TERM, "TERM", Signals.USR1, "USR1", Signals.USR2, "USR2");

    private JvmSignals() {}

    /**
     * Runs {@code action} on a thread of the JVM whenever the signal arrives.
     *
     * @return false if the JVM does not allow it: another signal, or started with {@code -Xrs}
     */
    static boolean handle(int signal, Runnable action) {
        String name = NAMES.get(signal);
        if (name == null) {
            return false;
        }
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        return answer(proxy, method.getName(), arguments, action);
                    });
            Object named = signalType.getConstructor(String.class).newInstance(name);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, named, handler);
            return true;
        } catch (InvocationTargetException refused) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // A proxy that compares itself by equals would ask itself again.
    private static @Nullable Object answer(
            Object proxy, String method, Object @Nullable [] arguments, Runnable action) {
        return switch (method) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "signal handler";
        };
    }
}
