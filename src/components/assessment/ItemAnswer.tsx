import type { Answer } from '#assessment';
import type { QuizItem } from '#curriculum';
import type { AnswerProps } from './answer-props.ts';
import { MarkAnswer } from './MarkAnswer.tsx';
import { MatchAnswer } from './MatchAnswer.tsx';
import { OptionsAnswer } from './OptionsAnswer.tsx';
import { OrderAnswer } from './OrderAnswer.tsx';
import { TypedAnswer } from './TypedAnswer.tsx';

interface Props {
  readonly item: QuizItem;
  readonly order: readonly number[];
  readonly value: Answer | undefined;
  readonly closed: boolean;
  readonly onChange: (value: Answer) => void;
}

/** The fields of an item, by its kind. */
export function ItemAnswer(props: Props) {
  switch (props.item.kind) {
    case 'choice':
      return <OptionsAnswer {...(props as AnswerProps<'choice'>)} />;
    case 'multiple':
      return <OptionsAnswer {...(props as AnswerProps<'multiple'>)} />;
    case 'number':
      return <TypedAnswer {...(props as AnswerProps<'number'>)} />;
    case 'short':
      return <TypedAnswer {...(props as AnswerProps<'short'>)} />;
    case 'order':
      return <OrderAnswer {...(props as AnswerProps<'order'>)} />;
    case 'match':
      return <MatchAnswer {...(props as AnswerProps<'match'>)} />;
    case 'mark':
      return <MarkAnswer {...(props as AnswerProps<'mark'>)} />;
  }
}
