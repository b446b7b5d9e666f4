package io.harbinger.platform.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data directory for one process: held until closed, or until the process ends in whatever
 * way. The lock file holds the process id of the owner.
 */
public final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the directory, creating it where it is missing; fails where another process has it. */
  public static DirectoryLock acquire(Path directory) {
    FileChannel channel = open(directory);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(directory, channel);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new DirectoryLock(channel);
    } catch (OverlappingFileLockException e) {
      throw taken(directory, channel);
    } catch (IOException e) {
      close(channel);
      throw new BrokerException("cannot lock the data directory " + directory, e);
    }
  }

  private static FileChannel open(Path directory) {
    try {
      Files.createDirectories(directory);
      return FileChannel.open(
          directory.resolve("lock"),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new BrokerException(
          "cannot write to the data directory %s; choose another with --dir".formatted(directory),
          e);
    }
  }

  private static BrokerException taken(Path directory, FileChannel channel) {
    String owner;
    try {
      ByteBuffer content = ByteBuffer.allocate(32);
      channel.read(content, 0);
      owner = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      owner = "unknown";
    }
    close(channel);
    return new BrokerException(
        "the data directory %s is in use by process %s; stop that one, or choose another with --dir"
            .formatted(directory, owner),
        null);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BrokerException("cannot release the lock of the data directory", e);
    }
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    close(channel);
  }
}
