// SPDX-License-Identifier: Apache-2.0
/** Publishes on Bluesky and any other server of the AT Protocol. */
@NullMarked
package org.parley.connector.bluesky;

import org.jspecify.annotations.NullMarked;
