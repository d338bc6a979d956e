import type { OptionTable } from '../tool/long-options.ts';

/** Options of gzip 1.12. */
export const GZIP_OPTIONS: OptionTable = {
  short: 'ab:cdfhklLmMnNqrS:tvV123456789',
  long: {
    ascii: 'a',
    stdout: 'c',
    'to-stdout': 'c',
    decompress: 'd',
    uncompress: 'd',
    force: 'f',
    help: 'h',
    keep: 'k',
    list: 'l',
    license: 'L',
    'no-name': 'n',
    name: 'N',
    quiet: 'q',
    silent: 'q',
    synchronous: 'synchronous',
    recursive: 'r',
    suffix: 'S',
    test: 't',
    verbose: 'v',
    version: 'V',
    fast: '1',
    best: '9',
    rsyncable: 'rsyncable',
  },
  valued: ['suffix'],
};

export const GZIP_VERSION = 'gzip 1.12 (Plumbline lab edition)\n';

export const GZIP_HELP = `Usage: gzip [OPTION]... [FILE]...
Packs each FILE into FILE.gz, or unpacks it. gunzip is gzip -d, zcat is gzip -dc.

  -c, --stdout      write to standard output and keep the files
  -d, --decompress  unpack
  -f, --force       overwrite, and follow links
  -k, --keep        keep the files that are read
  -l, --list        show sizes and names
  -n, --no-name     keep neither name nor time in the packed file
  -N, --name        unpack to the name in the packed file
  -q, --quiet       no warnings
  -r, --recursive   go into folders
  -S, --suffix=SUF  use SUF in place of .gz
  -t, --test        look whether packed files are whole
  -v, --verbose     tell what is done
  -1, --fast … -9, --best   how hard to pack; 6 unless told
  -h, --help        this text
  -V, --version     which gzip this is

Without FILE, or where FILE is -, standard input is read.
`;
