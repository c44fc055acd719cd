// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connectorkit;

import org.jspecify.annotations.NullMarked;
