// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.sample;

/** What the remote answers to a {@link Post}. */
public record Receipt(String id) {}
