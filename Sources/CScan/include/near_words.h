// Whether one of some words stands near another, four words at a time.
//
// In C for the reason that scan.h gives: Swift has no stable way yet to name the vector
// instructions. The portable form beside it gives the same answers (ScanCoreTests compares them).
#ifndef GATEPOST_NEAR_WORDS_H
#define GATEPOST_NEAR_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// 1 if one of the first `count` of some signatures has a bit in common with both halves of a set,
/// else 0, without vector instructions.
///
/// A signature and a set are two words of 64 bits each.
static inline uint32_t gp_meets_portable(const void *signatures, const void *set, size_t count) {
  uint64_t halves[2];
  memcpy(halves, set, 16);
  const uint64_t *words = signatures;
  for (size_t i = 0; i < count; i++) {
    if ((words[2 * i] & halves[0]) != 0 && (words[2 * i + 1] & halves[1]) != 0) return 1;
  }
  return 0;
}

#if defined(__SSE2__)
/// The same as the portable form; `signatures` is a multiple of 16, and up to four more than `count`
/// are read, to the end of a four. A count is at most 31.
///
/// Four at a time and without a branch among them: few of the answers are yes, and nobody can guess
/// where a walk of one to four steps ends.
static inline uint32_t gp_meets(const void *signatures, const void *set, size_t count) {
  const __m128i *words = signatures;
  const __m128i wanted = _mm_loadu_si128((const __m128i *)set);
  const __m128i none = _mm_setzero_si128();
  uint32_t found = 0;
  size_t left = count;
  for (;;) {
    // All ones where a quarter has nothing in common; packed, a byte for each quarter of four words.
    __m128i a = _mm_cmpeq_epi32(_mm_and_si128(words[0], wanted), none);
    __m128i b = _mm_cmpeq_epi32(_mm_and_si128(words[1], wanted), none);
    __m128i c = _mm_cmpeq_epi32(_mm_and_si128(words[2], wanted), none);
    __m128i d = _mm_cmpeq_epi32(_mm_and_si128(words[3], wanted), none);
    __m128i quarters = _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
    // A half has nothing in common if neither of its quarters has; a word is met if no half is such.
    __m128i halves = _mm_cmpeq_epi16(quarters, _mm_set1_epi32(-1));
    uint32_t met = (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(halves, none)));
    found |= met & (((uint32_t)1 << left) - 1);
    if (left <= 4) return found != 0;
    left -= 4;
    words += 4;
  }
}
#else
static inline uint32_t gp_meets(const void *signatures, const void *set, size_t count) {
  return gp_meets_portable(signatures, set, count);
}
#endif

#endif
