package dev.leeway.signals.fact;

import java.util.List;
import java.util.Locale;

/**
 * What an error's text says went wrong. The first kind one of whose phrases is in the text holds.
 * Names are stored.
 */
public enum ErrorKind {
  /** What a model wrote could not be read: code, JSON, an expected tag. */
  FORMAT(
      "regex pattern",
      "end tag",
      "error in code parsing",
      "code snippet is invalid",
      "could not parse",
      "couldn't parse",
      "failed to parse",
      "parsing error",
      "parse error",
      "parsererror",
      "error parsing",
      "jsondecodeerror",
      "expecting value",
      "expecting property name",
      "invalid json",
      "not valid json",
      "unexpected token",
      "malformed",
      "unterminated string",
      "syntaxerror",
      "syntax error",
      "invalid syntax",
      "indentationerror"),
  /** A tool was called with arguments that it doesn't take. */
  ARGUMENTS(
      "unexpected keyword",
      "got an unexpected",
      "missing required",
      "required positional argument",
      "required property",
      "required argument",
      "is a required",
      "field required",
      "missing 1 ",
      "positional arguments but",
      "positional argument but",
      "typeerror",
      "invalid argument",
      "invalid parameter",
      "invalid input",
      "unknown parameter",
      "unknown argument",
      "unknown tool",
      "no such tool",
      "validation error",
      "validationerror",
      "not of type",
      "schema validation",
      "additional properties",
      "extra inputs are not permitted"),
  /** The provider or service asked for less. */
  RATE("rate limit", "ratelimit", "too many requests", "429", "quota", "overloaded", "throttl"),
  TIMEOUT("timed out", "timeout", "deadline exceeded"),
  /** A bound of the run itself: steps, recursion, context. */
  LIMIT(
      "max steps",
      "max_steps",
      "maximum number of steps",
      "maximum steps",
      "max iterations",
      "maximum iterations",
      "iteration limit",
      "recursion limit",
      "maximum recursion",
      "context length",
      "context_length",
      "maximum context",
      "prompt is too long"),
  /** What was asked for is not there, or not for the asker. */
  ACCESS(
      "401",
      "403",
      "404",
      "unauthorized",
      "unauthorised",
      "forbidden",
      "permission denied",
      "access denied",
      "not authenticated",
      "authentication",
      "api key",
      "not found",
      "no such file",
      "does not exist",
      "connection refused",
      "connection error",
      "name or service not known"),
  /** Code that an agent wrote ran into an exception. */
  CODE(
      "code execution failed",
      "interpretererror",
      "nameerror",
      "attributeerror",
      "keyerror",
      "indexerror",
      "importerror",
      "modulenotfounderror",
      "zerodivisionerror",
      "traceback"),
  OTHER;

  @SuppressWarnings("ImmutableEnumChecker") // Of List.of.
  private final List<String> phrases;

  ErrorKind(String... phrases) {
    this.phrases = List.of(phrases);
  }

  /** The kind that the beginning of an error's text says. */
  static ErrorKind of(String text) {
    String lower = text.substring(0, Math.min(text.length(), 600)).toLowerCase(Locale.ROOT);
    for (ErrorKind kind : values()) {
      if (kind.phrases.stream().anyMatch(lower::contains)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** The kind of that name; of any other text OTHER. */
  public static ErrorKind named(String name) {
    for (ErrorKind kind : values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** Whether the same again may go well by itself, so that trying again is no loop. */
  public boolean passing() {
    return this == RATE || this == TIMEOUT;
  }
}
