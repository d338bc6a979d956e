import type { Option, QuizItem, QuizItemOf } from '#curriculum';

/** A fault of one item: the key below it where it stands, what is wrong, and the remedy. */
export interface ItemFault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly todo: string;
}

/** An explanation of fewer words says only that it is wrong. */
const LEAST_WORDS = 4;
/** An option is far longer, or far shorter, than another from this factor and these characters on. */
const STANDS_OUT = { factor: 1.4, characters: 6 };

/** Options that nobody who thinks chooses, or that test reading instead of knowing. */
const IMPLAUSIBLE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:all|none|any|both|neither) of (?:the above|these|the others)\b/i,
    'refers to the other options',
  ],
  [/^(?:both|neither) [a-f] (?:and|nor) [a-f]\b/i, 'refers to the other options'],
  [/^(?:i )?(?:don.?t|do not) know\b|^(?:not sure|no idea|anything)\b/i, 'is no decision'],
  [/!/, 'has an exclamation mark'],
];
const ABSOLUTES = /\b(?:always|never|impossible|guaranteed?|completely|absolutely|entirely)\b/i;

/** What stands in the way of an item: explanations that explain nothing, options that nobody chooses, answers that give themselves away. */
export function itemFaults(item: QuizItem): readonly ItemFault[] {
  switch (item.kind) {
    case 'choice':
    case 'multiple':
      return [...optionFaults(item), ...(item.kind === 'choice' ? giveaways(item) : [])];
    case 'number':
      return [...explained(item.explain, ['explain']), ...numberFaults(item)];
    case 'short':
      return [...explained(item.explain, ['explain']), ...shortFaults(item)];
    case 'mark':
      return [...explained(item.explain, ['explain']), ...mistakesExplained(item.mistakes)];
    case 'order':
      return [...explained(item.explain, ['explain']), ...twice(item.steps, 'steps')];
    case 'match':
      return [...explained(item.explain, ['explain']), ...matchFaults(item)];
  }
}

/** Length as read: without the marks of code. */
export const readLength = ({ text }: Option): number => text.replaceAll('`', '').length;

function optionFaults({ options }: QuizItemOf<'choice' | 'multiple'>): ItemFault[] {
  const faults: ItemFault[] = [];
  options.forEach(({ text, why, right }, index) => {
    const path = ['options', index];
    faults.push(...explained(why, [...path, 'why']));
    const same = options.findIndex((other) => other.why === why);
    if (same < index) {
      faults.push({
        path: [...path, 'why'],
        what: `Options ${same + 1} and ${index + 1} have the same explanation.`,
        todo: 'Say of each option which mistake leads to it, or why it holds.',
      });
    }
    const reason = IMPLAUSIBLE.find(([pattern]) => pattern.test(text))?.[1];
    if (reason !== undefined) {
      faults.push({
        path: [...path, 'text'],
        what: `Nobody who thinks chooses the option "${text}": it ${reason}.`,
        todo: 'Replace it by a mistake that people really make.',
      });
    }
    const rightsAbsolute = options.some((other) => other.right && ABSOLUTES.test(other.text));
    if (!right && !rightsAbsolute && ABSOLUTES.test(text)) {
      faults.push({
        path: [...path, 'text'],
        what: `"${ABSOLUTES.exec(text)?.[0] ?? ''}" marks the option "${text}" as wrong for everybody who has sat an exam.`,
        todo: 'Say the mistake without the absolute word.',
      });
    }
  });
  return [
    ...faults,
    ...twice(
      options.map(({ text }) => text),
      'options',
    ),
  ];
}

function giveaways({ options }: QuizItemOf<'choice'>): ItemFault[] {
  const right = options.findIndex((option) => option.right);
  const others = options.filter((option) => !option.right).map(readLength);
  const own = options[right] ? readLength(options[right]) : 0;
  const path = ['options', right, 'text'];
  if (own > Math.max(...others) * STANDS_OUT.factor + STANDS_OUT.characters) {
    return [
      {
        path,
        what: `The right option stands out: it has ${own} characters, the longest wrong one ${Math.max(...others)}.`,
        todo: 'Move what explains it into "why", or give the wrong options as much detail.',
      },
    ];
  }
  if (own * STANDS_OUT.factor + STANDS_OUT.characters < Math.min(...others)) {
    return [
      {
        path,
        what: `The right option stands out: it has ${own} characters, the shortest wrong one ${Math.min(...others)}.`,
        todo: 'Shorten the wrong options, or give the right one as much detail.',
      },
    ];
  }
  return [];
}

function numberFaults({ answer, tolerance, mistakes }: QuizItemOf<'number'>): ItemFault[] {
  const faults = mistakesExplained(mistakes);
  mistakes.forEach((mistake, index) => {
    if (Math.abs(mistake.answer - answer) > tolerance) return;
    faults.push({
      path: ['mistakes', index, 'answer'],
      what: `The mistake ${mistake.answer} counts as right: it is within ${tolerance} of ${answer}.`,
      todo: 'Narrow the tolerance, or leave the mistake out.',
    });
  });
  return faults;
}

function shortFaults({ accept, mistakes }: QuizItemOf<'short'>): ItemFault[] {
  const faults = [
    ...mistakesExplained(mistakes),
    ...twice(
      accept.map((one) => one.toLowerCase()),
      'accept',
    ),
  ];
  const accepted = new Set(accept.map((one) => one.toLowerCase()));
  mistakes.forEach((mistake, index) => {
    if (!accepted.has(mistake.answer.toLowerCase())) return;
    faults.push({
      path: ['mistakes', index, 'answer'],
      what: `"${mistake.answer}" is a mistake and is accepted.`,
      todo: 'Keep it in one of the two lists.',
    });
  });
  return faults;
}

function matchFaults({ pairs, others }: QuizItemOf<'match'>): ItemFault[] {
  const rights = pairs.map(({ right }) => right);
  const faults = twice(
    pairs.map(({ left }) => left),
    'pairs',
  );
  if (new Set(rights).size + others.length < 3) {
    faults.push({
      path: ['pairs'],
      what: 'There are fewer than three things to choose from at the right.',
      todo: 'Add some to "others".',
    });
  }
  others.forEach((other, index) => {
    if (!rights.includes(other)) return;
    faults.push({
      path: ['others', index],
      what: `"${other}" belongs to a pair and stands among the others.`,
      todo: 'Take it out of "others".',
    });
  });
  return faults;
}

function mistakesExplained(mistakes: readonly { readonly why: string }[]): ItemFault[] {
  return mistakes.flatMap(({ why }, index) => explained(why, ['mistakes', index, 'why']));
}

function explained(why: string, path: readonly (string | number)[]): ItemFault[] {
  const words = why.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words >= LEAST_WORDS) return [];
  return [
    {
      path,
      what: `"${why}" explains nothing.`,
      todo: 'Say in a sentence why it is right, or which mistake leads to it.',
    },
  ];
}

function twice(texts: readonly string[], key: string): ItemFault[] {
  const plain = texts.map((text) =>
    text
      .toLowerCase()
      .replace(/[`.\s]+/g, ' ')
      .trim(),
  );
  return plain.flatMap((text, index) => {
    const same = plain.indexOf(text);
    if (same === index) return [];
    return [
      {
        path: [key, index],
        what: `Entries ${same + 1} and ${index + 1} of "${key}" say the same.`,
        todo: 'Keep one of the two.',
      },
    ];
  });
}
