import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  /** One line beside the title: where its numbers come from. */
  readonly note: string;
  readonly children: ComponentChildren;
}

/** The frame of something to try. Its parts stand in `Part`s, its last words in `Said`. */
export function Instrument({ title, note, children }: Props) {
  return (
    <section class="try ins" aria-label={title}>
      <div class="try-h">
        <h3>{title}</h3>
        <p class="small dim">{note}</p>
      </div>
      {children}
    </section>
  );
}
