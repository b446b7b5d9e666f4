package io.harbinger.server;

/** The threads of the server and its parts. */
public final class ServerThreads {

  private ServerThreads() {}

  /**
   * A daemon thread that inherits nothing of the thread that asks for it: a task of a job must not
   * leave its class loader behind in a thread that outlives the job.
   */
  public static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ServerThreads.class.getClassLoader());
    return thread;
  }
}
