package dev.leeway.clickhouse.sql;

import java.util.Optional;

/** A statement as far as the HTTP front has to know it. */
public sealed interface Statement {

  /**
   * An INSERT whose data follow its text.
   *
   * @param headEnd where the text without FORMAT or VALUES ends
   * @param format of the data
   * @param dataStart where the data begin
   */
  record DataInsert(int headEnd, String format, int dataStart) implements Statement {}

  /**
   * Any other statement.
   *
   * @param verb its first word in capitals, empty where there is none
   * @param noun its second word in capitals, empty where there is none
   * @param format what its FORMAT clause names
   */
  record Plain(String verb, String noun, Optional<String> format) implements Statement {}

  /** The text ends before it is clear what it is. */
  record Unfinished() implements Statement {}
}
