// Byte-class masks over 64 bytes at a time.
#ifndef GATEPOST_MASKS_H
#define GATEPOST_MASKS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

/// One bit a byte of a 64-byte block; bit 0 is the first byte.
typedef struct {
  uint64_t word;   ///< ASCII letter or digit, apostrophe (0x27), or any byte of a multibyte scalar.
  uint64_t upper;  ///< ASCII capital.
  uint64_t digit;  ///< ASCII digit.
  uint64_t high;   ///< 0x80 and above.
  uint64_t dot;    ///< Full stop.
  uint64_t at;     ///< @ or underscore: what names of accounts have.
  uint64_t odd;    ///< Apostrophe, or one of ! # $ & * + @ | : what words are disguised with.
} gp_masks;

static inline int gp_is_odd(uint8_t byte) {
  return byte == '\'' || byte == '!' || byte == '#' || byte == '$' || byte == '&' ||
         byte == '*' || byte == '+' || byte == '@' || byte == '|';
}

/// The masks of the first `count` of 64 bytes, all of which are read; bits from `count` on are 0.
static inline gp_masks gp_masks_portable(const uint8_t *bytes, size_t count) {
  gp_masks m = {0, 0, 0, 0, 0, 0, 0};
  for (size_t i = 0; i < (count < 64 ? count : 64); i++) {
    uint8_t b = bytes[i];
    uint64_t bit = (uint64_t)1 << i;
    int upper = b >= 'A' && b <= 'Z', lower = b >= 'a' && b <= 'z', digit = b >= '0' && b <= '9';
    if (upper || lower || digit || b >= 0x80 || b == '\'') m.word |= bit;
    if (upper) m.upper |= bit;
    if (digit) m.digit |= bit;
    if (b >= 0x80) m.high |= bit;
    if (b == '.') m.dot |= bit;
    if (b == '@' || b == '_') m.at |= bit;
    if (gp_is_odd(b)) m.odd |= bit;
  }
  return m;
}

#if defined(__SSE2__)

static inline gp_masks gp_masks_first(gp_masks m, size_t count) {
  if (count < 64) {
    uint64_t keep = ((uint64_t)1 << count) - 1;
    m.word &= keep, m.upper &= keep, m.digit &= keep, m.high &= keep;
    m.dot &= keep, m.at &= keep, m.odd &= keep;
  }
  return m;
}

// Signed compare works for ASCII ranges: bytes from 0x80 up are negative and fall outside.
static inline __m128i gp_between(__m128i v, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
                       _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

static inline uint64_t gp_bits(__m128i v) { return (uint32_t)_mm_movemask_epi8(v); }

/// The same with vector instructions that every such processor has.
static inline gp_masks gp_masks_sse2(const uint8_t *bytes, size_t count) {
  gp_masks m = {0, 0, 0, 0, 0, 0, 0};
  for (size_t i = 0; i < 64; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(bytes + i));
    __m128i upper = gp_between(v, 'A', 'Z');
    // A byte of a multibyte scalar OR 0x20 stays negative, so these are ASCII only.
    __m128i letter = gp_between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    __m128i digit = gp_between(v, '0', '9');
    __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('\''));
    __m128i at = _mm_cmpeq_epi8(v, _mm_set1_epi8('@'));
    // '&' and '\'' are neighbours, '*' and '+' too; '!', '#', '$', '@', '|' stand alone.
    __m128i odd = _mm_or_si128(_mm_or_si128(gp_between(v, '#', '$'), gp_between(v, '&', '\'')),
                               _mm_or_si128(gp_between(v, '*', '+'), at));
    odd = _mm_or_si128(odd, _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('!')),
                                         _mm_cmpeq_epi8(v, _mm_set1_epi8('|'))));
    uint64_t high = gp_bits(v);
    m.word |= (gp_bits(_mm_or_si128(_mm_or_si128(letter, digit), quote)) | high) << i;
    m.upper |= gp_bits(upper) << i;
    m.digit |= gp_bits(digit) << i;
    m.high |= high << i;
    m.odd |= gp_bits(odd) << i;
    m.dot |= gp_bits(_mm_cmpeq_epi8(v, _mm_set1_epi8('.'))) << i;
    m.at |= gp_bits(_mm_or_si128(at, _mm_cmpeq_epi8(v, _mm_set1_epi8('_')))) << i;
  }
  return gp_masks_first(m, count);
}

#define GP_AVX2 __attribute__((target("avx2,bmi,bmi2")))

GP_AVX2 static inline __m256i gp_wide_between(__m256i v, char low, char high) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(v, _mm256_set1_epi8((char)(low - 1))),
                          _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(high + 1)), v));
}

GP_AVX2 static inline __m256i gp_wide_is(__m256i v, char byte) {
  return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(byte));
}

GP_AVX2 static inline uint64_t gp_wide_bits(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

// Punctuation by its low half: 0x20 for ! # $ & ' * +, which have that for their high half, and
// nothing that a high half can be for all others.
GP_AVX2 static inline __m256i gp_wide_odd(__m256i v) {
  const __m256i marks = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(1, 0x20, 1, 0x20, 0x20, 1, 0x20, 0x20, 1, 1, 0x20, 0x20, 1, 1, 1, 1));
  __m256i half = _mm256_and_si256(v, _mm256_set1_epi8((char)0xF0));
  __m256i mark = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(marks, v), half);
  return _mm256_or_si256(mark, _mm256_or_si256(gp_wide_is(v, '@'), gp_wide_is(v, '|')));
}

/// The same with those that newer ones have.
GP_AVX2 static inline gp_masks gp_masks_avx2(const uint8_t *bytes, size_t count) {
  __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  __m256i space = _mm256_set1_epi8(0x20);
  gp_masks m;
  m.high = gp_wide_bits(low, high);
  m.digit = gp_wide_bits(gp_wide_between(low, '0', '9'), gp_wide_between(high, '0', '9'));
  m.upper = gp_wide_bits(gp_wide_between(low, 'A', 'Z'), gp_wide_between(high, 'A', 'Z'));
  m.dot = gp_wide_bits(gp_wide_is(low, '.'), gp_wide_is(high, '.'));
  m.at = gp_wide_bits(_mm256_or_si256(gp_wide_is(low, '@'), gp_wide_is(low, '_')),
                      _mm256_or_si256(gp_wide_is(high, '@'), gp_wide_is(high, '_')));
  m.odd = gp_wide_bits(gp_wide_odd(low), gp_wide_odd(high));
  m.word = m.high | m.digit | gp_wide_bits(gp_wide_is(low, '\''), gp_wide_is(high, '\'')) |
           gp_wide_bits(gp_wide_between(_mm256_or_si256(low, space), 'a', 'z'),
                        gp_wide_between(_mm256_or_si256(high, space), 'a', 'z'));
  return gp_masks_first(m, count);
}
#endif

#endif
