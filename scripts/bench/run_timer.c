/* Runs a program again and again and measures each run from outside, from a parent that is itself tiny: a child's
 * peak memory counts the parent it was started from.
 *
 *   run_timer RUNS STDIN OUTPUT PROGRAM [ARGUMENT ...]      prints for each run:  seconds peak-KiB exit-status processor-seconds */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 5) { fprintf(stderr, "usage: run_timer RUNS STDIN OUTPUT PROGRAM [ARGUMENT ...]\n"); return 2; }
  for (int run = 0; run < atoi(argv[1]); run++) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, argv[2], O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    pid_t child;
    int status;
    struct rusage usage;
    double started = now();
    int error = posix_spawn(&child, argv[4], &actions, NULL, argv + 4, environ);
    if (error) { fprintf(stderr, "run_timer: cannot start %s (error %d)\n", argv[4], error); return 2; }
    wait4(child, &status, 0, &usage);
    double seconds = now() - started;
    posix_spawn_file_actions_destroy(&actions);
    double processor = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("%.6f %ld %d %.6f\n", seconds, usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           processor);
  }
  return 0;
}
