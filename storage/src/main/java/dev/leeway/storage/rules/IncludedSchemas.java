package dev.leeway.storage.rules;

import dev.leeway.signals.rules.RuleNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the schemas that a rules file names by {@code contracts[].schema_file} in their places; a
 * path is relative to the rules file's folder. What can't be read is a problem of its place.
 */
final class IncludedSchemas {
  private static final String LIST = "contracts";
  private static final String KEY = "schema_file";

  private IncludedSchemas() {}

  static RuleNode in(RuleNode file, Path folder) {
    if (!(file instanceof RuleNode.Keys top)
        || !(top.nodes().get(LIST) instanceof RuleNode.Items entries)) {
      return file;
    }
    List<RuleNode> filled = entries.nodes().stream().map(entry -> entry(entry, folder)).toList();
    Map<String, RuleNode> nodes = new HashMap<>(top.nodes());
    nodes.put(LIST, new RuleNode.Items(filled, entries.line()));
    return new RuleNode.Keys(nodes, top.line());
  }

  private static RuleNode entry(RuleNode entry, Path folder) {
    if (!(entry instanceof RuleNode.Keys keys)
        || !(keys.nodes().get(KEY) instanceof RuleNode.Scalar named)) {
      return entry;
    }
    Map<String, RuleNode> nodes = new HashMap<>(keys.nodes());
    nodes.put(KEY, read(named, folder));
    return new RuleNode.Keys(nodes, keys.line());
  }

  private static RuleNode read(RuleNode.Scalar named, Path folder) {
    try {
      Path file = folder.resolve(named.text());
      if (Files.size(file) > 4L * RulesText.LENGTH_MAX) {
        return failed(named, "expected at most " + RulesText.LENGTH_MAX + " characters, came more");
      }
      RuleNode schema = RulesText.parse(Files.readString(file));
      return new RuleNode.Included(named.text(), Optional.of(schema), "", named.line());
    } catch (RulesText.NotReadableException e) {
      return failed(named, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return failed(named, "there is no such file in " + folder.toAbsolutePath());
    } catch (CharacterCodingException e) {
      return failed(named, "expected UTF-8");
    } catch (IOException | InvalidPathException e) {
      return failed(named, "can't be read: " + e.getMessage());
    }
  }

  private static RuleNode failed(RuleNode.Scalar named, String problem) {
    return new RuleNode.Included(named.text(), Optional.empty(), problem, named.line());
  }
}
