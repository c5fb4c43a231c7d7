// Where a JSON string ends, sixteen bytes at a time.
//
// In C for the reason that scan.h gives: Swift has no stable way yet to name the vector
// instructions. The portable form beside it gives the same answers (ReadersTests compares them).
#ifndef GATEPOST_STRING_END_H
#define GATEPOST_STRING_END_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
  size_t position;  ///< The first quotation mark or backslash, or the limit.
  uint32_t high;    ///< 0 if all bytes before it are surely ASCII.
} gp_string_end;

/// The first quotation mark or backslash from `from` on, without vector instructions.
static inline gp_string_end gp_find_string_end_portable(const uint8_t *bytes, size_t from, size_t limit) {
  gp_string_end end = {from, 0};
  while (end.position < limit && bytes[end.position] != '"' && bytes[end.position] != '\\') {
    end.high |= bytes[end.position] & 0x80u;
    end.position++;
  }
  return end;
}

#if defined(__SSE2__)
/// The first quotation mark or backslash from `from` on.
///
/// May load up to 15 bytes past `limit`; those may make `high` other than 0.
static inline gp_string_end gp_find_string_end(const uint8_t *bytes, size_t from, size_t limit) {
  const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
  gp_string_end end = {limit, 0};
  for (size_t at = from; at < limit; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(bytes + at));
    uint32_t hits = (uint32_t)_mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)));
    uint32_t high = (uint32_t)_mm_movemask_epi8(v);
    if (hits != 0) {
      // The bytes below the lowest hit.
      end.high |= high & (hits - 1) & ~hits;
      size_t position = at + (size_t)__builtin_ctz(hits);
      if (position < limit) end.position = position;
      return end;
    }
    end.high |= high;
  }
  return end;
}
#else
static inline gp_string_end gp_find_string_end(const uint8_t *bytes, size_t from, size_t limit) {
  return gp_find_string_end_portable(bytes, from, limit);
}
#endif

#endif
