// Which form of the hot loops this machine can run.
#ifndef GATEPOST_ROUTINES_H
#define GATEPOST_ROUTINES_H

#include "cutting.h"
#include "near_words.h"
#include "word_marks.h"

/// The hot loops in one form.
typedef struct {
  gp_cutter cut;
  gp_marker mark;
  gp_collector collect;
} gp_routines;

/// Those of the forms that this machine can run, the slowest first; all NULL behind the fastest. All
/// come to the same; the first uses no vector instructions.
static inline gp_routines gp_routines_numbered(size_t number) {
  if (number == 0) return (gp_routines){gp_cut_plainly, gp_mark_plainly, gp_collect_portable};
#if defined(__SSE2__)
  if (number == 1) return (gp_routines){gp_cut_sse2, gp_mark_plainly, gp_collect_sse2};
  if (number == 2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
    return (gp_routines){gp_cut_avx2, gp_mark_avx2, gp_collect_avx2};
#endif
  return (gp_routines){0, 0, 0};
}

/// The fastest of them: to be asked for once and kept.
static inline gp_routines gp_fastest_routines(void) {
  size_t number = 0;
  while (gp_routines_numbered(number + 1).cut) number++;
  return gp_routines_numbered(number);
}

#endif
