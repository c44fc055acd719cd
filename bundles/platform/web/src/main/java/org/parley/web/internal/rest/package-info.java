// SPDX-License-Identifier: Apache-2.0
/**
 * How a request to {@code /api/v1} becomes a call of an operation.
 *
 * <p>An operation is written first into {@code openapi/<room>.yaml} and then into the one {@link
 * Resource} of that room; the routes are made from the document. {@code docs/rest.md} shows how one
 * is added: document, handler, test.
 */
@NullMarked
package org.parley.web.internal.rest;

import org.jspecify.annotations.NullMarked;
