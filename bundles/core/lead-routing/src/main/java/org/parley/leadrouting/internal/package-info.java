/** Leads: found, scored, routed to an owner, and followed to their end. */
@NullMarked
package org.parley.leadrouting.internal;

import org.jspecify.annotations.NullMarked;
