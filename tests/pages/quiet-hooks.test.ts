import assert from 'node:assert/strict';
import { test } from 'node:test';
import mdx from '@astrojs/mdx';
import { getViteConfig } from 'astro/config';
import type { Plugin, ResolvedConfig } from 'vite';
import { QUIET, quietHooks } from '../../src/components/site/quiet-hooks.ts';

/** The plugins of a build with Astro and MDX as they are installed. */
async function installedPlugins(): Promise<readonly Plugin[]> {
  const config = getViteConfig(
    { logLevel: 'error' },
    { configFile: false, logLevel: 'error', integrations: [mdx()] },
  );
  const { plugins = [] } = await config({ command: 'build', mode: 'production' });
  const all = await Promise.all([plugins].flat(10) as Promise<Plugin | Plugin[] | false>[]);
  return all.flat().filter((one): one is Plugin => Boolean(one));
}

test('hooks that have nothing to do are called for what can be theirs, and for nothing else', async () => {
  const plugins = await installedPlugins();
  const named = (name: string): Plugin => {
    const [plugin, more] = plugins.filter((one) => one.name === name);
    assert.ok(plugin && !more, `${name} is one of the installed plugins`);
    return plugin;
  };
  const others = plugins.filter(({ name }) => !(name in QUIET));
  const hooksOf = (plugin: Plugin): readonly unknown[] => [plugin.resolveId, plugin.transform];
  const before = others.map(hooksOf);
  for (const [name, [hook]] of Object.entries(QUIET))
    assert.ok(named(name)[hook], `${name} has a hook ${hook}, which is to be spared`);

  const { configResolved } = quietHooks();
  assert.ok(typeof configResolved === 'function');
  await configResolved.call({} as never, { plugins } as unknown as ResolvedConfig);

  const takes = (name: string, path: string): boolean => {
    const hook = named(name)[QUIET[name]?.[0] ?? 'transform'];
    if (hook === undefined) return false;
    assert.ok(typeof hook === 'object');
    const { id } = hook.filter as { id: RegExp };
    return id.test(path);
  };
  for (const name of ['astro:routes', 'astro:scripts:page-ssr']) {
    assert.ok(takes(name, '/site/src/pages/courses/[course].astro'));
    assert.ok(takes(name, 'C:\\site\\src\\pages\\index.astro'));
    assert.ok(!takes(name, '/site/src/components/site/Head.astro'));
  }
  assert.ok(takes('astro:session-provider', '../core/session/provider.js'));
  assert.ok(!takes('astro:session-provider', './sessions.ts'));
  for (const name of ['astro:markdown', '@mdx-js/rolldown'])
    assert.ok(!takes(name, './Note.astro'));
  assert.deepEqual(others.map(hooksOf), before);
});
