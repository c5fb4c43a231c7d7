#ifndef GP_LIBRARY_PATH_H
#define GP_LIBRARY_PATH_H

/* The path of the library or program that this function is linked into, as the loader knows it; NULL if it
 * does not say. It lasts as long as the library is loaded. */
const char *gp_library_path(void);

#endif
