package dev.leeway.signals.window;

import java.io.Serializable;
import java.util.List;

/**
 * A name or several: {@code *} stands for any characters, {@code ?} for one. Upper and lower case
 * differ.
 */
public record NamePattern(String glob) implements Serializable {
  public static final NamePattern ANY = new NamePattern("*");

  public NamePattern {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("pattern must not be empty");
    }
  }

  /** Of several patterns one must match; none matches all. */
  public static boolean anyMatches(List<NamePattern> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /** In time that grows with the product of both lengths at worst. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < glob.length()
          && (glob.charAt(at) == '?' || glob.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }
}
