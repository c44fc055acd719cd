// SPDX-License-Identifier: Apache-2.0
/** Boots the hub in a bare framework, waits until it is ready, and talks to one that runs. */
@NullMarked
package org.parley.launcher;

import org.jspecify.annotations.NullMarked;
