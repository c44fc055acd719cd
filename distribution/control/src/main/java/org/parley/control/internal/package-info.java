// SPDX-License-Identifier: Apache-2.0
/** The socket of the one who runs the machine, and the verbs about the runtime itself. */
@NullMarked
package org.parley.control.internal;

import org.jspecify.annotations.NullMarked;
