package dev.vigil.config.model;

import java.util.Optional;

/** A user, and a group where one is given; names or numbers as they stand in the file. */
public record UserGroup(String user, Optional<String> group) {}
