// SPDX-License-Identifier: Apache-2.0
/** Publishes, listens and writes messages on any server of Mastodon. */
@NullMarked
package org.parley.connector.mastodon;

import org.jspecify.annotations.NullMarked;
