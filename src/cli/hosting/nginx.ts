import type { BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset, type SiteAddress } from './preset.ts';
import { ASK_AGAIN, everyAnswer, KEEP_FOREVER, NAMED_PATTERN, TYPES } from './site-headers.ts';

/** nginx 1.18 and later. */
export const nginx: Preset = {
  about: 'nginx: one file for conf.d/ or sites-enabled/',
  make: (site, address) => ({
    files: [{ place: 'beside', path: 'plumbline.conf', text: configOf(site, address) }],
    next: [
      `Copy the built site to ${address.root} on the server.`,
      'Copy plumbline.conf to /etc/nginx/conf.d/, then: nginx -t && systemctl reload nginx',
      ...(address.url.protocol === 'https:'
        ? ['Name your certificate and its key in plumbline.conf.']
        : []),
    ],
  }),
};

function configOf({ base, isIsolated }: BuiltSite, { url, root }: SiteAddress): string {
  const headers = Object.entries(everyAnswer(isIsolated)).map(
    ([name, value]) => `add_header ${name} "${value}" always;`,
  );
  const types = Object.entries(TYPES).map(([ending, type]) => `${type} ${ending};`);
  const lines = [
    `# ${WRITTEN_BY}`,
    'map $uri $plumbline_cache {',
    `  default "${ASK_AGAIN}";`,
    `  "~^${base}${NAMED_PATTERN}" "${KEEP_FOREVER}";`,
    '}',
    '',
    'server {',
    ...indented(listenLines(url)),
    '  server_tokens off;',
    '  charset utf-8;',
    '  charset_types text/css text/javascript text/plain;',
    '  etag on;',
    '  absolute_redirect off;',
    '  # The compressed copies that the build has laid beside the files. For the smaller ones install',
    '  # libnginx-mod-http-brotli-static, and add: brotli_static on;',
    '  gzip_static on;',
    '  gzip_vary on;',
    '',
    '  add_header Cache-Control $plumbline_cache always;',
    ...indented(headers),
    '',
    '  types {',
    ...indented(indented(types)),
    '  }',
    '  default_type application/octet-stream;',
    '',
    `  error_page 404 ${base}404.html;`,
    ...indented(locationLines(base, root)),
    '}',
    '',
  ];
  return lines.join('\n');
}

function listenLines(url: URL): readonly string[] {
  const name = `server_name ${url.hostname};`;
  if (url.protocol === 'http:') return [`listen ${url.port || '80'};`, name];
  return [
    `listen ${url.port || '443'} ssl http2;`,
    name,
    `ssl_certificate /etc/ssl/${url.hostname}.pem;`,
    `ssl_certificate_key /etc/ssl/${url.hostname}.key;`,
    '# Once every name below yours is served by https:',
    '# add_header Strict-Transport-Security "max-age=31536000" always;',
  ];
}

function locationLines(base: string, root: string): readonly string[] {
  if (base === '/') return ['location / {', `  root ${root};`, '  index index.html;', '}'];
  return [
    `location = ${base.slice(0, -1)} { return 301 ${base}; }`,
    `location ${base} {`,
    `  alias ${root}/;`,
    '  index index.html;',
    '}',
  ];
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
