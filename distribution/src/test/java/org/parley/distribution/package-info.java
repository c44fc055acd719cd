// SPDX-License-Identifier: Apache-2.0
/** Tests of the packed distribution: started as its users start it. */
@NullMarked
package org.parley.distribution;

import org.jspecify.annotations.NullMarked;
