/* A peer for bench.py: one PCRE2 JIT alternation of all the words, caseless, UTF and UCP, whole words, one thread.
 *
 *   pcre2_alternation WORDS INPUT      prints  matches seconds-to-compile seconds-to-scan bytes
 *
 * The input is validated once before the clock starts, and each line is matched by itself as a program that scans
 * comments would do. Reading the file is not in the time. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static char *read_all(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(2); }
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) { perror(path); exit(2); }
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

/* Drops every second word, in place. */
static size_t halve(char *words, size_t size) {
  size_t kept = 0, number = 0;
  for (size_t i = 0; i < size; i++) {
    if (number % 2 == 0) words[kept++] = words[i];
    if (words[i] == '\n') number++;
  }
  return kept;
}

/* The words as \b(?:a|b|c)\b, each byte that could mean something to PCRE2 escaped. */
static char *alternation(const char *words, size_t size, size_t *length) {
  char *pattern = malloc(size * 2 + 16), *at = pattern;
  at += sprintf(at, "\\b(?:");
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)words[i];
    if (c == '\n') { if (i + 1 < size) *at++ = '|'; continue; }
    if (c < 128 && strchr("\\^$.[]|()?*+{}-#/", c)) *at++ = '\\';
    *at++ = (char)c;
  }
  at += sprintf(at, ")\\b");
  *length = (size_t)(at - pattern);
  return pattern;
}

int main(int argc, char **argv) {
  if (argc != 3) { fprintf(stderr, "usage: pcre2_alternation WORDS INPUT\n"); return 2; }
  size_t words_size, size, pattern_length;
  char *words = read_all(argv[1], &words_size), *text = read_all(argv[2], &size);
  char *pattern;
  int error;
  PCRE2_SIZE where;
  double started = now();
  pcre2_code *code;
  for (;;) {
    pattern = alternation(words, words_size, &pattern_length);
    code = pcre2_compile((PCRE2_SPTR)pattern, pattern_length, PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &error, &where,
                         NULL);
    /* Error 120: a pattern with 16-bit links holds 64 KiB. Fewer words make this peer faster, never slower. */
    if (code || error != 120) break;
    words_size = halve(words, words_size);
    fprintf(stderr, "the words do not fit one pattern: every second is left out\n");
  }
  if (!code) { fprintf(stderr, "pcre2_compile: error %d at %zu\n", error, (size_t)where); return 2; }
  if ((error = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE)) != 0) { fprintf(stderr, "no JIT: %d\n", error); return 2; }
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  double compiled = now() - started;

  if (pcre2_match(code, (PCRE2_SPTR)text, size, size, 0, data, NULL) < PCRE2_ERROR_NOMATCH) {
    fprintf(stderr, "the input is not UTF-8\n");
    return 2;
  }
  size_t matches = 0;
  started = now();
  for (size_t line = 0; line < size;) {
    char *newline = memchr(text + line, '\n', size - line);
    size_t end = newline ? (size_t)(newline - text) : size, from = 0;
    while (pcre2_jit_match(code, (PCRE2_SPTR)(text + line), end - line, from, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
      matches++;
      from = pcre2_get_ovector_pointer(data)[1];
    }
    line = end + 1;
  }
  printf("%zu %.6f %.6f %zu\n", matches, compiled, now() - started, size);
  return 0;
}
