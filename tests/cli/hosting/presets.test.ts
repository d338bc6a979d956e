import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { parse } from 'yaml';
import { NAMED_FILE } from '../../../src/components/site/offline/course-list.ts';
import { readBuiltSite } from '../../../src/cli/hosting/built-site.ts';
import { PRESETS } from '../../../src/cli/hosting/presets.ts';
import { everyAnswer, isNamed } from '../../../src/cli/hosting/site-headers.ts';
import { viewerRequest } from '../../../src/cli/hosting/viewer-request.ts';
import { PART, SCRIPT, writeSmallSite } from './small-site.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-presets-'));
after(() => rmSync(root, { recursive: true, force: true }));

const KEPT = 'public, max-age=31536000, immutable';

function siteAt(base: string, isIsolated = false): string {
  const folder = mkdtempSync(join(root, 'site-'));
  writeSmallSite(folder, base);
  if (isIsolated) writeFileSync(join(folder, 'engine/webcontainer.json'), '{}');
  return folder;
}

function preset(...args: readonly string[]): { status: number | null; out: string; error: string } {
  const run = spawnSync(process.execPath, ['src/cli/preset.ts', ...args], { encoding: 'utf8' });
  return { status: run.status, out: run.stdout, error: run.stderr };
}

function written(host: string, base: string, isIsolated = false): (path: string) => string {
  const site = readBuiltSite(siteAt(base, isIsolated));
  const url = new URL(`https://training.example${base}`);
  const made = PRESETS[host]?.make(site, { url, root: '/srv/plumbline' });
  return (path) => made?.files.find((file) => file.path === path)?.text ?? assert.fail(path);
}

/** What a `_headers` file says of a path, as Netlify and Cloudflare read it: every rule counts, twice the same is joined. */
function headersAt(text: string, path: string): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  let counts = false;
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    if (line.startsWith('/')) {
      counts = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line;
      continue;
    }
    const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? assert.fail(line);
    if (counts) said[name] = said[name] === undefined ? value : `${said[name]}, ${value}`;
  }
  return said;
}

test('presets and the service worker mean the same files by those that never change', () => {
  for (const path of [
    SCRIPT,
    PART,
    '_astro/a/b.12345678.css',
    'engine/sqlite3.wasm.c01281df40ddc18f.gz',
  ])
    assert.deepEqual([isNamed(path), NAMED_FILE.test(path)], [true, true], path);
  for (const path of [
    'index.html',
    'engine/manifest.json',
    'engine/webcontainer.json',
    '_astro/x.js',
    'labs/a.12345678.js',
  ])
    assert.deepEqual([isNamed(path), NAMED_FILE.test(path)], [false, false], path);
});

for (const host of ['netlify', 'cloudflare-pages']) {
  for (const base of ['/', '/academy/']) {
    test(`the _headers file for ${host} says at ${base} what npm start says, each header once`, () => {
      const text = written(host, base)('_headers');
      for (const path of [
        '',
        'courses/',
        'engine/frame.html',
        'engine/manifest.json',
        'service-worker.js',
      ])
        assert.deepEqual(headersAt(text, base + path), everyAnswer(false), path);
      for (const path of [SCRIPT, PART])
        assert.deepEqual(
          headersAt(text, base + path),
          { ...everyAnswer(false), 'Cache-Control': KEPT },
          path,
        );
      assert.ok(text.split('\n').length < 100, 'Cloudflare reads a hundred rules');
    });
  }
}

test('a site with WebContainers is cross-origin isolated by every host that sends headers', () => {
  const opener = 'Cross-Origin-Opener-Policy';
  const embedder = 'Cross-Origin-Embedder-Policy';
  for (const [host, path] of [
    ['nginx', 'plumbline.conf'],
    ['caddy', 'Caddyfile'],
    ['netlify', '_headers'],
    ['cloudflare-pages', '_headers'],
    ['s3-cloudfront', 'plumbline.template.json'],
    ['folder', 'serve.py'],
  ] as const) {
    const isolated = written(host, '/', true)(path);
    assert.match(isolated, new RegExp(`${embedder}\\b.{1,30}require-corp`, 's'), host);
    assert.match(isolated, new RegExp(`${opener}\\b.{1,30}same-origin`, 's'), host);
    assert.doesNotMatch(written(host, '/')(path), /Cross-Origin-/, host);
  }
});

test('the configuration for nginx names a certificate, the compressed copies, the path and its own page for what is not there', () => {
  const text = written('nginx', '/academy/')('plumbline.conf');
  for (const line of [
    'listen 443 ssl http2;',
    'server_name training.example;',
    'gzip_static on;',
    'add_header Cache-Control $plumbline_cache always;',
    `add_header Content-Security-Policy "frame-ancestors 'self'" always;`,
    String.raw`"~^/academy/(?:_astro|engine)/.*\.[\w-]{8,}\.\w+$" "${KEPT}";`,
    'error_page 404 /academy/404.html;',
    'alias /srv/plumbline/;',
  ])
    assert.ok(text.includes(line), line);
});

test('the Caddyfile says the same', () => {
  const text = written('caddy', '/academy/')('Caddyfile');
  for (const line of [
    'https://training.example {',
    'precompressed br gzip',
    `Content-Security-Policy "frame-ancestors 'self'"`,
    String.raw`@named path_regexp ^/academy/(?:_astro|engine)/.*\.[\w-]{8,}\.\w+$`,
    `header @named Cache-Control "${KEPT}"`,
    'handle_path /academy/* {',
    'rewrite * /404.html',
  ])
    assert.ok(text.includes(line), line);
});

test('GitHub’s workflow builds for the path that GitHub gives, GitLab’s job for the path of the site', () => {
  const workflow = parse(written('github-pages', '/')('.github/workflows/pages.yml')) as {
    jobs: {
      publish: { steps: readonly { run?: string; env?: object; uses?: string; with?: object }[] };
    };
  };
  const { steps } = workflow.jobs.publish;
  const build = steps.find(({ run }) => run === 'npm run build');
  assert.deepEqual(build?.env, { PLUMBLINE_BASE: '${{ steps.pages.outputs.base_path }}/' });
  const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-pages-artifact@'));
  assert.deepEqual(upload?.with, { path: 'dist' });
  const { pages } = parse(written('gitlab-pages', '/academy/')('.gitlab-ci.yml')) as {
    pages: { variables: object; script: readonly string[]; artifacts: object };
  };
  assert.deepEqual(pages.variables, { PLUMBLINE_BASE: '/academy/' });
  assert.deepEqual(pages.script, [
    'npm ci --cache .npm --prefer-offline',
    'npm run build',
    'mv dist public',
  ]);
  assert.deepEqual(pages.artifacts, { paths: ['public'] });
});

test('CloudFront sends the same headers, asks a private bucket, and shows the page for what is not there', () => {
  const template = JSON.parse(written('s3-cloudfront', '/academy/')('plumbline.template.json')) as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };
  const properties = (name: string): Record<string, unknown> =>
    template.Resources[name]?.Properties ?? assert.fail(name);
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = properties('Headers')[
    'ResponseHeadersPolicyConfig'
  ] as {
    SecurityHeadersConfig: Record<string, Record<string, unknown>>;
    CustomHeadersConfig: { Items: readonly { Header: string; Value: string }[] };
  };
  const said = {
    'Content-Security-Policy': security['ContentSecurityPolicy']?.['ContentSecurityPolicy'],
    'Referrer-Policy': security['ReferrerPolicy']?.['ReferrerPolicy'],
    'X-Content-Type-Options': security['ContentTypeOptions'] && 'nosniff',
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
  };
  assert.deepEqual(said, { ...everyAnswer(false) });
  assert.deepEqual(Object.values(properties('Files')['PublicAccessBlockConfiguration'] as object), [
    true,
    true,
    true,
    true,
  ]);
  const { CustomErrorResponses: errors } = properties('Site')['DistributionConfig'] as {
    CustomErrorResponses: readonly object[];
  };
  assert.deepEqual(errors, [
    {
      ErrorCode: 404,
      ResponseCode: 404,
      ResponsePagePath: '/academy/404.html',
      ErrorCachingMinTTL: 0,
    },
  ]);
});

test('CloudFront’s function gives a folder its page, and a name without a slash the slash', () => {
  const context = createContext({});
  runInContext(viewerRequest('/academy/'), context);
  const answer = (uri: string): unknown =>
    JSON.parse(
      String(
        runInContext(
          `JSON.stringify(handler({ request: { uri: ${JSON.stringify(uri)} } }))`,
          context,
        ),
      ),
    );
  assert.deepEqual(answer('/academy/'), { uri: '/academy/index.html' });
  assert.deepEqual(answer('/academy/courses/x/'), { uri: '/academy/courses/x/index.html' });
  assert.deepEqual(answer(`/academy/${SCRIPT}`), { uri: `/academy/${SCRIPT}` });
  for (const [from, to] of [
    ['/academy', '/academy/'],
    ['/academy/courses', '/academy/courses/'],
  ])
    assert.deepEqual(answer(from ?? ''), {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: to } },
    });
});

test('the upload to S3 puts every file up once, with the caching and, where S3 would guess wrong, the type that npm start says', () => {
  const folder = siteAt('/');
  const script = written('s3-cloudfront', '/')('upload.sh');
  const scratch = mkdtempSync(join(root, 'aws-'));
  // Stands in for the client of AWS: writes down what it is told.
  writeFileSync(
    join(scratch, 'aws'),
    `#!/bin/sh\nif [ "$1" = cloudformation ]; then echo files; else for word in "$@"; do printf '%s\\t' "$word"; done >> ${scratch}/told; echo >> ${scratch}/told; fi\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(scratch, 'upload.sh'), script);
  const run = spawnSync('sh', [join(scratch, 'upload.sh'), 'plumbline', folder], {
    encoding: 'utf8',
    env: { PATH: `${scratch}:${process.env['PATH'] ?? ''}` },
  });
  assert.equal(run.status, 0, run.stderr);
  const uploads = readFileSync(join(scratch, 'told'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const matches = (pattern: string, path: string): boolean =>
    new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '.*')}$`).test(path);
  for (const path of readBuiltSite(folder).files) {
    const told = uploads.flatMap((words) => {
      let isUp = true;
      let cache = '';
      let type = '';
      for (const [index, word] of words.entries()) {
        const next = words[index + 1] ?? '';
        if (word === '--exclude' && matches(next, path)) isUp = false;
        if (word === '--include' && matches(next, path)) isUp = true;
        if (word === '--cache-control') cache = next;
        if (word === '--content-type') type = next;
      }
      return isUp ? [[words[3], cache, type]] : [];
    });
    const type = { webmanifest: 'application/manifest+json', gz: 'application/octet-stream' }[
      /\w+$/.exec(path)?.[0] ?? ''
    ];
    assert.deepEqual(told, [['s3://files/', isNamed(path) ? KEPT : 'no-cache', type ?? '']], path);
  }
});

test('the command writes what a host reads into the site, the rest beside it, and says what is left to do', () => {
  const dist = siteAt('/academy/');
  const out = join(root, 'out');
  const run = preset(
    'nginx',
    '--dist',
    dist,
    '--out',
    out,
    '--address',
    'http://intranet.example:8080/academy/',
  );
  assert.deepEqual([run.status, run.error], [0, '']);
  assert.match(
    run.out,
    /^Written: .*plumbline\.conf\n- Copy the built site to \/srv\/plumbline on the server\.\n/,
  );
  assert.match(
    readFileSync(join(out, 'plumbline.conf'), 'utf8'),
    /listen 8080;\n {2}server_name intranet\.example;/,
  );
  assert.equal(preset('folder', '--dist', dist).status, 0);
  assert.ok(existsSync(join(dist, 'START-HERE.html')));
});

test('what cannot be written is said, with what was found and what to do', () => {
  const dist = siteAt('/academy/');
  for (const [args, words] of [
    [['apache'], /UsageError: There is no preset "apache"\.\n {2}There are nginx, caddy, /],
    [
      ['nginx', '--dist', join(root, 'nowhere')],
      /SiteNotBuilt: There is no built site in .*\n {2}Run "npm run build" first/,
    ],
    [
      ['nginx', '--dist', dist, '--address', 'https://training.example/school/'],
      /WrongBase: The site was built for the path \/academy\/, and the address has \/school\/\.\n {2}Build it for that path: PLUMBLINE_BASE=\/school\/ npm run build/,
    ],
    [['nginx', '--dist', dist, '--address', 'training'], /UsageError: --address is "training"\./],
    [['nginx', '--dist', dist, '--root', '/srv/a; }'], /UsageError: --root is "\/srv\/a; }"\./],
    [['nginx', '--colour'], /Unknown option '--colour'/],
  ] as const) {
    const { status, error } = preset(...args);
    assert.equal(status, 2);
    assert.match(error, words);
  }
});
