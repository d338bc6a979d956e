import type { ShikiTransformer } from 'shiki';

/** Class of each token colour of Shiki's css-variables theme; colours that are not named stand in plain ink. */
const CLASS_OF: Readonly<Record<string, string>> = {
  'token-keyword': 'k',
  'token-function': 'k',
  'token-string': 's',
  'token-string-expression': 's',
  'token-constant': 'n',
  'token-comment': 'c',
};

type Pre = Parameters<NonNullable<ShikiTransformer['pre']>>[0];
type Child = Pre['children'][number];

/**
 * Gives highlighted code classes for colours, because the site's policy forbids inline styles.
 *
 * Neighbours of one colour become one span, plain text needs none, and lines are plain lines: less to send and to lay out.
 */
export const codeClasses: ShikiTransformer = {
  name: 'plumbline:code-classes',
  line(node) {
    node.children = joined(node.children.map(withClass));
  },
  code(node) {
    // Each line is a span of class "line" that nothing here refers to.
    node.children = joined(
      node.children.flatMap((child) => (child.type === 'element' ? child.children : [child])),
    );
  },
  pre(node) {
    delete node.properties['style'];
    delete node.properties['dataLanguage'];
    node.properties['class'] = undefined;
    node.properties['tabindex'] = '0';
  },
};

/** A token with its class, or its text alone when it has no colour. */
function withClass(token: Child): Child {
  if (token.type !== 'element') return token;
  const { style } = token.properties;
  const colour = /--astro-code-([\w-]+)/.exec(typeof style === 'string' ? style : '')?.[1] ?? '';
  const name = CLASS_OF[colour];
  if (name === undefined) return { type: 'text', value: textOf(token) };
  return { ...token, properties: { class: name } };
}

/** Neighbours of the same class put together; spaces between them belong to the first. */
function joined(children: readonly Child[]): Child[] {
  const result: Child[] = [];
  for (const child of children) {
    const last = result.at(-1);
    if (last && classOf(last) === classOf(child)) result[result.length - 1] = glued(last, child);
    else result.push(child);
  }
  return result;
}

function glued(a: Child, b: Child): Child {
  const text = { type: 'text' as const, value: textOf(a) + textOf(b) };
  return a.type === 'element' ? { ...a, children: [text] } : text;
}

function classOf(child: Child): string {
  return child.type === 'element' ? String(child.properties['class'] ?? '') : '';
}

function textOf(child: Child): string {
  if (child.type === 'text') return child.value;
  return child.type === 'element' ? child.children.map(textOf).join('') : '';
}
