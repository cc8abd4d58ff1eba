package dev.vigil.systemtests.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Tests that take a {@link Lab} as a parameter get a fresh one each. After a test its packets are judged; a failed test
 * prints logs, addresses and packets.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LabTest.Labs.class)
public @interface LabTest {
    /** Makes, judges and closes the labs. */
    final class Labs implements ParameterResolver, AfterEachCallback {
        private static final Namespace STORE = Namespace.create(LabTest.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Lab.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Lab lab = Lab.open();
            context.getStore(STORE).put("lab", lab);
            return lab;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            Lab lab = context.getStore(STORE).remove("lab", Lab.class);
            if (lab == null) {
                return;
            }
            boolean failed = context.getExecutionException().isPresent();
            try {
                if (!failed) {
                    lab.assertWellFormed();
                }
            } catch (AssertionError e) {
                failed = true;
                throw e;
            } finally {
                if (failed) {
                    System.out.println("##### " + context.getDisplayName() + "\n" + lab.story());
                }
                lab.close();
            }
        }
    }
}
