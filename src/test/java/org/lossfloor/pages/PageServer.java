package org.lossfloor.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.lossfloor.cli.Main;

/**
 * One JVM that runs the commands of all pages, so that only the first waits for Spark to start. It
 * listens on a port of this machine that it prints; a request is the folder with the arguments and
 * the standard input of a command, the answer is its exit code.
 */
public final class PageServer {
  private PageServer() {}

  /**
   * Serves until the JVM is ended.
   *
   * @param args none
   * @throws IOException if the port or a file cannot be used
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        try (Socket call = server.accept();
            BufferedReader asked =
                new BufferedReader(
                    new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
          int code = run(Path.of(asked.readLine()));
          call.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static int run(Path call) throws IOException {
    String[] arguments = Files.readString(call.resolve("args")).split("\0");
    try (PrintWriter out = writer(call.resolve("out"));
        PrintWriter err = writer(call.resolve("err"));
        InputStream in = Files.newInputStream(call.resolve("in"))) {
      System.setIn(in);
      return Main.run(arguments, out, err);
    }
  }

  private static PrintWriter writer(Path file) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(file));
  }
}
