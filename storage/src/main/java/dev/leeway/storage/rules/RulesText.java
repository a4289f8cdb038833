package dev.leeway.storage.rules;

import dev.leeway.signals.rules.RuleNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The tree of a text in YAML, or in JSON, which is YAML too. It makes no objects of tags, follows
 * few aliases, and keeps each value as it is written, with its line.
 */
public final class RulesText {
  /** Longer texts are refused. */
  public static final int LENGTH_MAX = 1 << 20;

  private static final int DEPTH_MAX = 20;
  private static final int ALIASES_MAX = 50;
  private static final int NODES_MAX = 100_000;

  private int nodes;

  private RulesText() {}

  /** A text that is no tree of values; the message says where. */
  public static final class NotReadableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadableException(String message) {
      super(message);
    }
  }

  /** The tree; no keys for an empty text. */
  public static RuleNode parse(String text) throws NotReadableException {
    if (text.length() > LENGTH_MAX) {
      throw new NotReadableException(
          "expected at most %d characters, came %d".formatted(LENGTH_MAX, text.length()));
    }
    try {
      // JSON may be indented by tabs, which YAML doesn't know as space.
      String spaced = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
      Node root = composer(spaced).getSingleNode();
      return root == null ? new RuleNode.Keys(Map.of(), 0) : new RulesText().node(root, 0);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new NotReadableException("line " + line + ": not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new NotReadableException("not YAML: " + e.getMessage());
    }
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIASES_MAX);
    options.setNestingDepthLimit(DEPTH_MAX);
    options.setCodePointLimit(LENGTH_MAX);
    return new Composer(
        new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options);
  }

  private RuleNode node(Node node, int depth) throws NotReadableException {
    int line = node.getStartMark().getLine() + 1;
    // Aliases make a small text a large tree, and may point at what they are in.
    if (depth > DEPTH_MAX || ++nodes > NODES_MAX) {
      throw new NotReadableException(
          "line %d: expected at most %d levels and %d values, came more"
              .formatted(line, DEPTH_MAX, NODES_MAX));
    }
    return switch (node) {
      case ScalarNode scalar ->
          new RuleNode.Scalar(
              scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), line, !scalar.isPlain());
      case SequenceNode sequence -> {
        List<RuleNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(node(item, depth + 1));
        }
        yield new RuleNode.Items(items, line);
      }
      case MappingNode mapping -> keys(mapping, line, depth);
      default -> throw new NotReadableException("line %d: a %s".formatted(line, node.getNodeId()));
    };
  }

  private RuleNode keys(MappingNode mapping, int line, int depth) throws NotReadableException {
    Map<String, RuleNode> keys = new HashMap<>();
    for (NodeTuple pair : mapping.getValue()) {
      int at = pair.getKeyNode().getStartMark().getLine() + 1;
      if (!(pair.getKeyNode() instanceof ScalarNode key)) {
        throw new NotReadableException("line %d: expected a name as key".formatted(at));
      }
      RuleNode value = node(pair.getValueNode(), depth + 1);
      if (keys.put(key.getValue(), value) != null) {
        throw new NotReadableException(
            "line %d: key '%s' is written twice".formatted(at, key.getValue()));
      }
    }
    return new RuleNode.Keys(keys, line);
  }
}
