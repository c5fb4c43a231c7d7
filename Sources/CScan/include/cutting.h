// Cuts a text into words.
//
// In C for the reason that scan.h gives: 64 bytes at a time become masks (masks.h), and where the mask
// of word bytes changes, a word begins or ends. The loop is written once and made for each way to make
// masks, so that they stay in registers.
#ifndef GATEPOST_CUTTING_H
#define GATEPOST_CUTTING_H

#include <stddef.h>
#include <stdint.h>

#include "masks.h"
#include "scan.h"

/// How a word is written, as the bits of `TokenShape`.
enum {
  gp_capitalised = 1,
  gp_all_capitals = 2,
  gp_has_digit = 4,
  gp_all_digits = 8,
  gp_inner_capital = 256
};

/// A run of bytes of words that has not been looked up yet.
typedef struct {
  uint64_t hash;   ///< Its hash; means nothing if it is messy.
  uint32_t start;  ///< Its first byte, from the start of the text.
  uint32_t end;    ///< One past its last byte.
  uint16_t shape;  ///< How it is written; means nothing if it is messy.
  uint8_t messy;   ///< 1 if it has an apostrophe or a byte outside ASCII.
} gp_span;

/// How far the cutting of a text has come, and which bytes it has met: a mask that is not 0 if there
/// was one.
typedef struct {
  size_t offset;      ///< Where the next block begins.
  size_t start;       ///< Where the word began that is open at the end of the last.
  uint8_t open;       ///< Whether one is.
  uint8_t messy;      ///< Whether it has an apostrophe or a byte outside ASCII so far.
  uint8_t has_digit;  ///< Whether it has a digit so far.
  uint64_t digit;     ///< Digits.
  uint64_t high;      ///< Bytes outside ASCII.
  uint64_t odd;       ///< What words are disguised with, apostrophes included.
  uint64_t symbol;    ///< The same without apostrophes.
  uint64_t upper;     ///< Capitals.
  uint64_t at;        ///< What names of accounts have.
  uint64_t stop;      ///< Full stops inside a word.
} gp_cutting;

/// How many words of a block can end in it at the most, one of them begun before it.
enum { gp_words_in_block = 33 };

/// Cuts as many blocks of a text as there is room for the words of, and asks for what will be read of
/// the index ahead.
///
/// @param base The text; whole blocks are loaded, so 64 bytes behind its end must be readable.
/// @param size How many bytes it has.
/// @param cutting All 0 for the first block.
/// @param spans Takes the words.
/// @param room How many there is room for.
/// @param slots The index of words, 16 bytes a slot.
/// @param slot_mask How many slots there are, less one.
/// @return How many words there are. The text is cut when `cutting->offset` is past its end: one that fills
///   its last block has an empty one behind it, which ends its last word.
typedef size_t (*gp_cutter)(const uint8_t *base, size_t size, gp_cutting *cutting, gp_span *spans, size_t room,
                            const void *slots, uint32_t slot_mask);

/// The shape of a word from the bits of its bytes in a block.
static inline uint16_t gp_shape(uint64_t upper, uint64_t digit, uint64_t word) {
  if ((upper | digit) == 0) return 0;
  uint64_t letters = word & ~digit;
  uint32_t shape = 0;
  if (upper & word & (0 - word)) {
    shape |= gp_capitalised;
    if ((upper & (upper - 1)) != 0 && upper != letters) shape |= gp_inner_capital;
  }
  if (upper == letters && (letters & (letters - 1)) != 0) shape |= gp_all_capitals;
  if (digit) shape |= gp_has_digit;
  if (!letters) shape |= gp_all_digits;
  return (uint16_t)shape;
}

/// The shape of a word of any length.
static uint16_t gp_shape_of_bytes(const uint8_t *bytes, size_t count) {
  size_t capitals = 0, digits = 0;
  for (size_t i = 0; i < count; i++) {
    capitals += (uint8_t)(bytes[i] - 'A') < 26;
    digits += (uint8_t)(bytes[i] - '0') < 10;
  }
  size_t letters = count - digits;
  int is_capitalised = (uint8_t)(bytes[0] - 'A') < 26;
  uint32_t shape = is_capitalised ? gp_capitalised : 0;
  if (capitals == letters && letters > 1) shape |= gp_all_capitals;
  if (is_capitalised && capitals > 1 && capitals < letters) shape |= gp_inner_capital;
  if (digits > 0) shape |= gp_has_digit;
  if (letters == 0) shape |= gp_all_digits;
  return (uint16_t)shape;
}

static inline void gp_note(gp_cutting *cutting, gp_masks block) {
  cutting->digit |= block.digit;
  cutting->high |= block.high;
  cutting->odd |= block.odd;
  // Of the odd ones the apostrophe alone counts as part of a word.
  cutting->symbol |= block.odd & ~block.word;
  cutting->upper |= block.upper;
  cutting->at |= block.at;
  // At either end of a block the neighbour is not known: taken for a letter, to be safe.
  cutting->stop |= block.dot & (block.word << 1 | 1) & (block.word >> 1 | (uint64_t)1 << 63);
}

/// Notes a word, and asks for its slot ahead. A messy one is hashed in vain.
static inline void gp_put_span(gp_span *span, const uint8_t *base, size_t start, size_t end, uint16_t shape,
                               int messy, const uint8_t *slots, uint32_t slot_mask) {
  uint64_t hash = gp_word_hash(base + start, end - start);
  __builtin_prefetch(slots + 16 * (size_t)((uint32_t)hash & slot_mask));
  *span = (gp_span){hash, (uint32_t)start, (uint32_t)end, shape, (uint8_t)messy};
}

#define GP_CUTTER(NAME, TARGET, MASKS)                                                                            \
  TARGET static size_t NAME(const uint8_t *base, size_t size, gp_cutting *cutting, gp_span *spans, size_t room,   \
                            const void *slots, uint32_t slot_mask) {                                              \
    gp_cutting at = *cutting;                                                                                     \
    gp_span *span = spans, *last = spans + room - gp_words_in_block;                                              \
    for (; at.offset <= size && span <= last; at.offset += 64) {                                                  \
      gp_masks block = MASKS(base + at.offset, size - at.offset);                                                 \
      gp_note(&at, block);                                                                                        \
      uint64_t word = block.word, messy = (block.high | block.odd) & word;                                        \
      /* One past the last byte of each word that ends here, and the first byte of each that begins. */           \
      uint64_t inside = word << 1 | at.open, ends = ~word & inside, starts = word & ~inside;                      \
      if (at.open) {                                                                                              \
        uint64_t until = ends ? (ends & (0 - ends)) - 1 : ~(uint64_t)0;                                           \
        at.messy |= (messy & until) != 0, at.has_digit |= (block.digit & until) != 0;                             \
        if (!ends) continue;                                                                                      \
        size_t end = at.offset + (size_t)__builtin_ctzll(ends);                                                   \
        ends &= ends - 1;                                                                                         \
        int has_shape = at.has_digit || (uint8_t)(base[at.start] - 'A') < 26;                                     \
        uint16_t shape = has_shape ? gp_shape_of_bytes(base + at.start, end - at.start) : 0;                      \
        gp_put_span(span++, base, at.start, end, shape, at.messy, slots, slot_mask);                              \
        at.open = 0;                                                                                              \
      }                                                                                                           \
      for (; ends; ends &= ends - 1, starts &= starts - 1) {                                                      \
        /* From the lowest bit of the one to below the lowest of the other. */                                    \
        uint64_t own = (ends & (0 - ends)) - (starts & (0 - starts));                                             \
        size_t start = at.offset + (size_t)__builtin_ctzll(starts);                                               \
        size_t end = at.offset + (size_t)__builtin_ctzll(ends);                                                   \
        uint16_t shape = gp_shape(block.upper & own, block.digit & own, own);                                     \
        gp_put_span(span++, base, start, end, shape, (messy & own) != 0, slots, slot_mask);                       \
      }                                                                                                           \
      if (starts) {                                                                                               \
        uint64_t own = 0 - starts;                                                                                \
        at.open = 1, at.start = at.offset + (size_t)__builtin_ctzll(starts);                                      \
        at.messy = (messy & own) != 0, at.has_digit = (block.digit & own) != 0;                                   \
      }                                                                                                           \
    }                                                                                                             \
    *cutting = at;                                                                                                \
    return (size_t)(span - spans);                                                                                \
  }

GP_CUTTER(gp_cut_plainly, , gp_masks_portable)
#if defined(__SSE2__)
GP_CUTTER(gp_cut_sse2, , gp_masks_sse2)
GP_CUTTER(gp_cut_avx2, __attribute__((target("avx2,bmi,bmi2"))), gp_masks_avx2)
#endif

#endif
