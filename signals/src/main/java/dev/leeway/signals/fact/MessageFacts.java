package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.JsonCursor;
import java.util.List;

/**
 * How much a model or retriever was given, counted: {@value #MESSAGES}, {@value #TURNS} and {@value
 * #MEDIA} of the input messages, {@value #TOOLS_OFFERED} of the tool definitions, {@value
 * #DOCUMENTS} of what a retrieval found, and {@value #FOREIGN_SHARE} as a measure of the scripts
 * that the input is written in.
 */
public final class MessageFacts implements FactReader {
  /** Messages of the input, all roles. */
  public static final String MESSAGES = "input.messages";

  /** Messages of the input that a user wrote. */
  public static final String TURNS = "input.turns";

  /** Parts of the input that are no text: images, audio, files. */
  public static final String MEDIA = "input.media";

  /** Tools that the model was offered. */
  public static final String TOOLS_OFFERED = "tools.offered";

  /** Documents that a retrieval or reranking brought. */
  public static final String DOCUMENTS = "documents";

  /** Share of the input's letters that are not of the Latin script, from 0 to 1. */
  public static final String FOREIGN_SHARE = "input.foreign_share";

  /** Letters beyond this say nothing new of the scripts that a text is in. */
  private static final int LETTERS_MAX = 4_096;

  /** First character behind the Latin blocks of Unicode. */
  private static final char LATIN_END = 0x250;

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    for (Content content : contents) {
      switch (content.ref().role()) {
        case INPUT_MESSAGES -> new Input(content.text()).countInto(out);
        case TOOL_DEFINITIONS -> count(content.text(), TOOLS_OFFERED, out);
        case DOCUMENTS -> count(content.text(), DOCUMENTS, out);
        default -> {}
      }
    }
  }

  private static void count(String json, String name, FactSink out) {
    char[] text = json.toCharArray();
    JsonCursor items = new JsonCursor(text, 0, text.length);
    if (items.enter('[')) {
      int count = 0;
      while (items.more()) {
        items.skip();
        count++;
      }
      out.number(name, count);
    }
  }

  /** The messages of one input, while they are counted. Not thread-safe. */
  private static final class Input {
    private final char[] text;
    private int messages;
    private int turns;
    private int media;
    private int letters;
    private int foreign;

    Input(String json) {
      text = json.toCharArray();
    }

    void countInto(FactSink out) {
      JsonCursor items = new JsonCursor(text, 0, text.length);
      if (!items.enter('[')) {
        return;
      }
      while (items.more()) {
        int from = items.position();
        items.skip();
        messages++;
        eachMember(from, items.position(), this::messageMember);
      }
      out.number(MESSAGES, messages).number(TURNS, turns);
      if (media > 0) {
        out.number(MEDIA, media);
      }
      if (foreign > 0) {
        out.number(FOREIGN_SHARE, (double) foreign / letters);
      }
    }

    private void messageMember(String name, int from, int to) {
      if (name.equals("role")) {
        turns += JsonCursor.string(text, from, to).equals("user") ? 1 : 0;
      } else if (name.equals("parts")) {
        JsonCursor parts = new JsonCursor(text, from, to);
        if (parts.enter('[')) {
          while (parts.more()) {
            int start = parts.position();
            parts.skip();
            eachMember(start, parts.position(), this::partMember);
          }
        }
      }
    }

    /** OpenTelemetry's parts that carry other than text are blob, file and uri. */
    private void partMember(String name, int from, int to) {
      if (name.equals("type")) {
        media +=
            switch (JsonCursor.string(text, from, to)) {
              case "blob", "file", "uri", "image", "audio", "video", "image_url" -> 1;
              default -> 0;
            };
      } else if (name.equals("content")) {
        letters(from, to);
      }
    }

    private void letters(int from, int to) {
      for (int at = from; at < to && letters < LETTERS_MAX; at++) {
        char c = text[at];
        if (c == '\\') {
          boolean coded = at + 5 < to && text[at + 1] == 'u';
          c = coded ? JsonCursor.hexadecimal(text, at + 2) : ' ';
          at += coded ? 5 : 1;
        }
        if (Character.isLetter(c)) {
          letters++;
          foreign += c >= LATIN_END ? 1 : 0;
        }
      }
    }

    private void eachMember(int from, int to, Member member) {
      JsonCursor members = new JsonCursor(text, from, to);
      if (members.enter('{')) {
        while (members.more()) {
          String name = members.name();
          int start = members.position();
          members.skip();
          member.at(name, start, members.position());
        }
      }
    }

    private interface Member {
      void at(String name, int from, int to);
    }
  }
}
