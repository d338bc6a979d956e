/** The files of `inside/`, in the order in which they are run: all into one namespace. */
export const INSIDE_FILES = [
  'command_line',
  'linux_errors',
  'tracebacks',
  'streams',
  'lab_sockets',
  'lab_processes',
  'lab_rules',
  'program',
] as const;

export type InsideFile = (typeof INSIDE_FILES)[number];

/** What tracebacks name them by. */
export const INSIDE_NAME = '<lab>';

/** Where a snapshot keeps the namespace in which they have been run: under this name in `sys.modules`. */
export const INSIDE_KEPT = '_lab_inside';
