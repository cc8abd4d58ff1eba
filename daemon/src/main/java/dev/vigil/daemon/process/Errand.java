package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;

/**
 * A program that is to be run once.
 *
 * @param subject what it is about: those of one subject run one after the other
 * @param what happened, in a word
 */
public record Errand(String subject, String what, Command command) {}
