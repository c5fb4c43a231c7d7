// The hash of a word.
//
// This and the hot loops (cutting.h with masks.h, word_marks.h, near_words.h) are the only code of the
// scanner that is written in C, because Swift has no stable way yet to name the vector instructions
// they come down to. Each loop has a portable form; all forms give the same answers (ScanCoreTests
// compares them), and routines.h says which one this machine runs.
#ifndef GATEPOST_SCAN_H
#define GATEPOST_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "masks.h"

static inline uint64_t gp_mix(uint64_t a, uint64_t b) {
  __uint128_t product = (__uint128_t)(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xD1B54A32D192ED03u);
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// Eight bytes, little end first, those from `count` on zero. Reads all eight.
static inline uint64_t gp_load(const uint8_t *bytes, size_t count) {
  uint64_t value;
  memcpy(&value, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return count >= 8 ? value : value & (((uint64_t)1 << (8 * count)) - 1);
}

/// Asks for memory that will be read soon.
static inline void gp_prefetch(const void *place) { __builtin_prefetch(place); }

/// The hash of an ASCII word of letters and digits, the same for capitals and small letters.
///
/// Reads up to 15 bytes past the end of the word: the buffer must be padded.
static inline uint64_t gp_word_hash(const uint8_t *bytes, size_t count) {
  // 0x20 is the case bit of letters and is already set in digits.
  const uint64_t lower = 0x2020202020202020u;
  uint64_t hash = count;
  // Nearly all words; the same as what the lines below come to.
  if (count - 1 < 8) {
    uint64_t keep = ~(uint64_t)0 >> (64 - 8 * count);
    return gp_mix((gp_load(bytes, 8) | lower) & keep, hash);
  }
  while (count > 16) {
    hash = gp_mix(gp_load(bytes, 8) | lower, (gp_load(bytes + 8, 8) | lower) + hash);
    bytes += 16;
    count -= 16;
  }
  uint64_t low = gp_load(bytes, count);
  uint64_t high = count > 8 ? gp_load(bytes + 8, count - 8) : 0;
  uint64_t low_case = count >= 8 ? lower : lower & (((uint64_t)1 << (8 * count)) - 1);
  uint64_t high_case = count > 8 ? (count >= 16 ? lower : lower & (((uint64_t)1 << (8 * (count - 8))) - 1)) : 0;
  return gp_mix(low | low_case, (high | high_case) + hash);
}

/// 1 if a word has three or more of one letter in a row, in any case ("sooooo"), else 0.
///
/// Reads up to 15 bytes past the end of the word, as `gp_word_hash` does.
static inline int gp_has_run(const uint8_t *bytes, size_t count) {
  const uint64_t ones = 0x0101010101010101u;
  // Six places at a time: a run from the sixth of eight bytes on ends with the eighth.
  for (size_t place = 0; place + 2 < count; place += 6) {
    uint64_t letters = gp_load(bytes + place, 8) | 0x20 * ones;
    // A byte is 0 here where it is the same as the next, and then where that is too.
    uint64_t change = letters ^ letters >> 8;
    uint64_t none = change | change >> 8;
    uint64_t runs = (none - ones) & ~none & 0x80 * ones;
    size_t left = count - 2 - place;
    if (runs & ~(uint64_t)0 >> (left < 6 ? 64 - 8 * left : 16)) return 1;
  }
  return 0;
}

#endif
