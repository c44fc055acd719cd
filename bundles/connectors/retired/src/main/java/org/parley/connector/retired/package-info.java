// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connector.retired;

import org.jspecify.annotations.NullMarked;
