/** What a configuration means: immutable records with units, after defaults and inheritance are applied. */
@NullMarked
package dev.vigil.config.model;

import org.jspecify.annotations.NullMarked;
