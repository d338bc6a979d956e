import { Component, type ComponentChild, type ComponentClass } from 'preact';

/**
 * A component that is drawn again only when one of these properties is another one. Of a list of hundreds that is the one that
 * changed; a function that its parent makes anew each time is no reason.
 */
export function drawnBy<P extends object>(
  keys: readonly (keyof P)[],
  draw: (props: Readonly<P>) => ComponentChild,
): ComponentClass<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return keys.some((key) => next[key] !== this.props[key]);
    }
    override render(): ComponentChild {
      return draw(this.props);
    }
  };
}
