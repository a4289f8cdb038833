/** House rules, clocks and paths that the tests of every module share. */
@NullMarked
package dev.leeway.testkit;

import org.jspecify.annotations.NullMarked;
