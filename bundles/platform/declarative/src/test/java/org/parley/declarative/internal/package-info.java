// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.declarative.internal;

import org.jspecify.annotations.NullMarked;
