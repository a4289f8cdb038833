package dev.leeway.signals.grounding;

/**
 * A claim as a page shows it.
 *
 * @param canonical the value in one form for all spellings, such as {@code 1234.5 EUR}, {@code
 *     2024-05-20}, {@code hat136}
 * @param start of the claim in the text, with end
 * @param text as it stands there
 */
public record ReadClaim(ClaimKind kind, String canonical, int start, int end, String text) {}
