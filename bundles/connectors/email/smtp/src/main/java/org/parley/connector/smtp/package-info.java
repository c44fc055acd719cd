// SPDX-License-Identifier: Apache-2.0
/** Sends mail through any mail server. */
@NullMarked
package org.parley.connector.smtp;

import org.jspecify.annotations.NullMarked;
