// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/**
 * One record to be handed to a group's reader now.
 *
 * @param attempt 1 for the first
 */
record Task(long position, LoggedRecord record, int attempt) {}
