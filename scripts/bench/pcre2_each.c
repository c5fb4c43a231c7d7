/* A peer for bench.py: PCRE2 JIT patterns, each tried on each line, caseless, UTF and UCP, one thread.
 *
 *   pcre2_each PATTERNS INPUT [PLACES]      prints  matches seconds-to-compile seconds-to-scan bytes
 *
 * A match is a pattern and a line in which it is found; PLACES takes both numbers. Reading the file is not in the time. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

enum { most = 4096 };

int main(int argc, char **argv) {
  if (argc < 3) { fprintf(stderr, "usage: pcre2_each PATTERNS INPUT [PLACES]\n"); return 2; }
  size_t list_size, size, count = 0, matches = 0, number = 0;
  char *list = read_all(argv[1], &list_size), *text = read_all(argv[2], &size);
  FILE *places = argc > 3 ? fopen(argv[3], "w") : NULL;
  static pcre2_code *codes[most];
  double started = now();
  for (char *line = strtok(list, "\n"); line && count < most; line = strtok(NULL, "\n")) {
    int error;
    PCRE2_SIZE where;
    codes[count] = pcre2_compile((PCRE2_SPTR)line, PCRE2_ZERO_TERMINATED, PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &error, &where, NULL);
    if (!codes[count] || pcre2_jit_compile(codes[count], PCRE2_JIT_COMPLETE) != 0) {
      fprintf(stderr, "pcre2_each: pattern %zu does not compile\n", count);
      return 2;
    }
    count++;
  }
  double compiled = now() - started;
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  started = now();
  for (size_t at = 0; at < size; number++) {
    const char *newline = memchr(text + at, '\n', size - at);
    size_t end = newline ? (size_t)(newline - text) : size;
    for (size_t i = 0; i < count; i++) {
      if (pcre2_jit_match(codes[i], (PCRE2_SPTR)(text + at), end - at, 0, PCRE2_NO_UTF_CHECK, data, NULL) < 0) continue;
      matches++;
      if (places) fprintf(places, "%zu %zu\n", i, number);
    }
    at = end + 1;
  }
  double seconds = now() - started;
  if (places) fclose(places);
  printf("%zu %.6f %.6f %zu\n", matches, compiled, seconds, size);
  return 0;
}
