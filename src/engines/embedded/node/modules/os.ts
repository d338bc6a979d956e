import { nowMs, startedMs } from '../core/natives.ts';
import { state } from '../core/process-state.ts';

const cpu = { model: 'Lab', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } };
const GIBIBYTE = 2 ** 30;

/** Node's `os`, of a lab: one processor, Linux by its ways. */
export const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: (): string => 'x64',
  platform: (): string => 'linux',
  type: (): string => 'Linux',
  release: (): string => '1.0',
  version: (): string => 'Lab',
  machine: (): string => 'x86_64',
  hostname: (): string => 'lab',
  homedir: (): string => state.env['HOME'] ?? '/home',
  tmpdir: (): string => (state.env['TMPDIR'] ?? '/tmp').replace(/(?<=.)\/$/, ''),
  endianness: (): string => 'LE',
  uptime: (): number => (nowMs() - startedMs) / 1000,
  loadavg: (): number[] => [0, 0, 0],
  totalmem: (): number => 4 * GIBIBYTE,
  freemem: (): number => 2 * GIBIBYTE,
  cpus: (): object[] => [cpu],
  availableParallelism: (): number => 1,
  networkInterfaces: (): object => ({
    lo: [
      {
        address: '127.0.0.1',
        netmask: '255.0.0.0',
        family: 'IPv4',
        mac: '00:00:00:00:00:00',
        internal: true,
        cidr: '127.0.0.1/8',
      },
    ],
  }),
  userInfo: (): object => ({
    uid: 1000,
    gid: 1000,
    username: state.env['USER'] ?? 'lab',
    homedir: state.env['HOME'] ?? '/home',
    shell: '/bin/bash',
  }),
  getPriority: (): number => 0,
  setPriority: (): void => undefined,
  constants: {
    signals: {
      SIGHUP: 1,
      SIGINT: 2,
      SIGQUIT: 3,
      SIGKILL: 9,
      SIGUSR1: 10,
      SIGUSR2: 12,
      SIGTERM: 15,
    },
    errno: { EPERM: 1, ENOENT: 2, EACCES: 13, EEXIST: 17, ENOTDIR: 20, EISDIR: 21, EINVAL: 22 },
  },
};
