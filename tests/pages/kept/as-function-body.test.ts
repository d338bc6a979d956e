import assert from 'node:assert/strict';
import { compileFunction } from 'node:vm';
import { test } from 'node:test';
import { asFunctionBody } from '../../../src/components/site/kept/compiled-mdx.ts';

const MODULE = `import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "astro/jsx-runtime";
function MDXContent(props = {}) {
    return _jsx("p", { children: "export default MDXContent" });
}
export const frontmatter = {"title":"Drift"};
export function getHeadings() { return [{"depth":2}]; }
`;

test('a compiled text becomes a function that returns its content, its head and its headings', async () => {
  const body = (await asFunctionBody(MODULE)) ?? '';
  const run = compileFunction(body, ['_Fragment', '_jsx', '_jsxs']) as (
    ...handed: unknown[]
  ) => unknown;
  const jsx = (type: string, props: object): object => ({ type, ...props });
  const parts = run('fragment', jsx, jsx) as {
    MDXContent: () => unknown;
    frontmatter: unknown;
    getHeadings: () => unknown;
  };
  assert.deepEqual(parts.MDXContent(), { type: 'p', children: 'export default MDXContent' });
  assert.deepEqual(parts.frontmatter, { title: 'Drift' });
  assert.deepEqual(parts.getHeadings(), [{ depth: 2 }]);
});

test('a text that imports or exports something of its own is left to the bundle', async () => {
  assert.equal(await asFunctionBody(`import Chart from "./Chart.astro";\n${MODULE}`), undefined);
  assert.equal(await asFunctionBody(`${MODULE}\nexport const layout = 1;`), undefined);
});
