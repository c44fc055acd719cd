// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

/** The settings of an account that needs none. */
public record NoSettings() {}
