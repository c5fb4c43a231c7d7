// What is worked out for all words of a passage at once: a sign for each, and which two side by side
// may lead to something.
//
// In C for the reason that scan.h gives. The loops are written once and made twice: plainly, and with
// the vector instructions of newer processors.
#ifndef GATEPOST_WORD_MARKS_H
#define GATEPOST_WORD_MARKS_H

#include <stddef.h>
#include <stdint.h>

/// A mixture of the numbers of two words side by side, of which the upper bits are the better ones.
static inline uint32_t gp_pair_hash(uint32_t left, uint32_t right) {
  uint32_t mixed = left * 0x9E3779B1u ^ right * 0x85EBCA77u;
  return (mixed ^ mixed >> 15) * 0xC2B2AE3Du;
}

/// Another mixture of them, which tells apart what the first does not.
static inline uint32_t gp_pair_tag(uint32_t left, uint32_t right) {
  uint32_t mixed = left * 0x27D4EB2Fu + (right << 16 | right >> 16) * 0x165667B1u;
  return mixed ^ mixed >> 13;
}

/// The two bits of a word of the filter of pairs that stand for one.
static inline uint32_t gp_first_filter_bit(uint32_t hash) { return hash >> 12 & 63; }
static inline uint32_t gp_second_filter_bit(uint32_t hash) { return hash >> 6 & 63; }

/// A sign for a word: one bit of 64, and another of 64, chosen independently.
///
/// Fibonacci hashing: the top bits of the product are the well-mixed ones.
static inline uint64_t gp_low_sign(uint32_t word) { return (uint64_t)1 << (word * 0x9E3779B1u >> 26); }
static inline uint64_t gp_high_sign(uint32_t word) { return (uint64_t)1 << (word * 0x9E3779B1u >> 20 & 63); }

/// Works out the signs of words, and which of them may lead to something with the next.
///
/// @param words Their numbers; up to three more than there are may be read. To go on to the end of a four costs
///   less than to stop before it.
/// @param count How many.
/// @param filter A Bloom filter of pairs, a power of two of words of 64 bits; each pair has its bits in one.
/// @param shift By how many bits a hash is shifted to give the number of that word.
/// @param low Takes the first bit of each, and anything in up to three more.
/// @param high Takes the other.
/// @param pairs Room for three numbers more than there are words; takes the left word of each pair that the filter lets
///   pass. Words that no list knows have the number 0 and are let pass no oftener than others.
/// @return How many pairs there are.
typedef size_t (*gp_marker)(const uint32_t *words, size_t count, const uint64_t *filter, uint32_t shift,
                            uint64_t *low, uint64_t *high, uint32_t *pairs);

#define GP_MARKER(NAME, TARGET)                                                                                       \
  TARGET static size_t NAME(const uint32_t *restrict words, size_t count, const uint64_t *restrict filter,            \
                            uint32_t shift, uint64_t *restrict low, uint64_t *restrict high,                          \
                            uint32_t *restrict pairs) {                                                               \
    for (size_t i = 0; i < count; i += 4) {                                                                           \
      for (size_t j = i; j < i + 4; j++) low[j] = gp_low_sign(words[j]), high[j] = gp_high_sign(words[j]);            \
    }                                                                                                                 \
    for (size_t i = 1; i < count; i += 4) {                                                                           \
      for (size_t j = i; j < i + 4; j++) pairs[j] = gp_pair_hash(words[j - 1], words[j]);                             \
    }                                                                                                                 \
    size_t kept = 0;                                                                                                  \
    for (size_t i = 1; i < count; i++) {                                                                              \
      uint32_t hash = pairs[i];                                                                                       \
      uint64_t bits = filter[hash >> shift];                                                                          \
      /* Written for every two words and kept only where the count goes on: no branch to guess. */                    \
      pairs[kept] = (uint32_t)(i - 1);                                                                                \
      kept += bits >> gp_first_filter_bit(hash) & bits >> gp_second_filter_bit(hash) & 1;                             \
    }                                                                                                                 \
    return kept;                                                                                                      \
  }

GP_MARKER(gp_mark_plainly, )

#if defined(__SSE2__)
GP_MARKER(gp_mark_avx2, __attribute__((target("avx2,bmi,bmi2"))))
#endif

#endif
