// SPDX-License-Identifier: Apache-2.0

/** The pieces that pages are made of: plain values that the templates draw. */
@NullMarked
package org.parley.console.internal.view;

import org.jspecify.annotations.NullMarked;
