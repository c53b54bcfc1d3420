package org.lossfloor.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/** Every file once, and nothing that is none. */
class InputFilesTest {
  @TempDir private Path folder;
  private Path in;

  @BeforeEach
  void begin() throws IOException {
    folder = folder.toRealPath();
    in = Files.createDirectory(folder.resolve("in"));
  }

  private Path write(String name) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}\n");
  }

  private ListedSource listed(Optional<String> output, Object... paths) {
    String quoted =
        List.of(paths).stream()
            .map(path -> "\"" + path.toString().replace("\\", "\\\\").replace("\n", "\\n") + "\"")
            .toList()
            .toString();
    String yaml =
        "name: t\nsources: [{name: s, format: jsonl, path: "
            + quoted
            + ", metrics: [{metric: loss, direction: minimize}]}]";
    return InputFiles.of(Configuration::new, AuditConfig.parse("t", yaml).sources().get(0), output);
  }

  private ListedSource listed(Object... paths) {
    return listed(Optional.empty(), paths);
  }

  private List<String> names(ListedSource listed) {
    return listed.files().stream()
        .map(file -> LocalPath.of(file.path()).orElseThrow())
        .map(path -> in.relativize(path).toString())
        .toList();
  }

  private static List<NoteKind> kinds(ListedSource listed) {
    return listed.notes().stream().map(Note::kind).toList();
  }

  @Test
  void linksThatLeadBackOrSidewaysAreNotFollowed() throws IOException {
    write("run-1/a.jsonl");
    write("run-2/a.jsonl");
    Files.createSymbolicLink(in.resolve("latest"), Path.of("run-2"));
    Files.createSymbolicLink(in.resolve("run-2/self"), Path.of("."));
    Files.createSymbolicLink(in.resolve("run-2/up"), Path.of("../.."));
    ListedSource found = listed(in);
    assertThat(names(found)).containsExactly("run-1/a.jsonl", "run-2/a.jsonl");
    assertThat(found.notes()).hasSize(1);
    assertThat(found.notes().get(0).kind()).isEqualTo(NoteKind.KNOWN_LINK);
    assertThat(found.notes().get(0).count()).isEqualTo(3);
    assertThat(found.notes().get(0).text()).contains("latest", "run-2/self", "run-2/up");
    assertThat(names(listed(in + "/*"))).isEqualTo(names(found));
    assertThat(names(listed(in.resolve("latest"), in.resolve("run-2"), in + "/run-*/*.jsonl")))
        .isEqualTo(names(found));
    assertThat(names(listed(in.resolve("latest")))).containsExactly("latest/a.jsonl");
  }

  @Test
  void aLinkOutOfTheFolderIsFollowedOnce() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other/deep"));
    Files.writeString(other.resolve("a.jsonl"), "{}\n");
    Files.createSymbolicLink(in.resolve("x"), folder.resolve("other"));
    Files.createSymbolicLink(in.resolve("y"), folder.resolve("other"));
    assertThat(names(listed(in))).containsExactly("x/deep/a.jsonl");
  }

  @Test
  void oneFileOfSeveralNamesIsReadOnce() throws IOException {
    Path file = write("z/a.jsonl");
    Files.createSymbolicLink(in.resolve("a-link.jsonl"), file);
    Files.createLink(in.resolve("z/hard.jsonl"), file);
    ListedSource found = listed(in);
    assertThat(names(found)).containsExactly("z/a.jsonl");
    assertThat(kinds(found)).containsExactly(NoteKind.SEVERAL_NAMES);
    assertThat(found.notes().get(0).count()).isEqualTo(2);
    assertThat(kinds(listed(in, in + "/z/a.jsonl", in + "/../in/z"))).hasSize(1);
  }

  @Test
  void whatIsNoFileIsNamedAndLeftOut() throws Exception {
    write("a.jsonl");
    Files.createSymbolicLink(in.resolve("gone.jsonl"), Path.of("nowhere"));
    Files.createSymbolicLink(in.resolve("round.jsonl"), Path.of("round.jsonl"));
    Path pipe = in.resolve("pipe.jsonl");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path socket = in.resolve("s.jsonl");
    assumeThat(socket.toString().length()).isLessThan(100);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.createSymbolicLink(in.resolve("null.jsonl"), Path.of("/dev/null"));
      ListedSource found = listed(in);
      assertThat(names(found)).containsExactly("a.jsonl");
      assertThat(kinds(found))
          .containsExactly(NoteKind.DANGLING_LINK, NoteKind.FIFO, NoteKind.SOCKET, NoteKind.DEVICE);
      assertThat(found.leftOut()).isEqualTo(5);
      assertThat(found.notes().get(0).text()).contains("gone.jsonl", "round.jsonl");
    }
    assertThat(listed(pipe).fault().orElseThrow().what()).contains("FIFO", "pipe.jsonl");
  }

  @Test
  void oddNamesAreNames() throws IOException {
    List<String> odd =
        List.of(
            "2026-11-29T12:00:00.jsonl",
            "a b%20#?.jsonl",
            "glob[1]{a,b}*.jsonl",
            "line\nend.jsonl");
    for (String name : odd) {
      write(name);
      write("run:1/" + name);
    }
    ListedSource found = listed(in);
    assertThat(names(found)).hasSize(8).containsAll(odd);
    assertThat(found.notes()).isEmpty();
    for (InputFile file : found.files()) {
      try (var in = new StoredFile(file.path(), Configuration::new).open(1)) {
        assertThat(in.readAllBytes()).hasSize(2);
      }
      assertThat(names(listed(LocalPath.of(file.path()).orElseThrow()))).hasSize(1);
    }
    assertThat(names(listed(in + "/run:1/2026*"))).hasSize(1);
    assertThat(names(listed("file://" + in + "/run:[12]"))).hasSize(4);
    assertThat(names(listed(in + "/{run:1/a*,2026*}"))).hasSize(2);
  }

  @Test
  void namesOfBytesThatAreNoTextAreRead() throws Exception {
    String script = "printf '{}\\n' > \"$(printf 'bad\\377name.jsonl')\"";
    Process shell =
        new ProcessBuilder("sh", "-c", script).directory(in.toFile()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
    ListedSource found = listed(in);
    assertThat(found.files()).hasSize(1);
    assertThat(found.files().get(0).path()).startsWith("file:///").endsWith("bad%FFname.jsonl");
    try (var in = new StoredFile(found.files().get(0).path(), Configuration::new).open(0)) {
      assertThat(in.readAllBytes()).hasSize(3);
    }
  }

  @Test
  void theOutputIsNotRead() throws IOException {
    write("a.jsonl");
    write("out/run_id=1/trials/part.jsonl");
    write("out/notes.jsonl");
    Path out = in.resolve("out");
    for (String path : List.of(in.toString(), in + "/*")) {
      ListedSource found = listed(Optional.of(out.toString()), path);
      assertThat(names(found)).as(path).containsExactly("a.jsonl");
      assertThat(kinds(found)).containsExactly(NoteKind.OWN_OUTPUT);
    }
    assertThat(names(listed(Optional.of(out.toString()), out))).containsExactly("out/notes.jsonl");
    assertThat(names(listed(Optional.of(out.toString()), out + "/run_id=1/trials"))).hasSize(1);
    assertThat(names(listed(Optional.of(folder.resolve("o").toString()), in))).hasSize(3);
  }

  @Test
  void aChecksumFileThatDoesNotFitIsIgnoredAndSaid() throws IOException {
    write("a.jsonl");
    write("b.jsonl");
    Files.write(in.resolve(".a.jsonl.crc"), new byte[12]);
    Files.write(in.resolve(".b.jsonl.crc"), new byte[16]);
    ListedSource found = listed(in);
    assertThat(names(found)).hasSize(2);
    assertThat(kinds(found)).containsExactly(NoteKind.STALE_CHECKSUM);
    assertThat(found.notes().get(0).path()).contains(".b.jsonl.crc");
  }

  @Test
  void allPathsThatGiveNothingAreNamed() throws IOException {
    write("a.jsonl");
    Files.createDirectory(in.resolve("empty"));
    InputException fault =
        listed(in, in + "/no*", in + "/empty", in + "/a[.jsonl").fault().orElseThrow();
    assertThat(fault.what()).contains("/no*: the path matches no file", "empty: the path holds no");
    assertThat(fault.where()).contains("a[.jsonl");
  }
}
