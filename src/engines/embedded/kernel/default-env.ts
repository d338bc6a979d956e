/** Where the working directories of labs stand; also the home folder, so that a lab's folder holds only its work. */
export const HOME = '/home';

export const PATH = '/usr/local/bin:/usr/bin:/bin';

/** The environment of a process that is told nothing else. */
export const DEFAULT_ENV: Readonly<Record<string, string>> = {
  HOME,
  PATH,
  USER: 'lab',
  LOGNAME: 'lab',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
};

/** Folders of a new container, besides the working directory. */
export const FIRST_FOLDERS = ['/bin', '/dev', HOME, '/tmp', '/usr/bin', '/usr/local/bin'];
