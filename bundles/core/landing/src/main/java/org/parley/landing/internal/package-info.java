/** Landing pages with forms, and the confirmation by mail that makes an address a person's. */
@NullMarked
package org.parley.landing.internal;

import org.jspecify.annotations.NullMarked;
