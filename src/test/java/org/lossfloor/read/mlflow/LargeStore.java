package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes file stores of any size, for measurements: {@code LargeStore FOLDER RUNS}. */
final class LargeStore {
  private static final int CHILDREN = 99;
  private static final long BEGIN = 1_700_000_000_000L;
  private static final List<String> PARAMS = List.of("lr", "momentum", "dropout", "decay");

  private LargeStore() {}

  /** Writes a store of one experiment in which every hundredth run is the parent of the next. */
  static void write(Path folder, int runs) throws IOException {
    Path experiment = Files.createDirectories(folder.resolve("1"));
    Files.writeString(experiment.resolve("meta.yaml"), "experiment_id: '1'\nname: large\n");
    Random random = new Random(1);
    String parent = "";
    for (int i = 0; i < runs; i++) {
      String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
      boolean child = i % (CHILDREN + 1) > 0;
      parent = child ? parent : id;
      Path run = experiment.resolve(id);
      run(run, id, BEGIN + 1000L * i, random);
      put(run, "tags/mlflow.runName", "run-" + i);
      if (child) {
        put(run, "tags/mlflow.parentRunId", parent);
      }
    }
  }

  private static void run(Path run, String id, long time, Random random) throws IOException {
    put(
        run,
        "meta.yaml",
        "artifact_uri: /store/1/%s/artifacts\nend_time: %d\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: %s\nstart_time: %d\nstatus: 3\n"
            .formatted(id, time + 900, id, time));
    double loss = 0.2;
    for (String param : PARAMS) {
      double drawn = random.nextDouble();
      loss += 0.1 * Math.abs(drawn - 0.5);
      put(run, "params/" + param, Double.toString(Math.pow(10, -4 * drawn)));
    }
    StringBuilder lines = new StringBuilder();
    for (int step = 0; step < 10; step++) {
      lines.append("%d %s %d%n".formatted(time + step, loss + 1.0 / (step + 1), step));
    }
    put(run, "metrics/loss", lines.toString());
    put(run, "metrics/val/accuracy", time + " " + (1 - loss) + " 0\n");
  }

  private static void put(Path run, String name, String text) throws IOException {
    Path file = run.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }
}
