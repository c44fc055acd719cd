// SPDX-License-Identifier: Apache-2.0
/** Measures the packed hub from outside, beside its limits and peers. */
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;
