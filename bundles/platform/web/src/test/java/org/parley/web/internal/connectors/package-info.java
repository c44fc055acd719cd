// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.web.internal.connectors;

import org.jspecify.annotations.NullMarked;
