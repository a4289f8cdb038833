package dev.leeway.standalone.command;

import picocli.CommandLine.Command;

/** {@code leeway bench}: holds the benches. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures this machine's Leeway; numbers are printed and written as JSON.")
public final class BenchCommand {}
