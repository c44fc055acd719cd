// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connector.hubspot;

import org.jspecify.annotations.NullMarked;
