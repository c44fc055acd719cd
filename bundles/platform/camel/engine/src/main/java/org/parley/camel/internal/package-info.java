// SPDX-License-Identifier: Apache-2.0
/** Makes Camel contexts that see the engine, the packs and the connector they belong to. */
@NullMarked
package org.parley.camel.internal;

import org.jspecify.annotations.NullMarked;
