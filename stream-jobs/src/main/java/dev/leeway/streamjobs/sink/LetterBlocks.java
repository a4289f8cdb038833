package dev.leeway.streamjobs.sink;

/**
 * One dead letter, as it is stored and as it is told to others.
 *
 * @param row for the table, with all bytes
 * @param told for the topic
 */
public record LetterBlocks(Block row, Block told) {}
