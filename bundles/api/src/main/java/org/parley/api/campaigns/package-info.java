/** Campaigns, their messages, and the posts and mailings that carry them. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.campaigns;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
