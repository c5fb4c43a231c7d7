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
#include <immintrin.h>
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

/// A record of a posting as it lies in an image; `PostingRecord` says what its bits are.
typedef struct {
  uint64_t head;
  uint64_t words[2];
} gp_posting;

/// What a token leads to: `Lead`.
typedef struct {
  uint32_t posting;
  uint32_t token;
} gp_lead;

/// Goes through records of postings and writes a lead for each that may be met.
///
/// @param queue The records, by number in the lower half, with the token that led there in the upper.
/// @param signatures Those of the tokens, a multiple of 16, with room as `gp_meets` says.
/// @param uses Records with none of these bits are left out.
/// @param others Records with one of these bits are left out.
/// @param leads Room for `count` of them.
/// @return How many leads there are.
typedef size_t (*gp_collector)(const uint64_t *queue, size_t count, const gp_posting *records,
                               const void *signatures, uint32_t uses, uint32_t others, gp_lead *leads);

/// The loop of all collectors, round a way to ask whether a word is met.
///
/// Without a branch but for the seldom spans of more than four words: of the records a third are met,
/// and nobody can guess which.
#define GP_COLLECT(MEETS)                                                                       \
  const uint64_t meant = (uint64_t)uses << 32, unmeant = (uint64_t)others << 32;                \
  gp_lead *lead = leads;                                                                        \
  uint32_t met = 0;                                                                             \
  for (const uint64_t *end = queue + count; queue != end; queue++) {                            \
    const gp_posting *record = records + (uint32_t)*queue;                                      \
    uint64_t head = record->head;                                                               \
    int64_t anchor = (int64_t)(*queue >> 32) + (int64_t)(head >> 46 & 1);                       \
    const char *first = (const char *)signatures + 16 * (anchor + (int8_t)(head >> 48));        \
    /* A record that goes on with the one before counts only if that one is met. */             \
    met |= ~(uint32_t)(head >> 44) & 1;                                                         \
    met &= (uint32_t)((head & meant) != 0) & (uint32_t)((head & unmeant) == 0);                 \
    met &= MEETS(first, record->words, head >> 56);                                             \
    *lead = (gp_lead){(uint32_t)head, (uint32_t)anchor};                                        \
    lead += met & ~(uint32_t)(head >> 45) & 1;                                                  \
  }                                                                                             \
  return (size_t)(lead - leads);

static size_t gp_collect_portable(const uint64_t *queue, size_t count, const gp_posting *records,
                                  const void *signatures, uint32_t uses, uint32_t others, gp_lead *leads) {
  GP_COLLECT(gp_meets_portable)
}

#if defined(__SSE2__)
static size_t gp_collect_sse2(const uint64_t *queue, size_t count, const gp_posting *records,
                              const void *signatures, uint32_t uses, uint32_t others, gp_lead *leads) {
  GP_COLLECT(gp_meets)
}

/// The same as `gp_meets`, two words at a time.
__attribute__((target("avx2"))) static inline uint32_t gp_meets_avx2(const void *signatures, const void *set,
                                                                     size_t count) {
  const __m256i *words = signatures;
  const __m256i wanted = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set));
  const __m256i none = _mm256_setzero_si256();
  uint32_t found = 0;
  size_t left = count;
  for (;;) {
    // A bit for each half that has nothing in common.
    __m256i a = _mm256_cmpeq_epi64(_mm256_and_si256(_mm256_loadu_si256(words), wanted), none);
    __m256i b = _mm256_cmpeq_epi64(_mm256_and_si256(_mm256_loadu_si256(words + 1), wanted), none);
    uint32_t halves = (uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(a)) |
                      (uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(b)) << 4;
    // Odd bits do not count: they say something of two words.
    found |= ~(halves | halves >> 1) & 0x55 & (uint32_t)(((uint64_t)1 << 2 * left) - 1);
    if (left <= 4) return found != 0;
    left -= 4;
    words += 2;
  }
}

__attribute__((target("avx2"))) static size_t gp_collect_avx2(const uint64_t *queue, size_t count,
                                                              const gp_posting *records, const void *signatures,
                                                              uint32_t uses, uint32_t others, gp_lead *leads) {
  GP_COLLECT(gp_meets_avx2)
}
#endif

/// A collector of those that this machine can run, the slowest first; NULL behind the fastest. All
/// give the same leads; the first uses no vector instructions.
static inline gp_collector gp_collector_numbered(size_t number) {
  if (number == 0) return gp_collect_portable;
#if defined(__SSE2__)
  if (number == 1) return gp_collect_sse2;
  if (number == 2 && __builtin_cpu_supports("avx2")) return gp_collect_avx2;
#endif
  return 0;
}

/// The fastest of them: to be asked for once and kept.
static inline gp_collector gp_fastest_collector(void) {
  size_t number = 0;
  while (gp_collector_numbered(number + 1)) number++;
  return gp_collector_numbered(number);
}

#endif
