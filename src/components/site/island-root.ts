import { h, type ComponentType, type VNode } from 'preact';

/** What an island's component is given; JSON, because it travels in the page. */
export type IslandProps = Readonly<Record<string, unknown>>;

interface Props {
  readonly of: ComponentType<IslandProps>;
  readonly props: IslandProps;
  /** Unique on its page; the ids that the component makes with `useId` begin with it. */
  readonly name: string;
}

/**
 * The same tree at the build and in the browser: the component under a mask of its own, so that ids made by `useId` are the
 * same on both sides and differ from those of the page's other islands.
 */
export function IslandRoot({ of, props, name }: Props): VNode<IslandProps> {
  // Preact keeps the mask in a property that its build renames; both names are set, as Astro's own renderer does.
  const mask = [name, 0];
  return Object.assign(h(of, props), { _mask: mask, __m: mask });
}
