// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;
