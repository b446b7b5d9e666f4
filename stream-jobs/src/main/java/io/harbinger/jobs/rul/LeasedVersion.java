package io.harbinger.jobs.rul;

import io.harbinger.jobs.rul.drift.ServedVersion;

/**
 * The version that answers, as the model that the job leases tells it. Each watch is a lease of its
 * own, of the copy that inference has in the same task manager.
 *
 * @param models where the job gets its model from
 */
record LeasedVersion(ModelSource<?, ?> models) implements ServedVersion {

  @Override
  public Watch watch() {
    ModelSource.Lease<?, ?> lease = models.acquire();
    return new Watch() {
      @Override
      public String version() {
        return lease.model().info().version();
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }
}
