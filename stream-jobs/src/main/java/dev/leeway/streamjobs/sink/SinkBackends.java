package dev.leeway.streamjobs.sink;

import java.io.Serializable;

/** Opens the connections that a committer needs, where the committer runs. */
public interface SinkBackends extends Serializable {

  BlockDelivery openTables();

  BlockDelivery openTopics();

  /**
   * The dead letter that takes the place of a block which its table or topic refused for ever.
   *
   * @param token the token of the letter's own block
   */
  LetterBlocks deadLetter(String token, Block refused, String reason);
}
