/**
 * One whole dialogue, played on a running hub from outside: by its REST interface, its pages and
 * the sandbox.
 */
@NullMarked
package org.parley.demo;

import org.jspecify.annotations.NullMarked;
