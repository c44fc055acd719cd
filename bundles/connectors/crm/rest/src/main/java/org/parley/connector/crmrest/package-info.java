// SPDX-License-Identifier: Apache-2.0
/** Joins any CRM that takes JSON and may call back. */
@NullMarked
package org.parley.connector.crmrest;

import org.jspecify.annotations.NullMarked;
