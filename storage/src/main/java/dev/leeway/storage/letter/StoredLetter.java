package dev.leeway.storage.letter;

import dev.leeway.storage.row.DeadLetter;

/**
 * A dead letter as it is stored.
 *
 * @param payloadHash equal for letters of one payload, tenant and topic
 * @param letter without its payload where the reason says that it is no request
 * @param payloadBytes the payload's size, read or not
 */
public record StoredLetter(String payloadHash, DeadLetter letter, long payloadBytes) {}
