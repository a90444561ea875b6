/* Stands between a process and the disk (LD_PRELOAD): writes down what becomes of the database's files, and fails on
 * request.
 *
 * DISK_FILE     the database; its -wal, its -journal and its folder are looked after as well
 * DISK_LOG      where every write, cut, flush and removal is written down, in order
 * DISK_CONTROL  a file that says what goes wrong from now on: "full" (no space), "broken" (flushes fail), "kill N" (the
 *               process dies instead of its Nth operation); nothing while it is missing or empty
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

struct record {
    char operation, file;
    uint16_t unused;
    uint32_t length;
    int64_t offset;
};

static char file_of[FILES];
static int log_file = -1;
static long operations = 0;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static char which(const char *path) {
    const char *database = getenv("DISK_FILE");
    size_t length = database ? strlen(database) : 0;
    size_t folder = length ? (size_t)(strrchr(database, '/') - database) : 0;
    if (length && strlen(path) == folder && !strncmp(path, database, folder)) return '/';
    if (!length || strncmp(path, database, length)) return 0;
    if (!strcmp(path + length, "")) return 'd';
    if (!strcmp(path + length, "-wal")) return 'w';
    if (!strcmp(path + length, "-journal")) return 'j';
    return 0;
}

static int wish(char *text, int size) {
    const char *path = getenv("DISK_CONTROL");
    int control = path ? REAL(open64)(path, O_RDONLY | O_CLOEXEC) : -1;
    if (control < 0) return 0;
    int length = (int)read(control, text, size - 1);
    REAL(close)(control);
    text[length > 0 ? length : 0] = 0;
    return length > 0;
}

/* The errno with which this operation is to fail, 0 if it may go on. */
static int trouble(char operation) {
    char text[32];
    if (!wish(text, sizeof text)) {
        operations = 0;
        return 0;
    }
    if (!strncmp(text, "kill ", 5) && ++operations >= atol(text + 5)) {
        kill(getpid(), SIGKILL);
        pause();
    }
    if (!strncmp(text, "full", 4) && operation == 'W') return ENOSPC;
    if (!strncmp(text, "broken", 6) && operation == 'S') return EIO;
    return 0;
}

static void note(char operation, char file, int64_t offset, const void *data, uint32_t length) {
    const char *path = getenv("DISK_LOG");
    if (!path) return;
    struct record record = {operation, file, 0, length, offset};
    struct iovec parts[] = {{&record, sizeof record}, {(void *)data, length}};
    if (log_file < 0) log_file = REAL(open64)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (writev(log_file, parts, data ? 2 : 1) < 0) abort();
}

static char looked_after(int file) { return file >= 0 && file < FILES ? file_of[file] : 0; }

#define OPEN(name)                                                                                                     \
    int name(const char *path, int flags, ...) {                                                                       \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                        \
        va_end(rest);                                                                                                  \
        int file = REAL(name)(path, flags, mode);                                                                      \
        if (file >= 0 && file < FILES) file_of[file] = which(path);                                                    \
        return file;                                                                                                   \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (file >= 0 && file < FILES) file_of[file] = 0;
    return REAL(close)(file);
}

#define PWRITE(name, offset_type)                                                                                      \
    ssize_t name(int file, const void *data, size_t length, offset_type offset) {                                      \
        char kept = looked_after(file);                                                                                \
        if (!kept) return REAL(name)(file, data, length, offset);                                                      \
        pthread_mutex_lock(&one_at_a_time);                                                                            \
        int failure = trouble('W');                                                                                    \
        if (!failure) note('W', kept, offset, data, (uint32_t)length);                                                 \
        ssize_t written = failure ? -1 : REAL(name)(file, data, length, offset);                                       \
        pthread_mutex_unlock(&one_at_a_time);                                                                          \
        if (failure) errno = failure;                                                                                  \
        return written;                                                                                                \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define FTRUNCATE(name, offset_type)                                                                                   \
    int name(int file, offset_type length) {                                                                           \
        char kept = looked_after(file);                                                                                \
        if (!kept) return REAL(name)(file, length);                                                                    \
        pthread_mutex_lock(&one_at_a_time);                                                                            \
        trouble('T');                                                                                                  \
        note('T', kept, length, NULL, 0);                                                                              \
        int result = REAL(name)(file, length);                                                                         \
        pthread_mutex_unlock(&one_at_a_time);                                                                          \
        return result;                                                                                                 \
    }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

/* A flush counts from the moment it returned. */
#define FLUSH(name)                                                                                                    \
    int name(int file) {                                                                                               \
        char kept = looked_after(file);                                                                                \
        if (!kept) return REAL(name)(file);                                                                            \
        pthread_mutex_lock(&one_at_a_time);                                                                            \
        int failure = trouble('S');                                                                                    \
        int result = failure ? -1 : REAL(name)(file);                                                                  \
        if (!result) note('S', kept, 0, NULL, 0);                                                                      \
        pthread_mutex_unlock(&one_at_a_time);                                                                          \
        if (failure) errno = failure;                                                                                  \
        return result;                                                                                                 \
    }
FLUSH(fsync)
FLUSH(fdatasync)

int unlink(const char *path) {
    char kept = which(path);
    if (!kept) return REAL(unlink)(path);
    pthread_mutex_lock(&one_at_a_time);
    trouble('U');
    note('U', kept, 0, NULL, 0);
    int result = REAL(unlink)(path);
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}
