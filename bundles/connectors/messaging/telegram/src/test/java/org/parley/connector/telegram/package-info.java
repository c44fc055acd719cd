// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connector.telegram;

import org.jspecify.annotations.NullMarked;
