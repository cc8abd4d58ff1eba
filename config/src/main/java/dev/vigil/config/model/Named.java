package dev.vigil.config.model;

import java.util.OptionalInt;

/**
 * A number, or a name that iproute2's files (rt_tables, rt_protos, group and so on) translate on the machine.
 *
 * @param text as it stands in the file
 * @param number its value if it is a number or a name that every kernel knows
 */
public record Named(String text, OptionalInt number) {}
