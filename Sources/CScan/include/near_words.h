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

/// The words of a passage as far as they are asked for from near: two bits for each word, one in
/// `low` and one in `high`, and 0 where there is no word.
typedef struct {
  const uint64_t *low;
  const uint64_t *high;
} gp_words;

/// 1 if one of `count` words from a place on has a bit in common with both halves of a set, else 0,
/// without vector instructions.
static inline uint32_t gp_meets_portable(gp_words words, size_t place, const uint64_t *set, size_t count) {
  uint32_t found = 0;
  for (size_t i = place; i < place + count; i++) {
    found |= (uint32_t)((words.low[i] & set[0]) != 0) & (uint32_t)((words.high[i] & set[1]) != 0);
  }
  return found;
}

#if defined(__SSE2__)
/// Which of four words from a place on are met, a bit each.
static inline uint32_t gp_four_sse2(gp_words words, size_t place, const uint64_t *set) {
  const __m128i low = _mm_set1_epi64x((long long)set[0]), high = _mm_set1_epi64x((long long)set[1]);
  const __m128i none = _mm_setzero_si128();
  const __m128i *lows = (const __m128i *)(words.low + place), *highs = (const __m128i *)(words.high + place);
  // All ones where a quarter has nothing in common; packed, two quarters side by side for each word.
  __m128i a = _mm_packs_epi32(_mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128(lows), low), none),
                              _mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128(lows + 1), low), none));
  __m128i b = _mm_packs_epi32(_mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128(highs), high), none),
                              _mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128(highs + 1), high), none));
  // A half has nothing in common if neither of its quarters has; a word is met if no half is such.
  const __m128i all = _mm_set1_epi32(-1);
  __m128i missed = _mm_or_si128(_mm_cmpeq_epi32(a, all), _mm_cmpeq_epi32(b, all));
  return ~(uint32_t)_mm_movemask_ps(_mm_castsi128_ps(missed));
}
#endif

/// The same as the portable form, but up to three words more than `count` are read, to the end of a
/// four.
///
/// Four at a time and without a branch among them: few of the answers are yes, and nobody can guess
/// where a walk of one to four steps ends.
static inline uint32_t gp_meets(gp_words words, size_t place, const uint64_t *set, size_t count) {
#if defined(__SSE2__)
  uint32_t found = 0;
  for (;;) {
    uint32_t four = gp_four_sse2(words, place, set);
    if (count <= 4) return (found | (four & (((uint32_t)1 << count) - 1))) != 0;
    found |= four & 15;
    place += 4;
    count -= 4;
  }
#else
  return gp_meets_portable(words, place, set, count);
#endif
}

/// A record of a posting as it lies in an image; `PostingRecord` says what its bits are.
typedef struct {
  uint64_t head;
  uint64_t words[2];
} gp_posting;

/// A token, or the left one of two, and where the postings are that it leads to, as `PostingRow` packs it.
typedef struct {
  uint32_t token;
  uint32_t row;
} gp_row;

/// What a token leads to: `Lead`.
typedef struct {
  uint32_t posting;
  uint32_t token;
} gp_lead;

/// How many records a row may have that `gp_queue_rows` takes.
enum { gp_queued_at_once = 8 };

/// Puts the records of rows one after another, each with its token in the upper half, and asks for
/// them ahead.
///
/// Eight are written for each row whether there are eight or not, and so many count as there are: most
/// rows are no longer, and no branch could guess where one ends.
///
/// @param rows The rows.
/// @param count How many.
/// @param records All records.
/// @param shift Where in the bits of a row the count lies that is meant.
/// @param skipped The bits of the first count, 31, if so many records are left out, else 0.
/// @param context Whether only rows with a record for forbidding or changing findings are meant.
/// @param queue Room for eight records for each row.
/// @param queued Takes how many there are.
/// @return How many rows were gone through: all, or those before one with more than eight records.
static inline size_t gp_queue_rows(const gp_row *rows, size_t count, const gp_posting *records, uint32_t shift,
                                   uint32_t skipped, int context, uint64_t *queue, size_t *queued) {
  uint64_t *place = queue;
  size_t number = 0;
  for (; number < count; number++) {
    uint32_t row = rows[number].row, length = row >> shift & 31, left_out = row >> 6 & skipped;
    if (length > gp_queued_at_once) break;
    uint32_t first = (row >> 11) + left_out;
    uint64_t entry = (uint64_t)rows[number].token << 32 | first;
    __builtin_prefetch(records + first);
    for (uint64_t i = 0; i < gp_queued_at_once; i++) place[i] = entry + i;
    place += context ? (length - left_out) & (0 - (row & 1)) : length;
  }
  *queued = (size_t)(place - queue);
  return number;
}

/// Goes through records of postings and writes a lead for each that may be met.
///
/// @param queue The records, by number in the lower half, with the token that led there in the upper.
/// @param words Those of the passage, counted from `gp_reach` places before the first, with as many
///   behind the last.
/// @param uses Records with none of these bits are left out.
/// @param others Records with one of these bits are left out.
/// @param leads Room for `count` of them.
/// @return How many leads there are.
typedef size_t (*gp_collector)(const uint64_t *queue, size_t count, const gp_posting *records, gp_words words,
                               uint32_t uses, uint32_t others, gp_lead *leads);

/// How far off a word can be asked for.
enum { gp_reach = 16 };

/// A collector, made of a way to ask which of four words are met.
///
/// Without a branch but for the seldom postings that ask for more than four places: of the records a
/// third are met, and nobody can guess which.
#define GP_COLLECTOR(NAME, TARGET, FOUR)                                                                  \
  TARGET static inline __attribute__((always_inline)) size_t NAME##_loop(                                 \
      const uint64_t *queue, size_t count, const gp_posting *records, gp_words words, uint64_t meant,     \
      uint64_t unmeant, gp_lead *leads) {                                                                 \
    gp_lead *lead = leads;                                                                                \
    uint32_t met = 0;                                                                                     \
    for (const uint64_t *end = queue + count; queue != end; queue++) {                                    \
      const gp_posting *record = records + (uint32_t)*queue;                                              \
      uint64_t head = record->head;                                                                       \
      size_t token = *queue >> 32, place = token + (uint8_t)(head >> 48);                                 \
      /* Up to four places are a bit each, more are a number. */                                          \
      uint32_t places = (uint32_t)(head >> 56) & 15, found = FOUR(words, place, record->words);           \
      if ((int64_t)head < 0) {                                                                            \
        for (found &= 15; places > 4; places -= 4) {                                                      \
          uint32_t more = FOUR(words, place += 4, record->words);                                         \
          found |= more & (places < 8 ? ((uint32_t)1 << (places - 4)) - 1 : 15);                          \
        }                                                                                                 \
      } else {                                                                                            \
        found &= places;                                                                                  \
      }                                                                                                   \
      /* A record that goes on with the one before counts only if that one is met. */                     \
      met |= ~(uint32_t)(head >> 44) & 1;                                                                 \
      met &= (uint32_t)((head & meant) != 0) & (uint32_t)((head & unmeant) == 0);                         \
      met = found ? met : 0;                                                                              \
      *lead = (gp_lead){(uint32_t)head, (uint32_t)(token + (head >> 46 & 1))};                            \
      lead += met & ~(uint32_t)(head >> 45) & 1;                                                          \
    }                                                                                                     \
    return (size_t)(lead - leads);                                                                        \
  }                                                                                                       \
  TARGET static size_t NAME(const uint64_t *queue, size_t count, const gp_posting *records, gp_words words, \
                            uint32_t uses, uint32_t others, gp_lead *leads) {                             \
    uint64_t meant = (uint64_t)uses << 32, unmeant = (uint64_t)others << 32;                              \
    /* Mostly nothing is left out, and need not be asked. */                                              \
    if (others == 0) return NAME##_loop(queue, count, records, words, meant, 0, leads);                   \
    return NAME##_loop(queue, count, records, words, meant, unmeant, leads);                              \
  }

static inline uint32_t gp_four_portable(gp_words words, size_t place, const uint64_t *set) {
  uint32_t met = 0;
  for (size_t i = 0; i < 4; i++) met |= gp_meets_portable(words, place + i, set, 1) << i;
  return met;
}

GP_COLLECTOR(gp_collect_portable, , gp_four_portable)

#if defined(__SSE2__)
GP_COLLECTOR(gp_collect_sse2, , gp_four_sse2)

/// The same as `gp_four_sse2`, all four at once.
__attribute__((target("avx2"))) static inline uint32_t gp_four_avx2(gp_words words, size_t place,
                                                                    const uint64_t *set) {
  const __m256i none = _mm256_setzero_si256();
  __m256i low = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(words.low + place)),
                                 _mm256_set1_epi64x((long long)set[0]));
  __m256i high = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(words.high + place)),
                                  _mm256_set1_epi64x((long long)set[1]));
  __m256i missed = _mm256_or_si256(_mm256_cmpeq_epi64(low, none), _mm256_cmpeq_epi64(high, none));
  return ~(uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(missed));
}

GP_COLLECTOR(gp_collect_avx2, __attribute__((target("avx2"))), gp_four_avx2)
#endif

/// Where in a set of kinds of signals, 16 words of 64 bits, the kind of a posting stands.
static inline uint32_t gp_kind_word(uint32_t posting) { return posting >> 26 & 15; }
static inline uint64_t gp_kind_bit(uint32_t posting) { return posting >> 20 & 63; }

/// Adds the kinds of some leads to a set.
static inline void gp_add_kinds(const gp_lead *leads, size_t count, uint64_t *kinds) {
  for (size_t i = 0; i < count; i++) {
    kinds[gp_kind_word(leads[i].posting)] |= (uint64_t)1 << gp_kind_bit(leads[i].posting);
  }
}

/// Copies those of some leads whose kind is in a set; there must be room for all.
///
/// Written in any case and kept only where the count goes on: no branch to guess wrong.
///
/// @return How many they are.
static inline size_t gp_keep_kinds(const gp_lead *leads, size_t count, const uint64_t *kinds, gp_lead *kept) {
  gp_lead *place = kept;
  for (size_t i = 0; i < count; i++) {
    gp_lead lead = leads[i];
    *place = lead;
    place += kinds[gp_kind_word(lead.posting)] >> gp_kind_bit(lead.posting) & 1;
  }
  return (size_t)(place - kept);
}

#endif
