/* Preloaded into relcommit and all that it starts: counts what changes files, and kills at the n-th such call.
 *
 * EFFECTS_COUNTER   a file of 8 zero bytes that all processes share
 * EFFECTS_KILL_AT   the number of the call before which to kill; 0 only counts
 * EFFECTS_ALONE     set: only the leader of the process group dies, its children go on
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long *counter;
static long kill_at;
static int alone;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("EFFECTS_COUNTER");
  if (!file) return;
  int handle = NEXT(open)(file, O_RDWR | O_CLOEXEC);
  if (handle < 0) return;
  void *shared = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
  close(handle);
  if (shared == MAP_FAILED) return;
  counter = shared;
  const char *number = getenv("EFFECTS_KILL_AT");
  kill_at = number ? atol(number) : 0;
  alone = getenv("EFFECTS_ALONE") != NULL;
}

static void effect(void) {
  if (!counter) return;
  if (__sync_add_and_fetch(counter, 1) != kill_at) return;
  pid_t leader = getpgrp();
  kill(alone ? leader : -leader, SIGKILL);
  while (getpid() == leader) pause();
}

static int is_file(int handle) {
  struct stat seen;
  int before = errno, answer = fstat(handle, &seen) == 0 && S_ISREG(seen.st_mode);
  errno = before;
  return answer;
}

#define WRAP(type, name, parameters, ...) \
  type name parameters { effect(); return NEXT(name)(__VA_ARGS__); }
WRAP(int, rename, (const char *a, const char *b), a, b)
WRAP(int, renameat, (int d, const char *a, int e, const char *b), d, a, e, b)
WRAP(int, link, (const char *a, const char *b), a, b)
WRAP(int, linkat, (int d, const char *a, int e, const char *b, int f), d, a, e, b, f)
WRAP(int, symlink, (const char *a, const char *b), a, b)
WRAP(int, symlinkat, (const char *a, int d, const char *b), a, d, b)
WRAP(int, unlink, (const char *a), a)
WRAP(int, unlinkat, (int d, const char *a, int f), d, a, f)
WRAP(int, mkdir, (const char *a, mode_t m), a, m)
WRAP(int, mkdirat, (int d, const char *a, mode_t m), d, a, m)
WRAP(int, rmdir, (const char *a), a)
WRAP(int, chmod, (const char *a, mode_t m), a, m)
WRAP(int, ftruncate, (int f, off_t l), f, l)
WRAP(int, ftruncate64, (int f, off64_t l), f, l)
WRAP(int, fsync, (int f), f)

#define OPENING(name, parameters, ...)                                 \
  int name parameters {                                                \
    mode_t mode = 0;                                                   \
    if (flags & O_CREAT) {                                             \
      va_list rest;                                                    \
      va_start(rest, flags);                                           \
      mode = va_arg(rest, mode_t);                                     \
      va_end(rest);                                                    \
    }                                                                  \
    if (flags & (O_CREAT | O_TRUNC)) effect();                         \
    return NEXT(name)(__VA_ARGS__, flags, mode);                       \
  }
OPENING(open, (const char *path, int flags, ...), path)
OPENING(open64, (const char *path, int flags, ...), path)
OPENING(openat, (int folder, const char *path, int flags, ...), folder, path)
OPENING(openat64, (int folder, const char *path, int flags, ...), folder, path)

ssize_t write(int handle, const void *data, size_t size) {
  if (counter && is_file(handle)) effect();
  return NEXT(write)(handle, data, size);
}
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t place) {
  if (counter && is_file(handle)) effect();
  return NEXT(pwrite64)(handle, data, size, place);
}
