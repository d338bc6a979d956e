import type { BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset, type SiteAddress } from './preset.ts';
import { ASK_AGAIN, everyAnswer, KEEP_FOREVER, NAMED_PATTERN, TYPES } from './site-headers.ts';

/** Types that Caddy takes from the machine that it runs on, so that they may be missing there. */
const UNSURE = ['bin', 'gz', 'jsonld', 'mjs', 'webmanifest'];

/** Caddy 2.4 and later, which fetches and renews its certificate by itself. */
export const caddy: Preset = {
  about: 'Caddy: a Caddyfile; certificates come by themselves',
  make: (site, address) => ({
    files: [{ place: 'beside', path: 'Caddyfile', text: configOf(site, address) }],
    next: [
      `Copy the built site to ${address.root} on the server.`,
      'Copy Caddyfile to /etc/caddy/Caddyfile, then: systemctl reload caddy',
      'Inside a network without the Internet, add "tls internal" or "tls cert.pem key.pem" below the address.',
    ],
  }),
};

function configOf({ base, isIsolated }: BuiltSite, { url, root }: SiteAddress): string {
  const site = base.slice(0, -1);
  const lines = [
    `# ${WRITTEN_BY}`,
    '(plumbline_headers) {',
    '  header {',
    ...Object.entries(everyAnswer(isIsolated)).map(([name, value]) => `    ${name} "${value}"`),
    '    -Server',
    '  }',
    '}',
    '',
    `${url.origin} {`,
    `  root * ${root}`,
    `  @named path_regexp ^${base}${NAMED_PATTERN}`,
    `  @others not path_regexp ^${base}${NAMED_PATTERN}`,
    '  import plumbline_headers',
    `  header @others Cache-Control "${ASK_AGAIN}"`,
    `  header @named Cache-Control "${KEEP_FOREVER}"`,
    ...UNSURE.flatMap((ending) => [
      `  @${ending} path *.${ending}`,
      `  header @${ending} Content-Type "${TYPES[ending] ?? ''}"`,
    ]),
    ...(site === ''
      ? ['  file_server {', '    precompressed br gzip', '  }']
      : [
          `  redir ${site} ${base} permanent`,
          `  handle_path ${base}* {`,
          '    file_server {',
          '      precompressed br gzip',
          '    }',
          '  }',
          '  handle {',
          '    error 404',
          '  }',
        ]),
    '  # Caddy begins the answer anew.',
    '  handle_errors {',
    '    import plumbline_headers',
    `    header Cache-Control "${ASK_AGAIN}"`,
    '    header Content-Type "text/html; charset=utf-8"',
    '    rewrite * /404.html',
    '    file_server',
    '  }',
    '}',
    '',
  ];
  // As "caddy fmt" has it.
  return lines.join('\n').replace(/^ +/gm, (indent) => '\t'.repeat(indent.length / 2));
}
