/** {@code leeway bench detection --signals}: how well signals tell what labelled data says. */
@NullMarked
package dev.leeway.standalone.detection.labelled;

import org.jspecify.annotations.NullMarked;
