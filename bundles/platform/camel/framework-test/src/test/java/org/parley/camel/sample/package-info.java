// SPDX-License-Identifier: Apache-2.0
/** A connector as small as can be, packed into a bundle by the test. */
@NullMarked
package org.parley.camel.sample;

import org.jspecify.annotations.NullMarked;
