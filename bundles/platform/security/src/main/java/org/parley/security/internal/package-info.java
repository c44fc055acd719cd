// SPDX-License-Identifier: Apache-2.0
/** Users, teams, keys, sessions, the vault and the audit log. */
@NullMarked
package org.parley.security.internal;

import org.jspecify.annotations.NullMarked;
