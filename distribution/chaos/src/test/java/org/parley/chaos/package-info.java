// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.chaos;

import org.jspecify.annotations.NullMarked;
