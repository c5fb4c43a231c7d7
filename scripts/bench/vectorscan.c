/* A peer for bench.py: Vectorscan with the words as literals, or with the patterns that it takes.
 *
 *   vectorscan words WORDS INPUT [PLACES]        prints  matches seconds-to-compile seconds-to-scan bytes
 *   vectorscan patterns PATTERNS INPUT [PLACES]  prints  matches seconds-to-compile seconds-to-scan bytes taken
 *
 * Words: whole words, caseless; Vectorscan finds the letters, and whether they are a word is seen from what stands
 * beside them. PLACES takes the byte where each begins. Patterns: caseless, UTF-8, one a line; a match is a pattern and a
 * line of the input in which it is found, and PLACES takes both numbers. Reading the file is not in the time. */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

typedef struct {
  const unsigned char *text;
  size_t size, matches, line;
  const size_t *lengths;
  const unsigned *numbers;
  FILE *places;
} Search;

/* A letter, a digit or _; of the others, all letters of two bytes and of three but for punctuation (U+2000-206F), signs
 * and emoji (U+2070-2BFF, from U+10000 on) and U+FE00-FE0F. */
static int is_word_at(const unsigned char *at) {
  if (*at < 0x80) return (unsigned char)((*at | 32) - 'a') < 26 || (unsigned char)(*at - '0') < 10 || *at == '_';
  if (*at >= 0xF0) return 0;
  if (*at >= 0xE0) return !(*at == 0xE2 && at[1] < 0xB0) && !(*at == 0xEF && at[1] == 0xB8);
  return *at != 0xC2 || at[1] == 0xAA || at[1] == 0xB5 || at[1] == 0xBA;
}

static int is_word_before(const unsigned char *text, size_t at) {
  if (at == 0) return 0;
  while (--at > 0 && (text[at] & 0xC0) == 0x80) {}
  return is_word_at(text + at);
}

static int word(unsigned number, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  (void)from, (void)flags;
  Search *search = context;
  size_t start = to - search->lengths[number];
  if (is_word_before(search->text, start) || (to < search->size && is_word_at(search->text + to))) return 0;
  search->matches++;
  if (search->places) fprintf(search->places, "%zu\n", start);
  return 0;
}

static int pattern(unsigned number, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  (void)from, (void)to, (void)flags;
  Search *search = context;
  search->matches++;
  if (search->places) fprintf(search->places, "%u %zu\n", number, search->line);
  return 0;
}

static size_t split(char *text, char **lines, size_t most) {
  size_t count = 0;
  for (char *line = strtok(text, "\n"); line && count < most; line = strtok(NULL, "\n")) lines[count++] = line;
  return count;
}

enum { most_lines = 1 << 20 };

int main(int argc, char **argv) {
  if (argc < 4) { fprintf(stderr, "usage: vectorscan words|patterns LIST INPUT [PLACES]\n"); return 2; }
  int is_words = strcmp(argv[1], "words") == 0;
  size_t list_size, taken = 0;
  Search search = {0};
  char *list = read_all(argv[2], &list_size), **lines = malloc(most_lines * sizeof *lines);
  search.text = (unsigned char *)read_all(argv[3], &search.size);
  search.places = argc > 4 ? fopen(argv[4], "w") : NULL;
  size_t count = split(list, lines, most_lines), *lengths = malloc(count * sizeof *lengths);
  unsigned *flags = malloc(count * sizeof *flags), *numbers = malloc(count * sizeof *numbers);
  hs_database_t *database = NULL;
  hs_compile_error_t *error = NULL;
  double started = now();
  if (is_words) {
    for (size_t i = 0; i < count; i++) {
      lengths[i] = strlen(lines[i]);
      flags[i] = HS_FLAG_CASELESS;
      numbers[i] = (unsigned)i;
    }
    taken = count;
    hs_compile_lit_multi((const char **)lines, flags, numbers, lengths, (unsigned)count, HS_MODE_BLOCK, NULL, &database, &error);
  } else {
    unsigned how = HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH;
    for (size_t i = 0; i < count; i++) {
      /* It knows \b of ASCII letters only. */
      for (unsigned more = HS_FLAG_UCP, tries = 0; tries < 2; more = 0, tries++) {
        hs_database_t *one = NULL;
        if (hs_compile(lines[i], how | more, HS_MODE_BLOCK, NULL, &one, &error) == HS_SUCCESS) {
          hs_free_database(one);
          lines[taken] = lines[i];
          flags[taken] = how | more;
          numbers[taken++] = (unsigned)i;
          break;
        }
        hs_free_compile_error(error);
      }
    }
    error = NULL;
    hs_compile_multi((const char **)lines, flags, numbers, (unsigned)taken, HS_MODE_BLOCK, NULL, &database, &error);
  }
  if (error || !database) { fprintf(stderr, "vectorscan: %s\n", error ? error->message : "nothing to look for"); return 2; }
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) { fprintf(stderr, "vectorscan: no memory\n"); return 2; }
  double compiled = now() - started;
  search.lengths = lengths;
  started = now();
  if (is_words) {
    hs_scan(database, (const char *)search.text, (unsigned)search.size, 0, scratch, word, &search);
  } else {
    for (size_t at = 0; at < search.size; search.line++) {
      const unsigned char *newline = memchr(search.text + at, '\n', search.size - at);
      size_t end = newline ? (size_t)(newline - search.text) : search.size;
      hs_scan(database, (const char *)search.text + at, (unsigned)(end - at), 0, scratch, pattern, &search);
      at = end + 1;
    }
  }
  double seconds = now() - started;
  if (search.places) fclose(search.places);
  printf("%zu %.6f %.6f %zu %zu\n", search.matches, compiled, seconds, search.size, taken);
  return 0;
}
