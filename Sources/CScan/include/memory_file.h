#ifndef GATEPOST_MEMORY_FILE_H
#define GATEPOST_MEMORY_FILE_H

// A file that is in memory only and gone when its descriptor is closed; -1 if there can be none.
int gp_memory_file(void);

#endif
