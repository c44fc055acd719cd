// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.camel;

import org.jspecify.annotations.NullMarked;
