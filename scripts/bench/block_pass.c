/* A floor for bench.py: reads a file in blocks of 64 KiB and counts words and lines, doing nothing with them.
 *
 *   block_pass INPUT      prints  words lines bytes */
#include <stdio.h>

static int is_letter(unsigned char c) { return (unsigned char)((c | 32) - 'a') < 26 || c >= 128 || c == '\''; }

int main(int argc, char **argv) {
  static unsigned char block[1 << 16];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) { fprintf(stderr, "usage: block_pass INPUT\n"); return 2; }
  setvbuf(file, NULL, _IONBF, 0);
  size_t words = 0, lines = 0, bytes = 0, length;
  int before = 0;
  while ((length = fread(block, 1, sizeof block, file)) > 0) {
    bytes += length;
    for (size_t i = 0; i < length; i++) {
      int letter = is_letter(block[i]);
      words += (size_t)(letter & !before);
      lines += block[i] == '\n';
      before = letter;
    }
  }
  printf("%zu %zu %zu\n", words, lines, bytes);
  return 0;
}
