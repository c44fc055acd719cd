// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connector.raindrop;

import org.jspecify.annotations.NullMarked;
