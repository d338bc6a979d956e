/** One line of a model card: a number with its company, or without it. */
export interface CardLine {
  readonly who: string;
  readonly auc: string;
  readonly rows?: number;
  readonly defaults?: number;
}

/** What a governance folder says. */
export interface Folder {
  readonly version: number;
  /** Digest of the training data, by the cover. */
  readonly data: string;
  readonly card: readonly CardLine[];
  readonly owners: readonly string[];
  /** `YYYY-MM-DD`: of the cover, and of each line of the register. */
  readonly lookAgain: readonly string[];
}

/** What is so, whatever a folder says. */
export interface Facts {
  /** Version of the tag under which the folder lies. */
  readonly version: number;
  /** Digest in the data pointer under the same tag. */
  readonly data: string;
  /** The AUC of each group, computed again. */
  readonly computed: Readonly<Record<string, string>>;
  readonly people: readonly string[];
  readonly today: string;
}

export interface FolderCase {
  readonly id: string;
  readonly label: string;
  readonly folder: Folder;
  readonly facts: Facts;
}

const JANUARY = '9f356cb81300c9da632089b420cb45da';
const LATER = 'd85e89769e24a117c6ae8b6ca98da128';

const SIGNED: Folder = {
  version: 3,
  data: JANUARY,
  card: [
    { who: 'All', auc: '0.8272', rows: 1000, defaults: 154 },
    { who: 'DE', auc: '0.7953', rows: 373, defaults: 45 },
    { who: 'PL', auc: '0.8853', rows: 254, defaults: 42 },
    { who: 'PT', auc: '0.8238', rows: 223, defaults: 48 },
    { who: 'SE', auc: '0.7770', rows: 150, defaults: 19 },
  ],
  owners: ['ines', 'freja', 'tomasz'],
  lookAgain: ['2026-10-07', '2026-07-07', '2026-05-07'],
};

const THEN: Facts = {
  version: 3,
  data: JANUARY,
  computed: { All: '0.8272', DE: '0.7953', PL: '0.8853', PT: '0.8238', SE: '0.7770' },
  people: ['anke', 'duarte', 'freja', 'ines', 'tomasz'],
  today: '2026-04-07',
};

/** The folder of the lesson on the day it was signed, and three that somebody sent as if they were as good. */
export const FOLDERS: readonly [FolderCase, ...FolderCase[]] = [
  { id: 'signed', label: 'Version 3, on the day it was signed', folder: SIGNED, facts: THEN },
  {
    id: 'copied',
    label: 'Version 4, with the folder copied over',
    folder: SIGNED,
    facts: { ...THEN, version: 4, data: LATER, today: '2026-04-14' },
  },
  {
    id: 'polished',
    label: 'Version 3, as it went to the board',
    folder: {
      ...SIGNED,
      card: [
        { who: 'All', auc: '0.8272', rows: 1000, defaults: 154 },
        { who: 'SE', auc: '0.79' },
      ],
    },
    facts: { ...THEN, today: '2026-04-20' },
  },
  {
    id: 'later',
    label: 'Version 3, eight months later',
    folder: SIGNED,
    facts: {
      ...THEN,
      people: ['anke', 'duarte', 'ines', 'tomasz'],
      today: '2026-12-01',
    },
  },
];
