// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

/**
 * The other side's word that it holds something.
 *
 * @param id what it calls it
 */
public record Accepted(String id, long number) {}
