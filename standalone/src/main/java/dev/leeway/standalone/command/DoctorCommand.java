package dev.leeway.standalone.command;

import picocli.CommandLine.Command;

/** {@code leeway doctor}: what is wrong, and what to do; what is installed is the launcher's. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what is wrong and what to do; alone, it looks at what is installed.")
public final class DoctorCommand {}
