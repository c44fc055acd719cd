// SPDX-License-Identifier: Apache-2.0
/** Runs connectors in the hub's real runtime, for their tests. */
@NullMarked
package org.parley.connectorkit;

import org.jspecify.annotations.NullMarked;
