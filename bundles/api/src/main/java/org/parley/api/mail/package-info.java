/** Mail on its way to people and what came back of it. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.mail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
