/** What an agent did, as one value per span: the vocabulary that every convention is mapped to. */
@NullMarked
package dev.leeway.signals.event;

import org.jspecify.annotations.NullMarked;
