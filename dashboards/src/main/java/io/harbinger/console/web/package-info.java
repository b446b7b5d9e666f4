/**
 * The console in the browser: {@link io.harbinger.console.web.Console} serves the page, its data
 * and the stream of changes, and takes what people report.
 */
@NullMarked
package io.harbinger.console.web;

import org.jspecify.annotations.NullMarked;
