package dev.leeway.webui.rest;

/** What was asked for does not exist for this tenant. */
final class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFoundException(String message) {
    super(message);
  }
}
