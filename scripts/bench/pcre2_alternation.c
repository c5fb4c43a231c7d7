/* A peer for bench.py: one PCRE2 JIT alternation of all the words, caseless, UTF and UCP, whole words, one thread.
 * Where the words do not fit one pattern (64 KiB with the usual 16-bit links), as few equal parts as do fit are matched
 * one after another, and standard error says how many.
 *
 *   pcre2_alternation WORDS INPUT [PLACES]      prints  matches seconds-to-compile seconds-to-scan bytes
 *
 * The input is validated once before the clock starts, and each line is matched by itself as a program that scans
 * comments would do. PLACES takes the byte where each match begins. Reading the file is not in the time. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

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

/* One part of the words, compiled; NULL if it does not fit one pattern. */
static pcre2_code *compile(const char *words, size_t size) {
  size_t length;
  int error;
  PCRE2_SIZE where;
  char *pattern = alternation(words, size, &length);
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, length, PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &error, &where,
                                   NULL);
  free(pattern);
  /* Error 120: the pattern is too large. */
  if (!code && error != 120) { fprintf(stderr, "pcre2_compile: error %d at %zu\n", error, (size_t)where); exit(2); }
  if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) { fprintf(stderr, "no JIT\n"); exit(2); }
  return code;
}

/* Cuts the words into equal parts that each fit one pattern; gives their number. */
static size_t compile_all(const char *words, size_t size, pcre2_code **codes, size_t most) {
  for (size_t parts = 1; parts <= most; parts++) {
    size_t start = 0, made = 0;
    for (; made < parts; made++) {
      size_t end = made + 1 == parts ? size : size * (made + 1) / parts;
      while (end < size && words[end - 1] != '\n') end++;
      if (!(codes[made] = compile(words + start, end - start))) break;
      start = end;
    }
    if (made == parts) return parts;
    while (made > 0) pcre2_code_free(codes[--made]);
  }
  fprintf(stderr, "the words do not fit %zu patterns\n", most);
  exit(2);
}

/* The matches in a text, each line by itself. */
static size_t scan(pcre2_code *code, const char *text, size_t size, pcre2_match_data *data, FILE *places) {
  size_t matches = 0;
  for (size_t line = 0; line < size;) {
    const char *newline = memchr(text + line, '\n', size - line);
    size_t end = newline ? (size_t)(newline - text) : size, from = 0;
    while (pcre2_jit_match(code, (PCRE2_SPTR)(text + line), end - line, from, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
      matches++;
      if (places) fprintf(places, "%zu\n", line + pcre2_get_ovector_pointer(data)[0]);
      from = pcre2_get_ovector_pointer(data)[1];
    }
    line = end + 1;
  }
  return matches;
}

int main(int argc, char **argv) {
  if (argc < 3) { fprintf(stderr, "usage: pcre2_alternation WORDS INPUT [PLACES]\n"); return 2; }
  size_t words_size, size, matches = 0;
  char *words = read_all(argv[1], &words_size), *text = read_all(argv[2], &size);
  FILE *places = argc > 3 ? fopen(argv[3], "w") : NULL;
  pcre2_code *codes[64];
  double started = now();
  size_t parts = compile_all(words, words_size, codes, 64);
  if (parts > 1) fprintf(stderr, "the words take %zu patterns, matched one after another\n", parts);
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  double compiled = now() - started;

  if (pcre2_match(codes[0], (PCRE2_SPTR)text, size, size, 0, data, NULL) < PCRE2_ERROR_NOMATCH) {
    fprintf(stderr, "the input is not UTF-8\n");
    return 2;
  }
  started = now();
  for (size_t part = 0; part < parts; part++) matches += scan(codes[part], text, size, data, places);
  double seconds = now() - started;
  if (places) fclose(places);
  printf("%zu %.6f %.6f %zu\n", matches, compiled, seconds, size);
  return 0;
}
