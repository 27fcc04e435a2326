/** Headers of C, C++, POSIX and Apple's lower layers: including them says nothing of a third party. */

const HEADERS = new Set(
  `AvailabilityMacros.h Availability.h AvailabilityInternal.h Block.h TargetConditionals.h alloca.h aio.h alloca.h ar.h asl.h assert.h
  complex.h cpio.h crt_externs.h ctype.h curses.h dirent.h dlfcn.h err.h errno.h execinfo.h fcntl.h fenv.h float.h fmtmsg.h fnmatch.h
  ftw.h getopt.h glob.h grp.h iconv.h ifaddrs.h inttypes.h iso646.h langinfo.h launch.h libgen.h libproc.h limits.h locale.h
  malloc.h math.h membership.h memory.h monetary.h ndbm.h netdb.h nl_types.h notify.h paths.h poll.h pthread.h pwd.h regex.h
  resolv.h sched.h search.h semaphore.h setjmp.h signal.h spawn.h sqlite3.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h
  stdio.h stdlib.h stdnoreturn.h string.h strings.h stropts.h sysexits.h syslog.h tar.h term.h termios.h tgmath.h threads.h time.h
  uchar.h ucontext.h ulimit.h unistd.h unwind.h util.h utime.h utmpx.h wchar.h wctype.h wordexp.h xlocale.h zconf.h zlib.h bzlib.h
  arm_neon.h emmintrin.h xmmintrin.h immintrin.h tmmintrin.h smmintrin.h cpuid.h objc.h CommonCrypto.h jni.h`.split(
    /\s+/,
  ),
);
const DIRECTORIES = new Set(
  `arpa bits bsm c++ device dispatch ext i386 arm libkern libxml libxslt mach mach-o machine malloc net netinet netinet6 netkey nfs objc os
  pthread rpc rpcsvc security simd sys unicode uuid xpc x86_64 architecture experimental asm linux`.split(/\s+/),
);

/** True for a header without directory that belongs to the system. */
export function isSystemHeader(name: string): boolean {
  return HEADERS.has(name);
}

/** True for the directory of a header that belongs to the system. */
export function isSystemDirectory(name: string): boolean {
  return DIRECTORIES.has(name);
}
