// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

/**
 * What the dialogue is played with.
 *
 * @param mailbox where its people read their mail
 */
record Stage(Hub hub, Sandbox sandbox, Feed feed, Mailbox mailbox, Manners manners, Until until) {}
