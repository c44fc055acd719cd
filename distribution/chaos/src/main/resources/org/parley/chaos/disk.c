/* SPDX-License-Identifier: Apache-2.0
 *
 * A disk and a clock that can be told to misbehave, put before libc by LD_PRELOAD. It acts on regular files below
 * CHAOS_HOME, but not below CHAOS_EXCEPT, and takes its orders from CHAOS_CONTROL, a file of int64 that is mapped here
 * and written by the harness:
 *
 *   [0] milliseconds by which each synchronous write is delayed
 *   [1] errno with which each synchronous write fails, 0 for none
 *   [2] seconds by which the clock is ahead (CLOCK_REALTIME, gettimeofday, time)
 *   [3] 1: journal what is not yet durable into CHAOS_CONTROL.journal, for PowerLoss to take back after a kill
 *
 * Synchronous are fsync, fdatasync, and writes to what was opened with O_SYNC or O_DSYNC. A record of the journal is
 *
 *   int64 kind, device, inode, offset, length, size, bytes; then that many bytes
 *
 *   1 WRITE   unsynced write of 'length' at 'offset' of a file that had 'size'; the bytes are what was there before
 *   2 DURABLE the range of a synchronous write
 *   3 SYNCED  all before 'offset' in this journal is durable: what was written to this inode, and every name
 *   4 CREATED the bytes are the path
 *   5 REMOVED the bytes are the path, a zero, and where the content is kept
 *   6 RENAMED the bytes are the old path, a zero, and the new one
 *
 * Not seen: writes through mmap, sendfile, copy_file_range, io_uring and stdio; what was written before the process
 * began counts as durable; a synchronous write never tears.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { DELAY, FAILURE, AHEAD, JOURNAL, ORDERS };
enum { WRITE = 1, DURABLE, SYNCED, CREATED, REMOVED, RENAMED };
enum { MOST = 65536, UNTRACKED = 0, BUFFERED = 1, SYNC = 2 };

static volatile int64_t none[ORDERS];
static volatile int64_t *orders = none;
static unsigned char files[MOST];
static char home[PATH_MAX], except[PATH_MAX], kept[PATH_MAX];
static int journal = -1;
static long removed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t raw_write(int fd, const void *bytes, size_t length) { REAL(write); return real(fd, bytes, length); }
static int raw_open(const char *path, int flags, mode_t mode) { REAL(open); return real(path, flags, mode); }

__attribute__((constructor)) static void begin(void) {
  const char *control = getenv("CHAOS_CONTROL"), *where = getenv("CHAOS_HOME"), *but = getenv("CHAOS_EXCEPT");
  if (!control || !where) return;
  snprintf(home, sizeof home, "%s/", where);
  snprintf(except, sizeof except, "%s", but ? but : "");
  snprintf(kept, sizeof kept, "%s.kept", control);
  int fd = raw_open(control, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0) return;
  void *mapped = mmap(NULL, sizeof(int64_t) * ORDERS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) orders = mapped;
  char path[PATH_MAX + 16];
  snprintf(path, sizeof path, "%s.journal", control);
  journal = raw_open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int below(const char *path) {
  char whole[PATH_MAX];
  if (!home[0] || !path) return 0;
  if (path[0] != '/') {
    char cwd[PATH_MAX / 2];
    if (!getcwd(cwd, sizeof cwd)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", cwd, path);
    path = whole;
  }
  return strncmp(path, home, strlen(home)) == 0 && !(except[0] && strncmp(path, except, strlen(except)) == 0);
}

static int journals(void) { return journal >= 0 && orders[JOURNAL]; }

/* One write(2) for one record: with O_APPEND it is whole or not there, also when the process is killed meanwhile. */
static void note(int64_t kind, const struct stat *of, int64_t offset, int64_t length, const void *bytes, size_t count) {
  int64_t head[7] = {kind, of ? of->st_dev : 0, of ? of->st_ino : 0, offset, length, of ? of->st_size : 0, count};
  char *record = malloc(sizeof head + count);
  if (!record) abort();
  memcpy(record, head, sizeof head);
  if (count) memcpy(record + sizeof head, bytes, count);
  if (raw_write(journal, record, sizeof head + count) != (ssize_t)(sizeof head + count)) abort();
  free(record);
}

static void note_paths(int64_t kind, const char *one, const char *two) {
  char both[2 * PATH_MAX];
  size_t first = strlen(one), second = two ? strlen(two) : 0;
  memcpy(both, one, first);
  if (two) {
    both[first] = 0;
    memcpy(both + first + 1, two, second);
    second++;
  }
  note(kind, NULL, 0, 0, both, first + second);
}

/* Notes what a write will overwrite. */
static void before_write(int fd, int64_t offset, size_t length) {
  struct stat now;
  if (fstat(fd, &now)) return;
  size_t old = offset >= now.st_size ? 0 : (size_t)(now.st_size - offset);
  if (old > length) old = length;
  char path[64], *bytes = old ? malloc(old) : NULL;
  if (old) {
    REAL(pread);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd); /* it may have been opened for writing alone */
    int reader = raw_open(path, O_RDONLY | O_CLOEXEC, 0);
    if (reader < 0 || real(reader, bytes, old, offset) != (ssize_t)old) abort();
    close(reader);
  }
  note(WRITE, &now, offset, length, bytes, old);
  free(bytes);
}

static void after_sync(int fd, int64_t kind, int64_t offset, int64_t length) {
  struct stat now;
  if (!fstat(fd, &now)) note(kind, &now, offset, length, NULL, 0);
}

static int tracked(int fd) { return fd >= 0 && fd < MOST ? files[fd] : UNTRACKED; }

static int misbehave(void) {
  int64_t delay = orders[DELAY], failure = orders[FAILURE];
  if (delay > 0) {
    struct timespec pause = {delay / 1000, delay % 1000 * 1000000};
    nanosleep(&pause, NULL);
  }
  if (failure) errno = (int)failure;
  return failure != 0;
}

static ssize_t around_write(int fd, int64_t offset, size_t length, ssize_t (*go)(void *), void *with) {
  int kind = tracked(fd);
  if (kind == UNTRACKED) return go(with);
  if (kind == SYNC && misbehave()) return -1;
  if (!journals()) return go(with);
  pthread_mutex_lock(&lock);
  if (offset < 0) {
    int flags = fcntl(fd, F_GETFL);
    offset = lseek(fd, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
  }
  before_write(fd, offset, length);
  ssize_t done = go(with);
  int failed = errno;
  if (kind == SYNC && done > 0) after_sync(fd, DURABLE, offset, done);
  pthread_mutex_unlock(&lock);
  errno = failed;
  return done;
}

struct call { int fd; const void *bytes; size_t length; int64_t offset; const struct iovec *parts; int count; };

static ssize_t go_write(void *with) { struct call *c = with; return raw_write(c->fd, c->bytes, c->length); }
static ssize_t go_pwrite(void *with) { struct call *c = with; REAL(pwrite); return real(c->fd, c->bytes, c->length, c->offset); }
static ssize_t go_writev(void *with) { struct call *c = with; REAL(writev); return real(c->fd, c->parts, c->count); }
static ssize_t go_pwritev(void *with) { struct call *c = with; REAL(pwritev); return real(c->fd, c->parts, c->count, c->offset); }

static size_t total(const struct iovec *parts, int count) {
  size_t sum = 0;
  for (int i = 0; i < count; i++) sum += parts[i].iov_len;
  return sum;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  struct call c = {.fd = fd, .bytes = bytes, .length = length};
  return around_write(fd, -1, length, go_write, &c);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  struct call c = {.fd = fd, .bytes = bytes, .length = length, .offset = offset};
  return around_write(fd, offset, length, go_pwrite, &c);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return pwrite(fd, bytes, length, offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
  struct call c = {.fd = fd, .parts = parts, .count = count};
  return around_write(fd, -1, total(parts, count), go_writev, &c);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  struct call c = {.fd = fd, .parts = parts, .count = count, .offset = offset};
  return around_write(fd, offset, total(parts, count), go_pwritev, &c);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return pwritev(fd, parts, count, offset); }

static int synced(int fd, int (*real)(int)) {
  int kind = tracked(fd);
  struct stat of;
  int whole = kind == UNTRACKED && journals() && !fstat(fd, &of) && S_ISDIR(of.st_mode); /* a folder: names alone */
  if (kind != UNTRACKED && misbehave()) return -1;
  pthread_mutex_lock(&lock);
  struct stat until = {0};
  if (journals()) fstat(journal, &until);
  pthread_mutex_unlock(&lock);
  int done = real(fd);
  if (done == 0 && journals() && (kind != UNTRACKED || whole)) {
    pthread_mutex_lock(&lock);
    after_sync(fd, SYNCED, until.st_size, 0);
    pthread_mutex_unlock(&lock);
  }
  return done;
}
int fsync(int fd) { REAL(fsync); return synced(fd, real); }
int fdatasync(int fd) { REAL(fdatasync); return synced(fd, real); }

/* Cutting off is a write of nothing over the tail. */
static int cut(int fd, int64_t size) {
  REAL(ftruncate64);
  struct stat now;
  if (tracked(fd) == UNTRACKED || !journals() || fstat(fd, &now)) return real(fd, size);
  pthread_mutex_lock(&lock);
  if (size < now.st_size) before_write(fd, size, now.st_size - size);
  else note(WRITE, &now, now.st_size, size - now.st_size, NULL, 0);
  int done = real(fd, size);
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

/* Keeps what is about to lose its name. */
static void keep(const char *path) {
  char place[PATH_MAX + 32];
  snprintf(place, sizeof place, "%s/%d.%ld", kept, (int)getpid(), removed++);
  if (link(path, place) == 0) note_paths(REMOVED, path, place);
}

static int open_file(const char *path, int flags, mode_t mode) {
  int ours = below(path), fresh = 0;
  if (ours && journals() && flags & (O_CREAT | O_TRUNC)) {
    struct stat there;
    if (stat(path, &there)) fresh = 1;
    else if (flags & O_TRUNC && S_ISREG(there.st_mode) && there.st_size) {
      int fd = raw_open(path, O_WRONLY | O_CLOEXEC, 0);
      if (fd >= 0 && fd < MOST) {
        files[fd] = BUFFERED;
        cut(fd, 0);
        files[fd] = UNTRACKED;
        close(fd);
      }
    }
  }
  int fd = raw_open(path, flags, mode);
  if (fd < 0) return fd;
  struct stat of;
  if (fd < MOST) {
    files[fd] = UNTRACKED;
    if (ours && !fstat(fd, &of) && S_ISREG(of.st_mode)) files[fd] = flags & (O_SYNC | O_DSYNC) ? SYNC : BUFFERED;
  }
  if (fresh) note_paths(CREATED, path, NULL);
  return fd;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE return open_file(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_file(path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_file(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int openat(int folder, const char *path, int flags, ...) {
  MODE
  REAL(openat);
  if (folder == AT_FDCWD || path[0] == '/') return open_file(path, flags, mode);
  return real(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE
  REAL(openat64);
  if (folder == AT_FDCWD || path[0] == '/') return open_file(path, flags, mode);
  return real(folder, path, flags, mode);
}
int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < MOST) files[fd] = UNTRACKED;
  return real(fd);
}

int unlink(const char *path) {
  REAL(unlink);
  if (journals() && below(path)) keep(path);
  return real(path);
}
int remove(const char *path) {
  REAL(remove);
  if (journals() && below(path)) keep(path);
  return real(path);
}
int rename(const char *from, const char *to) {
  REAL(rename);
  int ours = journals() && below(from) && below(to);
  if (ours) keep(to);
  int done = real(from, to);
  if (ours && done == 0) note_paths(RENAMED, from, to);
  return done;
}

/* The vdso is behind libc's function, so a process that calls libc gets its time from here. */
int clock_gettime(clockid_t which, struct timespec *now) {
  REAL(clock_gettime);
  int done = real(which, now);
  if (done == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) now->tv_sec += orders[AHEAD];
  return done;
}
int gettimeofday(struct timeval *now, void *zone) {
  struct timespec exact;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &exact)) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *into) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
