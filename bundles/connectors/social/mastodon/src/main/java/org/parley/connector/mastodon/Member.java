// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

/**
 * Somebody with an account.
 *
 * @param acct the name, with the host where that is another server
 */
record Member(String acct) {}
