import type { ComponentChildren } from 'preact';
import { VerdictMark } from '../VerdictMark.tsx';

interface Props {
  readonly holds: boolean;
  /** The verdict in a few words. */
  readonly word: string;
  readonly children?: ComponentChildren;
}

/** A verdict: mark, word and reason. Colour only repeats what mark and word say. */
export function Verdict({ holds, word, children }: Props) {
  return (
    <span class={`ins-v ${holds ? 'is-pass' : 'is-fail'}`}>
      <VerdictMark holds={holds} />
      <span>
        <b>{word}</b> {children}
      </span>
    </span>
  );
}
