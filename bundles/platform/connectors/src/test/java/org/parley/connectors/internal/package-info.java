// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connectors.internal;

import org.jspecify.annotations.NullMarked;
