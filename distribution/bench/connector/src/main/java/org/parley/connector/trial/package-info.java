// SPDX-License-Identifier: Apache-2.0
/** A connector to be deployed, replaced and removed while a clock runs. */
@NullMarked
package org.parley.connector.trial;

import org.jspecify.annotations.NullMarked;
