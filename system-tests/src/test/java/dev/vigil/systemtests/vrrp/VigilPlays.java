package dev.vigil.systemtests.vrrp;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test of what only Vigil does. */
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
public @interface VigilPlays {}
