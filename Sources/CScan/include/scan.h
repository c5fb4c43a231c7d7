// Byte-class masks over 64 bytes at a time, and the hash of a word.
//
// These two are the only code of the scanner that is written in C, because Swift has no stable
// way yet to name the vector instructions they come down to. Each has a portable form beside it;
// the two give the same answers (ScanCoreTests compares them on random bytes).
#ifndef GATEPOST_SCAN_H
#define GATEPOST_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#define GP_HAS_SSE2 1
#else
#define GP_HAS_SSE2 0
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

/// The masks of the first `count` of 64 bytes, without vector instructions; bits from `count` on are 0.
static inline gp_masks gp_masks64_portable(const uint8_t *bytes, size_t count) {
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

#if GP_HAS_SSE2
// Signed compare works for ASCII ranges: bytes from 0x80 up are negative and fall outside.
static inline __m128i gp_between(__m128i v, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
                       _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

/// The same as the portable form; reads up to 15 bytes behind `count`.
///
/// Not inlined: the constants it needs would be loaded again after every call of the loop round it.
__attribute__((noinline)) static gp_masks gp_masks64(const uint8_t *bytes, size_t count) {
  gp_masks m = {0, 0, 0, 0, 0, 0, 0};
  for (size_t i = 0; i < 4 && 16 * i < count; i++) {
    __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    __m128i upper = gp_between(v, 'A', 'Z');
    __m128i letter = gp_between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    __m128i digit = gp_between(v, '0', '9');
    __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('\''));
    // '&' and '\'' are neighbours, '*' and '+' too; '!', '#', '$', '@', '|' stand alone.
    __m128i odd = _mm_or_si128(
        _mm_or_si128(gp_between(v, '#', '$'), gp_between(v, '&', '\'')),
        _mm_or_si128(
            gp_between(v, '*', '+'),
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('!')),
                         _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('@')),
                                      _mm_cmpeq_epi8(v, _mm_set1_epi8('|'))))));
    __m128i account = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('@')), _mm_cmpeq_epi8(v, _mm_set1_epi8('_')));
    uint64_t high = (uint32_t)_mm_movemask_epi8(v);
    // A multibyte byte OR 0x20 stays negative, so `letter` holds ASCII only.
    uint64_t word = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), quote));
    m.word |= (word | high) << (16 * i);
    m.upper |= (uint64_t)(uint32_t)_mm_movemask_epi8(upper) << (16 * i);
    m.digit |= (uint64_t)(uint32_t)_mm_movemask_epi8(digit) << (16 * i);
    m.high |= high << (16 * i);
    m.odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(odd) << (16 * i);
    m.dot |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('.'))) << (16 * i);
    m.at |= (uint64_t)(uint32_t)_mm_movemask_epi8(account) << (16 * i);
  }
  if (count < 64) {
    uint64_t keep = ((uint64_t)1 << count) - 1;
    m.word &= keep, m.upper &= keep, m.digit &= keep, m.high &= keep;
    m.dot &= keep, m.at &= keep, m.odd &= keep;
  }
  return m;
}
#else
static inline gp_masks gp_masks64(const uint8_t *bytes, size_t count) {
  return gp_masks64_portable(bytes, count);
}
#endif

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

#endif
