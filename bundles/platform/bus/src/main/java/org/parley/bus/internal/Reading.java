// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/** What all groups share. */
record Reading(Database database, RecordCodec codec, RetryPolicy retry, Traces traces) {}
