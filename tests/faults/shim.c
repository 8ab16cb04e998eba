/* A disk that fails when told. Preloaded under the real program (LD_PRELOAD), it stands between it and
 * the C library, and looks at the calls on files under one folder only. Linux, x86-64 and ARM64.
 *
 *   REBOND_SHIM_UNDER   the folder, absolute and without links; required, nothing is touched elsewhere
 *   REBOND_SHIM_CALLS   which calls are counted and may fail, separated by commas; all, if not given:
 *                         open create read write sync truncate rename link unlink mkdir mode close statfs
 *                       `open` does not create, `create` does; `sync` is fsync and fdatasync, of files
 *                       and folders; `mode` is chmod and fchmod.
 *   REBOND_SHIM_SKIP    leaves out files whose path ends with this, such as `-shm`
 *   REBOND_SHIM_AT      the call at which it happens, from 1; without it the calls are only counted
 *   REBOND_SHIM_DO      what happens: EIO ENOSPC EROFS EACCES EMFILE EINTR EDQUOT (nothing is done, the
 *                       call fails; a close closes all the same), `short` (half of a read or a write is
 *                       done; the other calls are left alone), `kill-before`, `kill-after` (SIGKILL)
 *   REBOND_SHIM_FOREVER if set: at every counted call from then on, not once
 *   REBOND_SHIM_QUOTA   bytes that the files under the folder may take together; a write that would
 *                       take more does what still fits, then fails with ENOSPC
 *   REBOND_SHIM_STATFS  the type that statfs and fstatfs give for anything, such as 0x6969
 *   REBOND_SHIM_READ_ONLY  if set: the folder lies on a read-only file system
 *   REBOND_SHIM_CLOCK   what the clock of the day says: seconds since 1970, separated by commas; the first
 *                       time it is asked the first, then the next, and after the last the first again
 *   REBOND_SHIM_HASTE   if set: nobody waits; usleep and nanosleep return at once
 *   REBOND_SHIM_LIE     `sync`: fsync does nothing and says it did; `folders`: only that of folders
 *   REBOND_SHIM_TRACE   a file outside the folder, to which all that changes something is appended, in order:
 *                         u8 what, u64 inode, u64 number, u32 length of the path, u32 length of the
 *                         bytes, path, bytes (in the order of bytes of this machine)
 *                         C created (path)          W written (number: offset; bytes)
 *                         T cut (number: size)      S synced            D folder synced (path)
 *                         L linked (path; bytes: new path)              R renamed (path; bytes: new path)
 *                         U unlinked (path)         M folder made (path)
 *                         A written to stdout (bytes)
 *   REBOND_SHIM_TALLY   a file outside the folder that keeps, whatever happens to the process:
 *                         u64 calls counted, u64 fired, then what was hit first as text, 240 bytes
 *                       It is added to where it is there already, so that the processes of a session
 *                       count on (AT counts in each process from 1).
 *
 * What copies between files in the kernel (copy_file_range, sendfile, splice) is refused as on a kernel
 * that lacks it: then the program copies by read and write. What is written through a mapping
 * (the index of the write-ahead log, `-shm`) is not seen.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum call { OPEN, CREATE, READ, WRITE, SYNC, TRUNCATE, RENAME, LINK, UNLINK, MKDIR, MODE, CLOSE, STATFS, CALLS };
static const char *const NAMES[CALLS] = { "open", "create", "read", "write", "sync", "truncate", "rename",
    "link", "unlink", "mkdir", "mode", "close", "statfs" };

struct tally { uint64_t calls, fired; char what[240]; };

static struct tally nowhere, *tally = &nowhere;
static char under[PATH_MAX];
static size_t under_length;
static int counted[CALLS];
static const char *skip;
static uint64_t mine, at;
static int failure, is_short, kill_before, kill_after, forever;
static uint64_t quota = UINT64_MAX;
static long fake_type;
static int lie_sync, lie_folders;
static int read_only, haste;
static const char *clock_says, *clock_next;
static int trace = -1;
static int ready;

#define FDS 1024
static char *opened[FDS];

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static const struct { const char *name; int number; } FAILURES[] = { { "EIO", EIO }, { "ENOSPC", ENOSPC },
    { "EROFS", EROFS }, { "EACCES", EACCES }, { "EMFILE", EMFILE }, { "EINTR", EINTR }, { "EDQUOT", EDQUOT } };

__attribute__((constructor)) static void begin(void)
{
    const char *value = getenv("REBOND_SHIM_UNDER");
    if (!value || strlen(value) >= sizeof under) return;
    strcpy(under, value);
    under_length = strlen(under);
    value = getenv("REBOND_SHIM_CALLS");
    for (int call = 0; call < CALLS; call++) {
        counted[call] = !value;
        for (const char *word = value; word && *word; word = strchr(word, ',') ? strchr(word, ',') + 1 : NULL) {
            size_t length = strcspn(word, ",");
            if (length == strlen(NAMES[call]) && !strncmp(word, NAMES[call], length)) counted[call] = 1;
        }
    }
    skip = getenv("REBOND_SHIM_SKIP");
    value = getenv("REBOND_SHIM_AT");
    at = value ? strtoull(value, NULL, 10) : 0;
    value = getenv("REBOND_SHIM_DO");
    for (size_t i = 0; value && i < sizeof FAILURES / sizeof *FAILURES; i++)
        if (!strcmp(value, FAILURES[i].name)) failure = FAILURES[i].number;
    is_short = value && !strcmp(value, "short");
    kill_before = value && !strcmp(value, "kill-before");
    kill_after = value && !strcmp(value, "kill-after");
    forever = getenv("REBOND_SHIM_FOREVER") != NULL;
    value = getenv("REBOND_SHIM_QUOTA");
    if (value) quota = strtoull(value, NULL, 10);
    value = getenv("REBOND_SHIM_STATFS");
    if (value) fake_type = (long)strtoull(value, NULL, 0);
    read_only = getenv("REBOND_SHIM_READ_ONLY") != NULL;
    haste = getenv("REBOND_SHIM_HASTE") != NULL;
    clock_says = clock_next = getenv("REBOND_SHIM_CLOCK");
    value = getenv("REBOND_SHIM_LIE");
    lie_sync = value && !strcmp(value, "sync");
    lie_folders = lie_sync || (value && !strcmp(value, "folders"));
    value = getenv("REBOND_SHIM_TALLY");
    if (value) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, value, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd >= 0 && syscall(SYS_ftruncate, fd, sizeof *tally) == 0) {
            void *map = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            if (map != MAP_FAILED) tally = map;
        }
        if (fd >= 0) syscall(SYS_close, fd);
    }
    value = getenv("REBOND_SHIM_TRACE");
    if (value) trace = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    ready = 1;
}

/* The absolute path, or NULL if it is not under the folder. */
static char *inside(int folder, const char *path, char *whole)
{
    if (!ready || !path) return NULL;
    if (*path == '/') {
        if (strlen(path) >= PATH_MAX) return NULL;
        strcpy(whole, path);
    } else {
        char base[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return NULL;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length < 0) return NULL;
            base[length] = 0;
        }
        while (!strncmp(path, "./", 2)) path += 2;
        if (!strcmp(path, ".")) path = "";
        if (snprintf(whole, PATH_MAX, *path ? "%s/%s" : "%s%s", base, path) >= PATH_MAX) return NULL;
    }
    size_t length = strlen(whole);
    while (length > 1 && whole[length - 1] == '/') whole[--length] = 0;
    if (strncmp(whole, under, under_length) || (whole[under_length] && whole[under_length] != '/')) return NULL;
    if (skip && length >= strlen(skip) && !strcmp(whole + length - strlen(skip), skip)) return NULL;
    return whole;
}

/* The path under which a descriptor was opened, or NULL if it is not under the folder. */
static const char *of(int fd, char *whole)
{
    if (!ready || fd < 3) return NULL;
    if (fd < FDS && opened[fd]) return opened[fd];
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || *path != '/') return NULL;
    path[length] = 0;
    return inside(AT_FDCWD, path, whole);
}

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

enum verdict { GO, FAIL, HALF };

static void fire(const char *what, const char *path)
{
    if (!tally->fired) snprintf(tally->what, sizeof tally->what, "%s %s", what, path);
    __atomic_add_fetch(&tally->fired, 1, __ATOMIC_SEQ_CST);
}

/* Whether the file system refuses it because nothing is written there. */
static int refused(int changes, const char *path)
{
    if (!read_only || !changes || !path) return 0;
    fire("read-only", path);
    errno = EROFS;
    return 1;
}

static int hit;

/* Counts a call, and says what becomes of it. */
static enum verdict ask(enum call call, const char *path)
{
    hit = 0;
    if (refused(call != OPEN && call != READ && call != SYNC && call != CLOSE && call != STATFS, path)) return FAIL;
    if (!path || !counted[call]) return GO;
    __atomic_add_fetch(&tally->calls, 1, __ATOMIC_SEQ_CST);
    uint64_t now = __atomic_add_fetch(&mine, 1, __ATOMIC_SEQ_CST);
    if (!at || (forever ? now < at : now != at)) return GO;
    if (is_short && call != READ && call != WRITE) return GO;
    hit = 1;
    if (!tally->fired) snprintf(tally->what, sizeof tally->what, "%s %s", NAMES[call], path);
    __atomic_add_fetch(&tally->fired, 1, __ATOMIC_SEQ_CST);
    if (kill_before) die();
    if (is_short) return HALF;
    if (failure) {
        errno = failure;
        return FAIL;
    }
    return GO;
}

/* Ends a call that was counted. */
static void done(void)
{
    if (hit && kill_after) die();
}

static void keep(char what, uint64_t inode, uint64_t number, const char *path, const void *bytes, size_t length)
{
    if (trace < 0) return;
    uint8_t head[25];
    uint32_t name = path ? (uint32_t)strlen(path) : 0, size = (uint32_t)length;
    head[0] = (uint8_t)what;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &number, 8);
    memcpy(head + 17, &name, 4);
    memcpy(head + 21, &size, 4);
    struct iovec parts[3] = { { head, sizeof head }, { (void *)path, name }, { (void *)bytes, length } };
    syscall(SYS_writev, trace, parts, 3);
}

static uint64_t inode_of(int fd)
{
    struct stat meta;
    return fstat(fd, &meta) ? 0 : meta.st_ino;
}

static uint64_t taken(const char *folder)
{
    uint64_t sum = 0;
    DIR *entries = opendir(folder);
    if (!entries) return 0;
    for (struct dirent *entry; (entry = readdir(entries));) {
        char path[PATH_MAX];
        struct stat meta;
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path) continue;
        if (lstat(path, &meta)) continue;
        sum += S_ISDIR(meta.st_mode) ? taken(path) : (uint64_t)meta.st_size;
    }
    closedir(entries);
    return sum;
}

/* How many of these bytes still fit. */
static size_t fits(int fd, off_t offset, size_t length, const char *path)
{
    struct stat meta;
    if (quota == UINT64_MAX || fstat(fd, &meta) || !S_ISREG(meta.st_mode)) return length;
    if (offset < 0) offset = lseek(fd, 0, SEEK_CUR);
    if (offset + (off_t)length <= meta.st_size) return length;
    uint64_t used = taken(under), growth = (uint64_t)(offset + (off_t)length - meta.st_size);
    uint64_t left = used < quota ? quota - used : 0;
    if (growth <= left) return length;
    if (!tally->fired) snprintf(tally->what, sizeof tally->what, "full %s", path);
    __atomic_add_fetch(&tally->fired, 1, __ATOMIC_SEQ_CST);
    uint64_t lacks = growth - left;
    return lacks < length ? length - (size_t)lacks : 0;
}

/* ---- opening and closing ---- */

static int open_at(int folder, const char *name, int flags, mode_t mode)
{
    char whole[PATH_MAX];
    const char *path = inside(folder, name, whole);
    struct stat meta;
    int creates = 0;
    if (path && (flags & O_CREAT)) creates = lstat(path, &meta) != 0;
    if (refused((flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC), path)) return -1;
    if (ask(creates ? CREATE : OPEN, path) == FAIL) return -1;
    int fd = (int)syscall(SYS_openat, folder, name, flags, mode);
    if (fd >= 0 && path) {
        if (fd < FDS) {
            free(opened[fd]);
            opened[fd] = strdup(path);
        }
        if (creates) keep('C', inode_of(fd), mode, path, NULL, 0);
        if (!creates && (flags & O_TRUNC)) keep('T', inode_of(fd), 0, path, NULL, 0);
    }
    int saved = errno;
    done();
    errno = saved;
    return fd;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_at(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd)
{
    char whole[PATH_MAX];
    const char *path = fd >= 0 && fd < FDS && opened[fd] ? opened[fd] : NULL;
    if (path) path = strcpy(whole, path);
    enum verdict verdict = ask(CLOSE, path);
    int why = errno;
    if (fd >= 0 && fd < FDS) {
        free(opened[fd]);
        opened[fd] = NULL;
    }
    int result = (int)syscall(SYS_close, fd);
    if (verdict == FAIL) {
        errno = why;
        return -1;
    }
    done();
    return result;
}

/* ---- reading ---- */

#define SOME(length) ((length) > 1 ? (length) / 2 : (length))

ssize_t read(int fd, void *bytes, size_t length)
{
    char whole[PATH_MAX];
    enum verdict verdict = ask(READ, of(fd, whole));
    if (verdict == FAIL) return -1;
    ssize_t result = syscall(SYS_read, fd, bytes, verdict == HALF ? SOME(length) : length);
    done();
    return result;
}

static ssize_t pread_at(int fd, void *bytes, size_t length, off_t offset)
{
    char whole[PATH_MAX];
    enum verdict verdict = ask(READ, of(fd, whole));
    if (verdict == FAIL) return -1;
    ssize_t result = syscall(SYS_pread64, fd, bytes, verdict == HALF ? SOME(length) : length, offset);
    done();
    return result;
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) { return pread_at(fd, bytes, length, offset); }
ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) { return pread_at(fd, bytes, length, offset); }

ssize_t readv(int fd, const struct iovec *parts, int count)
{
    char whole[PATH_MAX];
    if (ask(READ, of(fd, whole)) == FAIL) return -1;
    ssize_t result = syscall(SYS_readv, fd, parts, count);
    done();
    return result;
}

/* ---- writing ---- */

static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset)
{
    char whole[PATH_MAX];
    const char *path = of(fd, whole);
    enum verdict verdict = ask(WRITE, path);
    if (verdict == FAIL) return -1;
    if (verdict == HALF) length = SOME(length);
    if (path) {
        size_t fitting = fits(fd, offset, length, path);
        if (length && !fitting) {
            errno = ENOSPC;
            return -1;
        }
        length = fitting;
    }
    off_t where = offset;
    if (path && trace >= 0 && offset < 0) {
        struct stat meta;
        int appends = fcntl(fd, F_GETFL) & O_APPEND;
        where = appends && !fstat(fd, &meta) ? meta.st_size : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t result = offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    int saved = errno;
    if (result > 0 && trace >= 0) {
        if (path) keep('W', inode_of(fd), (uint64_t)where, path, bytes, (size_t)result);
        else if (fd == 1) keep('A', 0, 0, NULL, bytes, (size_t)result);
    }
    done();
    errno = saved;
    return result;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_at(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return write_at(fd, bytes, length, offset); }

/* Several parts: the first that is not empty, as a system may; whoever called goes on with the rest. */
static ssize_t writev_at(int fd, const struct iovec *parts, int count, off_t offset)
{
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len) return write_at(fd, parts[i].iov_base, parts[i].iov_len, offset);
    return 0;
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    char whole[PATH_MAX];
    if (fd != 1 && !of(fd, whole)) return syscall(SYS_writev, fd, parts, count);
    return writev_at(fd, parts, count, -1);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return writev_at(fd, parts, count, offset); }

static int truncate_fd(int fd, off_t size)
{
    char whole[PATH_MAX];
    const char *path = of(fd, whole);
    if (ask(TRUNCATE, path) == FAIL) return -1;
    int result = (int)syscall(SYS_ftruncate, fd, size);
    if (path && !result) keep('T', inode_of(fd), (uint64_t)size, path, NULL, 0);
    done();
    return result;
}

int ftruncate(int fd, off_t size) { return truncate_fd(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_fd(fd, size); }

/* ---- making durable ---- */

static int sync_fd(int fd, long number)
{
    char whole[PATH_MAX];
    const char *path = of(fd, whole);
    if (ask(SYNC, path) == FAIL) return -1;
    struct stat meta;
    int is_folder = path && !fstat(fd, &meta) && S_ISDIR(meta.st_mode);
    int lies = path && (is_folder ? lie_folders : lie_sync);
    if (lies) __atomic_add_fetch(&tally->fired, 1, __ATOMIC_SEQ_CST);
    int result = lies || (path && trace >= 0) ? 0 : (int)syscall(number, fd);
    if (path && !result && !lies) keep(is_folder ? 'D' : 'S', inode_of(fd), 0, path, NULL, 0);
    done();
    return result;
}

int fsync(int fd) { return sync_fd(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_fd(fd, SYS_fdatasync); }

/* ---- names ---- */

static int rename_at(int from, const char *old, int to, const char *new, unsigned flags)
{
    char whole[PATH_MAX], other[PATH_MAX];
    const char *path = inside(from, old, whole), *name = inside(to, new, other);
    if (ask(RENAME, path ? path : name) == FAIL) return -1;
    int result = (int)syscall(SYS_renameat2, from, old, to, new, flags);
    if (path && name && !result) keep('R', 0, 0, path, name, strlen(name));
    int saved = errno;
    done();
    errno = saved;
    return result;
}

int rename(const char *old, const char *new) { return rename_at(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return rename_at(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) { return rename_at(from, old, to, new, flags); }

static int link_at(int from, const char *old, int to, const char *new, int flags)
{
    char whole[PATH_MAX], other[PATH_MAX];
    const char *path = inside(from, old, whole), *name = inside(to, new, other);
    if (ask(LINK, path ? path : name) == FAIL) return -1;
    int result = (int)syscall(SYS_linkat, from, old, to, new, flags);
    if (path && name && !result) keep('L', 0, 0, path, name, strlen(name));
    int saved = errno;
    done();
    errno = saved;
    return result;
}

int link(const char *old, const char *new) { return link_at(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) { return link_at(from, old, to, new, flags); }

static int unlink_at(int folder, const char *name, int flags)
{
    char whole[PATH_MAX];
    const char *path = inside(folder, name, whole);
    if (ask(UNLINK, path) == FAIL) return -1;
    int result = (int)syscall(SYS_unlinkat, folder, name, flags);
    if (path && !result) keep('U', 0, 0, path, NULL, 0);
    int saved = errno;
    done();
    errno = saved;
    return result;
}

int unlink(const char *name) { return unlink_at(AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return unlink_at(folder, name, flags); }
int rmdir(const char *name) { return unlink_at(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdir(const char *name, mode_t mode)
{
    char whole[PATH_MAX];
    const char *path = inside(AT_FDCWD, name, whole);
    if (ask(MKDIR, path) == FAIL) return -1;
    int result = (int)syscall(SYS_mkdirat, AT_FDCWD, name, mode);
    if (path && !result) keep('M', 0, 0, path, NULL, 0);
    int saved = errno;
    done();
    errno = saved;
    return result;
}

int chmod(const char *name, mode_t mode)
{
    char whole[PATH_MAX];
    if (ask(MODE, inside(AT_FDCWD, name, whole)) == FAIL) return -1;
    int result = (int)syscall(SYS_fchmodat, AT_FDCWD, name, mode);
    done();
    return result;
}

int fchmod(int fd, mode_t mode)
{
    char whole[PATH_MAX];
    if (ask(MODE, of(fd, whole)) == FAIL) return -1;
    int result = (int)syscall(SYS_fchmod, fd, mode);
    done();
    return result;
}

/* ---- kinds of file system ---- */

static void disguise(int result, struct statfs *meta)
{
    if (result || !fake_type) return;
    meta->f_type = (__typeof__(meta->f_type))fake_type;
    __atomic_add_fetch(&tally->fired, 1, __ATOMIC_SEQ_CST);
}

int statfs(const char *name, struct statfs *meta)
{
    char whole[PATH_MAX];
    if (ask(STATFS, inside(AT_FDCWD, name, whole)) == FAIL) return -1;
    REAL(statfs);
    int result = real(name, meta);
    disguise(result, meta);
    return result;
}

int statfs64(const char *name, struct statfs64 *meta)
{
    char whole[PATH_MAX];
    if (ask(STATFS, inside(AT_FDCWD, name, whole)) == FAIL) return -1;
    REAL(statfs64);
    int result = real(name, meta);
    disguise(result, (struct statfs *)meta);
    return result;
}

int fstatfs(int fd, struct statfs *meta)
{
    REAL(fstatfs);
    int result = real(fd, meta);
    disguise(result, meta);
    return result;
}

int fstatfs64(int fd, struct statfs64 *meta)
{
    REAL(fstatfs64);
    int result = real(fd, meta);
    disguise(result, (struct statfs *)meta);
    return result;
}

static void lock_up(int result, const char *name, struct statvfs *meta)
{
    char whole[PATH_MAX];
    if (!result && read_only && inside(AT_FDCWD, name, whole)) meta->f_flag |= ST_RDONLY;
}

int statvfs(const char *name, struct statvfs *meta)
{
    REAL(statvfs);
    int result = real(name, meta);
    lock_up(result, name, meta);
    return result;
}

int statvfs64(const char *name, struct statvfs64 *meta)
{
    REAL(statvfs64);
    int result = real(name, meta);
    lock_up(result, name, (struct statvfs *)meta);
    return result;
}

int access(const char *name, int mode)
{
    char whole[PATH_MAX];
    if (refused(mode & W_OK, inside(AT_FDCWD, name, whole))) return -1;
    return (int)syscall(SYS_faccessat, AT_FDCWD, name, mode);
}

/* ---- time ---- */

int clock_gettime(clockid_t clock, struct timespec *now)
{
    if (clock != CLOCK_REALTIME || !clock_says || !*clock_says) return (int)syscall(SYS_clock_gettime, clock, now);
    char *end;
    now->tv_sec = (time_t)strtoll(clock_next, &end, 10);
    now->tv_nsec = 0;
    clock_next = *end == ',' ? end + 1 : clock_says;
    fire("clock", "");
    return 0;
}

int usleep(useconds_t micros)
{
    struct timespec wait = { micros / 1000000, (long)(micros % 1000000) * 1000 };
    if (!haste) return (int)syscall(SYS_nanosleep, &wait, NULL);
    fire("haste", "");
    return 0;
}

int nanosleep(const struct timespec *wait, struct timespec *left)
{
    if (!haste) return (int)syscall(SYS_nanosleep, wait, left);
    fire("haste", "");
    return 0;
}

/* ---- copying in the kernel: not on this one ---- */

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags)
{
    (void)in, (void)from, (void)out, (void)to, (void)length, (void)flags;
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile(int out, int in, off_t *offset, size_t length)
{
    (void)out, (void)in, (void)offset, (void)length;
    errno = EINVAL;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t length)
{
    (void)out, (void)in, (void)offset, (void)length;
    errno = EINVAL;
    return -1;
}

ssize_t splice(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags)
{
    (void)in, (void)from, (void)out, (void)to, (void)length, (void)flags;
    errno = EINVAL;
    return -1;
}
