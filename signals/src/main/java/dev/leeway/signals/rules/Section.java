package dev.leeway.signals.rules;

import java.util.List;
import java.util.function.Function;

/**
 * The kind of a section: where it stands in the file, what holds without it, how it is read.
 *
 * @param name its key at the top of the file
 * @param fromTop reads it, given the file's top level
 */
public record Section<S extends RuleSection>(
    String name, S defaults, Function<RuleReader, S> fromTop) {

  /** A section of keys. */
  public static <S extends RuleSection> Section<S> of(
      String name, S defaults, Function<RuleReader, S> read) {
    return new Section<>(name, defaults, top -> top.section(name, defaults, read));
  }

  /** A section that is a list of entries; no entries without it. */
  public static <S extends RuleSection, T> Section<S> ofList(
      String name, Function<List<T>, S> made, Function<RuleReader, T> entry) {
    return new Section<>(name, made.apply(List.of()), top -> made.apply(top.each(name, entry)));
  }
}
