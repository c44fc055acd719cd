// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.connector.espocrm;

import org.jspecify.annotations.NullMarked;
