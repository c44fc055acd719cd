// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.bench.parcels;

import org.jspecify.annotations.NullMarked;
