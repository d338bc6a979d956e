# Error numbers as Linux has them. WebAssembly numbers them otherwise, and a learner who reads "[Errno 44]" finds nothing.

import errno

LINUX_NUMBERS = {
    'EPERM': 1, 'ENOENT': 2, 'EIO': 5, 'ENXIO': 6, 'E2BIG': 7, 'ENOEXEC': 8, 'EBADF': 9, 'EAGAIN': 11, 'ENOMEM': 12,
    'EACCES': 13, 'EFAULT': 14, 'EBUSY': 16, 'EEXIST': 17, 'EXDEV': 18, 'ENODEV': 19, 'ENOTDIR': 20, 'EISDIR': 21,
    'EINVAL': 22, 'ENFILE': 23, 'EMFILE': 24, 'ENOTTY': 25, 'EFBIG': 27, 'ENOSPC': 28, 'ESPIPE': 29, 'EROFS': 30,
    'EMLINK': 31, 'EPIPE': 32, 'EDOM': 33, 'ERANGE': 34, 'EDEADLK': 35, 'ENAMETOOLONG': 36, 'ENOSYS': 38,
    'ENOTEMPTY': 39, 'ELOOP': 40, 'EOVERFLOW': 75, 'EILSEQ': 84, 'ENOTSUP': 95, 'EADDRINUSE': 98,
    'EADDRNOTAVAIL': 99, 'ENETUNREACH': 101, 'ENOTCONN': 107, 'EAFNOSUPPORT': 97, 'EPROTO': 71, 'ETIMEDOUT': 110,
    'ECONNREFUSED': 111,
}


def linux_number(number):
    return LINUX_NUMBERS.get(errno.errorcode.get(number), number)
