// SPDX-License-Identifier: Apache-2.0

/** The pages, one component for each subject; a page is there as long as its services are. */
@NullMarked
package org.parley.console.internal.pages;

import org.jspecify.annotations.NullMarked;
