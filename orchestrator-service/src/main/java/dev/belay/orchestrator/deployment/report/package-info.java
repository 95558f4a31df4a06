/** What a deployment did, told for people who were not there, in Markdown, HTML and JSON. */
@NullMarked
package dev.belay.orchestrator.deployment.report;

import org.jspecify.annotations.NullMarked;
