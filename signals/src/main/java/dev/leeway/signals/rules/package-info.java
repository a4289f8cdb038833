/**
 * What a team sets about detection in {@code rules.yaml}: a {@link
 * dev.leeway.signals.rules.RuleBook} of sections, read from a tree of {@link
 * dev.leeway.signals.rules.RuleNode}s and validated as a whole.
 *
 * <p><b>A new section</b> is one record that implements {@link
 * dev.leeway.signals.rules.RuleSection}, and one line in {@link
 * dev.leeway.signals.rules.RuleBook#SECTIONS}. The record has
 *
 * <ul>
 *   <li>components with their checks in the compact constructor, and {@code defaults()} that are
 *       what holds without a file;
 *   <li>{@code static read(RuleReader)}, which asks the reader for each key with its default. A key
 *       that nobody asks for is refused by name; a value out of place is a problem with path and
 *       line; what the constructor refuses is a problem of the section;
 *   <li>{@code SECTION = Section.of("name", defaults(), XRules::read)}, by which {@link
 *       dev.leeway.signals.rules.RuleBook#of} gives it to whoever needs it.
 * </ul>
 *
 * Then describe its keys in {@code docs/rules.md}, whose example a test reads.
 */
@NullMarked
package dev.leeway.signals.rules;

import org.jspecify.annotations.NullMarked;
