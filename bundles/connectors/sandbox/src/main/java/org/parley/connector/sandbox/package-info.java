// SPDX-License-Identifier: Apache-2.0
/**
 * The sandbox: a network, a mailbox and a CRM that exist only on this machine, joined as any other
 * system is, over HTTP.
 */
@NullMarked
package org.parley.connector.sandbox;

import org.jspecify.annotations.NullMarked;
