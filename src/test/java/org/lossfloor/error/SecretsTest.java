package org.lossfloor.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are masked however they are spelt, and ordinary paths stay as they are. */
class SecretsTest {
  private static final String SECRET = "Zq7";
  private static final List<String> SCHEMES =
      List.of(
          "s3a", "s3", "hdfs", "sftp", "ftp", "https", "jdbc:postgresql", "mongodb+srv", "wasbs");
  private static final List<String> HOSTS =
      List.of("bucket", "nn:8020", "data.example.org", "10.0.0.1:21", "[::1]:8020");
  private static final List<String> PATHS =
      List.of("", "/", "/sweeps/*.jsonl", "/run@v2:3/x.csv", "/a=1/b=2", "/day?.csv", "/a b/c");
  private static final String LETTERS = "abcXYZ0189";

  private final SplittableRandom random = new SplittableRandom(1);

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String letters(String from, int most) {
    return random
        .ints(1 + random.nextInt(most), 0, from.length())
        .mapToObj(i -> from.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  @Test
  void credentialsOfAnAddressAreMaskedAndNothingElse() {
    for (int i = 0; i < 20_000; i++) {
      String scheme = pick(SCHEMES) + "://";
      String rest = "@" + pick(HOSTS) + pick(PATHS);
      String user = random.nextInt(9) == 0 ? "" : letters(LETTERS + "._%+-", 20);
      // In front of a path a secret may hold @; one with / in it may not begin like a port.
      String secret =
          random.nextBoolean()
              ? letters(LETTERS + "+=%!$&*-._~@:", 40) + SECRET
              : SECRET + letters(LETTERS + "/+=", 40);
      if (user.isEmpty() && secret.contains("/")) {
        continue;
      }
      String text = scheme + user + ":" + secret + rest;
      assertThat(Secrets.masked("cannot read `" + text + "`: no"))
          .as(text)
          .isEqualTo("cannot read `" + scheme + "***" + rest + "`: no");
    }
  }

  @Test
  void ordinaryAddressesAndPathsStay() {
    for (int i = 0; i < 20_000; i++) {
      String scheme =
          pick(
              List.of(
                  "",
                  "file:",
                  "file://",
                  "hdfs://nn:8020",
                  "s3a://bucket",
                  "abfss://box@me.dfs.core.windows.net"));
      String path = ("/data" + letters(LETTERS + "@@::/=.-_%+,", 30)).replaceAll("/+", "/");
      assertThat(Secrets.masked(scheme + path)).isEqualTo(scheme + path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/run@v2:3/x.csv",
        "hdfs://nn1:8020,nn2:8020/a@b:c/x",
        "hdfs://user@nn:8020/x",
        "hdfs://[::1]:8020/a@b",
        "abfss://container@account.dfs.core.windows.net/x",
        "{\"a\":\"s3a://bucket\",\"b\":\"x@y\"}",
        "/sweeps/token=bpe/sig=0.1/secret=1/x.csv",
        "tokenizer=bpe max_tokens=512 n_tokens: 5",
        "sk-learn-sweep-2026-11-29-first-of-the-day",
        "run_id=eyJohn.eyJane",
        "the key `secret` is not known",
        "a bearer of bad news",
        "commit 0123456789abcdef0123456789abcdef01234567",
        "C:\\data\\run@v2:3\\x.csv"
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Secrets.masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://host/db?user=me&password=Zq7secret",
        "jdbc:sqlserver://host;user=sa;Password=Zq7secret;encrypt=true",
        "jdbc:oracle:thin:scott/Zq7tiger@//host:1521/svc",
        "https://host/x.csv?sv=2024&sig=Zq7%2Fabc%3D&se=2026",
        "https://b.s3.amazonaws.com/k?X-Amz-Credential=Zq7&X-Amz-Signature=Zq7ab&X-Amz-Date=1",
        "https://host/x?token=Zq7",
        "https://host/x?a=1&access_token=Zq7",
        "DefaultEndpointsProtocol=https;AccountName=me;AccountKey=Zq7==;EndpointSuffix=x",
        "--conf spark.hadoop.fs.s3a.secret.key=Zq7/+abc",
        "fs.azure.account.key.me.dfs.core.windows.net: x, client_secret: Zq7",
        "{\"password\": \"Zq7\"}",
        "Authorization: Bearer Zq7abcdefghijkl",
        "authorization: Basic Zq7abcdefghijkl=",
        "AKIAZQ7AAAAAAAAAAAA7 and Zq8",
        "ghp_Zq7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "hf_Zq7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sk-proj-Zq7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJacTci.Zq7abc",
        "-----BEGIN RSA PRIVATE KEY-----\nZq7\nZq7\n-----END RSA PRIVATE KEY-----"
      })
  void everySpellingOfASecretIsMasked(String text) {
    assertThat(Secrets.masked(text)).doesNotContain("Zq7", "ZQ7").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password", "db.password", "apiToken", "API_KEY", "fs.s3a.access.key", "fs.s3a.secret.key",
        "wandbApiKey", "aws-credentials", "client_secret", "token", "hf_token", "sas-token"
      })
  void namesOfSecrets(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "trial_id",
        "max_token",
        "max_tokens",
        "tokenizer",
        "tokens",
        "eos_token",
        "path",
        "keep",
        "dedup.key",
        "keyboard",
        "monkey",
        ""
      })
  void namesOfOtherThings(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @Test
  void valuesUnderTheNameOfASecretAreMaskedWhereverTheyAre() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String text =
        "{\"sources\":[{\"path\":\"s3a://k:s@b/x\",\"constants\":{\"api_token\":7,\"n\":1.5}}],"
            + "\"secret\":null,\"dedup\":{\"key\":[\"a\"]}}";
    assertThat(Secrets.masked(json.readTree(text)).toString())
        .isEqualTo(
            "{\"sources\":[{\"path\":\"s3a://***@b/x\",\"constants\":{\"api_token\":\"***\",\"n\":1.5}}],"
                + "\"secret\":null,\"dedup\":{\"key\":[\"a\"]}}");
  }
}
