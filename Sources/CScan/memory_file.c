#define _GNU_SOURCE
#include "include/memory_file.h"

#include <sys/mman.h>

int gp_memory_file(void) { return memfd_create("document", MFD_CLOEXEC); }
