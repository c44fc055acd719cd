// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.web;

import org.jspecify.annotations.NullMarked;
