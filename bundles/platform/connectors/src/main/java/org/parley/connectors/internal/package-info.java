// SPDX-License-Identifier: Apache-2.0
/** What surrounds every connector: its context, accounts, guards, polls and webhooks. */
@NullMarked
package org.parley.connectors.internal;

import org.jspecify.annotations.NullMarked;
