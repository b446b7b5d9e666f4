package io.harbinger.source.violation;

import io.harbinger.jobs.violation.JobThatImportsASource;

/** Imports a job, and with it closes a cycle of packages; on purpose. */
public record SourceInACycle(JobThatImportsASource job) {}
