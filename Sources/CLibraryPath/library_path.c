/* dladdr is an extension of the GNU C library, which Swift's own Glibc module does not show. */
#define _GNU_SOURCE
#include "library_path.h"

#include <dlfcn.h>
#include <stddef.h>

const char *gp_library_path(void) {
    Dl_info info;
    return dladdr((void *)gp_library_path, &info) ? info.dli_fname : NULL;
}
