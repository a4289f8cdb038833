package dev.leeway.storage.query;

/** One category of one categorical signal, such as a shape of {@code contract.shape}. */
public record SignalCategory(String signal, String category) {}
