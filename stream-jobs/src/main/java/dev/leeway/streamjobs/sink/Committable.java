package dev.leeway.streamjobs.sink;

import dev.leeway.streamjobs.edge.Destination;

/**
 * A block on its way from writer to committer, inside of a checkpoint. It says all that the insert
 * needs, so that a restore commits identical bytes under the identical token, whatever the program
 * has become since.
 *
 * @param token unique for ever: a store that has seen it takes the block for a repetition
 * @param inline the block itself, empty when it is staged
 * @param stagedFile name of the file that holds the block, empty when it is inline
 * @param sizeBytes size of the block
 * @param checksum CRC-32C of the block
 */
@SuppressWarnings("ArrayRecordComponent") // Tokens are unique, so they alone decide equality.
record Committable(
    String token,
    Destination destination,
    Layout layout,
    int rows,
    byte[] inline,
    String stagedFile,
    int sizeBytes,
    int checksum) {

  boolean staged() {
    return !stagedFile.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Committable committable && committable.token.equals(token);
  }

  @Override
  public int hashCode() {
    return token.hashCode();
  }

  @Override
  public String toString() {
    return token + " (" + rows + " rows, " + sizeBytes + " bytes, to " + layout.target() + ")";
  }
}
