/**
 * Public pages of other rooms, such as {@code /f/{form}}, with all that every page needs around
 * them.
 */
@NullMarked
package org.parley.web.internal.pages;

import org.jspecify.annotations.NullMarked;
