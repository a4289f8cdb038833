package dev.leeway.signals.rules;

import java.io.Serializable;

/** A part of a rules file that belongs to one subject; a record, which travels with the job. */
public interface RuleSection extends Serializable {}
