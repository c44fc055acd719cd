// SPDX-License-Identifier: Apache-2.0
/** What the tests of all rooms share: real databases, a clock that is set, a bus that records. */
@NullMarked
package org.parley.testkit;

import org.jspecify.annotations.NullMarked;
